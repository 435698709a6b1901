import { describe, expect, it } from 'vitest';
import { newId } from '../../../functions/domain/identifiers.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { bodyOf, message, start, WorkerWorld, webhookId } from './worker-world.ts';

const idMadeAt = (offsetMs: number) => newId('whk', Date.parse(start) + offsetMs, new Uint8Array(16));
const messageOf = (eventId: string, id: string) =>
  message(eventId, { body: bodyOf(eventId).replace(webhookId, id) });

/** Its rule is there before the webhook is written, and passes events. */
describe('a webhook that is being created', () => {
  it.each([0, -59_999])('is not there yet: no breach, and nothing stays (%d ms)', async offsetMs => {
    const world = new WorkerWorld();
    expect(await world.receive([messageOf('e1', idMadeAt(offsetMs))])).toEqual([]);
    expect([world.counts, world.logs]).toEqual([{}, ['info an event came before its webhook']]);
    expect([world.calls, world.deliveries.calls]).toEqual([[], []]);
  });

  it('gets what comes as soon as it is there: that it was not a moment ago is not kept', async () => {
    const world = new WorkerWorld();
    const id = idMadeAt(0);
    await world.receive([messageOf('e1', id)]);
    world.states.set(id, webhookState({ id }));
    expect(await world.receive([messageOf('e2', id)])).toEqual([]);
    expect(world.calls).toHaveLength(1);
    expect(world.counts).toMatchObject({ DeliverySucceeded: 1 });
  });

  it('is unknown a minute later, and looked for once a second', async () => {
    const world = new WorkerWorld();
    const id = idMadeAt(-60_000);
    await world.receive([messageOf('e1', id)]);
    await world.receive([messageOf('e2', id)]);
    expect([world.counts, world.lookups]).toEqual([{ WebhookUnknown: 2 }, 1]);
  });
});
