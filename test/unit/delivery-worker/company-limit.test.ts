import { describe, expect, it } from 'vitest';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import type { WebhookOptions } from '../../../functions/domain/webhook.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { bodyOf, message, start, WorkerWorld, webhookId } from './worker-world.ts';

const startMs = Date.parse(start);

function worldWith(callsPerSecondPerCompany: number, options: WebhookOptions = {}): WorkerWorld {
  const world = new WorkerWorld(callsPerSecondPerCompany);
  world.setState(webhookState({ options, ownerCompanyId: 'owner' }));
  world.companySlotAtMs = startMs;
  world.slotAtMs = startMs;
  return world;
}

const sent = ({ sent }: WorkerWorld) =>
  sent.map(({ delaySeconds, slotAtMs, companySlotAtMs }) => ({ delaySeconds, slotAtMs, companySlotAtMs }));
const askedOfOwner = `1 of owner 5/s at ${startMs}`;
const askedOfWebhook = `${webhookId} 2/s at ${startMs}`;

describe('callsPerSecondPerCompany', () => {
  it('costs nothing when it is not set', async () => {
    const world = worldWith(0);
    await world.receive([message('e1'), message('e2', { hops: 0, companySlotAtMs: startMs + 60_000 })]);
    expect([world.calls.length, world.slotsAsked, world.paused]).toEqual([2, [], []]);
  });

  it("asks for a slot of the webhook's owner, and calls in it", async () => {
    const world = worldWith(5);
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.slotsAsked).toEqual([askedOfOwner]);
    expect([world.recordOf('e1')?.status, world.paused]).toEqual(['delivered', []]);
  });

  it('waits here for a slot that is near', async () => {
    const world = worldWith(5);
    world.companySlotAtMs = startMs + 1000;
    await world.receive([message('e1')]);
    expect([world.recordOf('e1')?.status, world.paused]).toEqual(['delivered', [1000]]);
  });

  it('puts off the call of a slot that is far: sent again, neither bounced nor counted', async () => {
    const world = worldWith(5);
    world.companySlotAtMs = startMs + 1001;
    expect(await world.receive([message('e1', { groupId: 'g' })])).toEqual([]);
    expect(world.sent).toEqual([
      { body: bodyOf('e1'), groupId: 'g', delaySeconds: 1, hops: 0, companySlotAtMs: startMs + 1001 },
    ]);
    expect([world.calls, world.hidden, world.recordOf('e1')]).toEqual([[], [], undefined]);
    expect(world.counts).toEqual({ DeliveryDeferred: 1 });
  });

  it('leaves the message in the queue when none can be sent', async () => {
    const world = worldWith(5);
    world.companySlotAtMs = startMs + 4000;
    world.queueTakes = false;
    expect(await world.receive([message('e1')])).toEqual(['e1']);
  });

  it.each([
    [-250, [], 'delivered'],
    [-251, [askedOfOwner], 'delivered'],
  ])('a message that comes %i ms after its slot asks %j', async (ms, asked, status) => {
    const world = worldWith(5);
    await world.receive([message('e1', { hops: 0, companySlotAtMs: startMs + ms })]);
    expect([world.slotsAsked, world.recordOf('e1')?.status]).toEqual([asked, status]);
  });

  it('waits on, with its slot, where that is still far', async () => {
    const world = worldWith(5);
    await world.receive([message('e1', { hops: 0, companySlotAtMs: startMs + 90_000 })]);
    expect(world.slotsAsked).toEqual([]);
    expect(sent(world)).toEqual([
      { delaySeconds: 90, slotAtMs: undefined, companySlotAtMs: startMs + 90_000 },
    ]);
  });

  it('waits ten to fifteen minutes when no slot is to be had', async () => {
    const world = worldWith(5);
    world.companySlotAtMs = undefined;
    await world.receive([message('e1')]);
    expect(sent(world)).toEqual([{ delaySeconds: 750, slotAtMs: undefined, companySlotAtMs: undefined }]);
  });

  it('is put off by ten to twenty seconds when its item is written too often', async () => {
    const world = worldWith(5);
    world.slotFault = new AwsCallError('ThrottlingException', 'too often', true);
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(sent(world)).toEqual([{ delaySeconds: 15, slotAtMs: undefined, companySlotAtMs: undefined }]);
    expect([world.calls, world.logs]).toEqual([[], ['warn no slot could be taken']]);
  });

  it('comes again, as after every fault of ours, when slots cannot be had at all', async () => {
    const world = worldWith(5);
    world.slotFault = new AwsCallError('AccessDeniedException', 'no right', false);
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect([world.calls, world.sent]).toEqual([[], []]);
  });

  it('spreads a batch of ten at five a second, and takes its slots by two requests', async () => {
    const world = worldWith(5);
    await world.receive(Array.from({ length: 10 }, (_, n) => message(`e${n}`)));
    expect(world.slotsAsked).toEqual([askedOfOwner, `9 of owner 5/s at ${startMs}`]);
    expect([world.calls.length, world.paused]).toEqual([6, [200, 400, 600, 800, 1000]]);
    expect(world.sent.map(({ companySlotAtMs = 0 }) => companySlotAtMs - startMs)).toEqual([
      1200, 1400, 1600, 1800,
    ]);
  });
});

describe("callsPerSecondPerCompany beside a webhook's own limit", () => {
  const options = { callsPerSecond: 2 };

  it('waits for the later one of both slots', async () => {
    const world = worldWith(5, options);
    world.slotAtMs = startMs + 300;
    world.companySlotAtMs = startMs + 200;
    await world.receive([message('e1')]);
    expect([world.slotsAsked, world.paused]).toEqual([[askedOfWebhook, askedOfOwner], [300]]);
  });

  it("takes none of the company's slots for a call that its webhook keeps waiting", async () => {
    const world = worldWith(5, options);
    world.slotAtMs = startMs + 3000;
    await world.receive([message('e1')]);
    expect(world.slotsAsked).toEqual([askedOfWebhook]);
    expect(sent(world)).toEqual([{ delaySeconds: 3, slotAtMs: startMs + 3000, companySlotAtMs: undefined }]);
  });

  it("asks for the company's slot when the webhook's has come", async () => {
    const world = worldWith(5, options);
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs })]);
    expect([world.slotsAsked, world.recordOf('e1')?.status]).toEqual([[askedOfOwner], 'delivered']);
  });

  it("gives the webhook's slot up while it waits for the company's", async () => {
    const world = worldWith(5, options);
    world.companySlotAtMs = startMs + 8000;
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs })]);
    expect(sent(world)).toEqual([{ delaySeconds: 8, slotAtMs: undefined, companySlotAtMs: startMs + 8000 }]);
  });

  it("then takes another one of the webhook, for which it keeps the company's", async () => {
    const world = worldWith(5, options);
    world.slotAtMs = startMs + 6000;
    await world.receive([message('e1', { hops: 0, companySlotAtMs: startMs })]);
    expect(world.slotsAsked).toEqual([askedOfWebhook]);
    const [again] = sent(world);
    expect(again).toEqual({ delaySeconds: 6, slotAtMs: startMs + 6000, companySlotAtMs: startMs });

    world.time.nowMs = startMs + 6000;
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs + 6000, companySlotAtMs: startMs })]);
    expect([world.slotsAsked.length, world.recordOf('e1')?.status]).toEqual([1, 'delivered']);
  });

  it('asks for both anew when it is late for the later one', async () => {
    const world = worldWith(5, options);
    await world.receive([
      message('e1', { hops: 0, slotAtMs: startMs - 251, companySlotAtMs: startMs - 5000 }),
    ]);
    expect(world.slotsAsked).toEqual([askedOfWebhook, askedOfOwner]);
  });

  it('goes into the slow lane with both slots', async () => {
    const world = worldWith(5, options);
    world.setState(webhookState({ options, slowSince: start }));
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs, companySlotAtMs: startMs - 300 })]);
    expect(world.passedOn).toMatchObject([{ slotAtMs: startMs, companySlotAtMs: startMs - 300 }]);
  });
});
