import { beforeEach, describe, expect, it } from 'vitest';
import { deliveryId } from '../../../functions/domain/identifiers.ts';
import { failedAttempts, message, record, WorkerWorld, webhookId } from './worker-world.ts';

let world: WorkerWorld;
beforeEach(() => {
  world = new WorkerWorld();
});

const hour = '2026-03-01T12';
/** 7 ms are in bucket 9. @param outcomes attempts by how they have ended @default all 200 */
const counted = (
  attempts: number,
  delivered: number,
  failed: number,
  outcomes: Readonly<Record<string, number>> = { '200/': attempts },
) => ({
  webhookId,
  hour,
  attempts,
  delivered,
  failed,
  durations: attempts === 0 ? new Map() : new Map([[9, attempts]]),
  byEventType: new Map([['TODO_MOVED', { attempts, delivered, failed }]]),
  byOutcome: new Map(Object.entries(outcomes)),
});
const ten = (from: number) => Array.from({ length: 10 }, (_, n) => message(`e${from + n}`));

describe('statistics', () => {
  it('count a batch once, after its records are written', async () => {
    let recorded = 0;
    world.statistics.before = () => {
      recorded = world.deliveries.records.size;
    };
    world.answers = [200, 500, 200];
    await world.receive([message('e1'), message('e2'), message('e3')]);
    expect(world.statistics.added).toEqual([counted(3, 2, 0, { '200/': 2, '500/': 1 })]);
    expect(recorded).toBe(3);
  });

  it('count a failed delivery, and the webhook that is gone', async () => {
    world.answers = [422];
    await world.receive([message('e1')]);
    world.answers = [410];
    await world.receive([message('e2')]);
    expect(world.statistics.added).toEqual([
      counted(1, 0, 1, { '422/': 1 }),
      counted(1, 0, 1, { '410/': 1 }),
    ]);
  });

  it('count what ends without a call', async () => {
    world.deliveries.put(record('e1', failedAttempts(1)));
    const state = world.states.get(webhookId);
    if (state === undefined) throw new Error('no webhook');
    const deletedAt = '2026-03-01T11:00:00.000Z';
    world.setState({ ...state, webhook: { ...state.webhook, deletedAt } });
    await world.receive([message('e1', { receives: 2 })]);
    expect(world.statistics.added).toEqual([counted(0, 0, 1, {})]);
  });

  it('count nothing that is our own fault', async () => {
    world.answers = ['dns'];
    world.canaryAnswers = false;
    await world.receive([message('e1')]);
    expect(world.statistics.added).toEqual([]);
  });

  it('count an attempt whose record could not be written, but no delivery', async () => {
    world.deliveries.unconfirmed.add(deliveryId(webhookId, 'e1', '2026-03-01T11:59:59Z'));
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.statistics.added).toEqual([counted(1, 0, 0)]);
  });

  it('are gathered for five seconds while batches come full, and written with the first that is not', async () => {
    await world.receive(ten(0));
    await world.receive(ten(10));
    expect(world.statistics.added).toEqual([]);
    await world.receive([message('e20')]);
    expect(world.statistics.added).toEqual([counted(21, 21, 0)]);
    await world.receive(ten(30));
    await world.time.pass(5_000);
    await world.receive(ten(40));
    expect(world.statistics.added.at(-1)).toEqual(counted(20, 20, 0));
  });

  it('tell one hour from the next', async () => {
    await world.receive(ten(0));
    await world.time.pass(3_600_000);
    await world.receive([message('e10')]);
    expect(world.statistics.added.map(one => [one.hour, one.attempts]).sort()).toEqual([
      ['2026-03-01T12', 10],
      ['2026-03-01T13', 1],
    ]);
  });

  it('that cannot be written hold up no message, and are not written twice', async () => {
    world.statistics.before = () => {
      throw new Error('throttled');
    };
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.logs).toContain('warn attempts are missing in the statistics');
    world.statistics.before = () => {};
    await world.receive([message('e2')]);
    expect(world.statistics.added).toEqual([counted(1, 1, 0)]);
  });

  it('that are written slowly hold up no message for longer than a second', async () => {
    world.statistics.before = () => new Promise(() => {});
    const answer = world.receive([message('e1')]);
    await world.time.pass(1_000);
    expect(await answer).toEqual([]);
  });

  it('wait for the next batch when the time of this one is nearly over', async () => {
    await world.receive([message('e1')], 2_400);
    expect(world.statistics.added).toEqual([]);
    await world.receive([message('e2')]);
    expect(world.statistics.added).toEqual([counted(2, 2, 0)]);
  });
});
