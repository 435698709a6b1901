import { describe, expect, it } from 'vitest';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { noteBackOff } from '../../../functions/domain/health.ts';
import type { WebhookOptions } from '../../../functions/domain/webhook.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { attemptOf, bodyOf, idOf, message, record, start, WorkerWorld, webhookId } from './worker-world.ts';

const startMs = Date.parse(start);
const at = (ms: number) => new Date(startMs + ms).toISOString();

function worldWith(options: WebhookOptions): WorkerWorld {
  const world = new WorkerWorld();
  world.setState(webhookState({ options }));
  return world;
}

const sent = ({ sent }: WorkerWorld) =>
  sent.map(({ delaySeconds, slotAtMs, hops }) => ({ delaySeconds, slotAtMs, hops }));

describe('callsPerSecond', () => {
  const options = { callsPerSecond: 5 };

  it('is asked for a slot, and calls in it', async () => {
    const world = worldWith(options);
    world.slotAtMs = startMs;
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.slotsAsked).toEqual([`${webhookId} 5/s at ${startMs}`]);
    expect([world.recordOf('e1')?.status, world.paused]).toEqual(['delivered', []]);
  });

  it('waits here for a slot that is near', async () => {
    const world = worldWith(options);
    world.slotAtMs = startMs + 1000;
    await world.receive([message('e1')]);
    expect([world.recordOf('e1')?.status, world.paused]).toEqual(['delivered', [1000]]);
  });

  it('sends the message again for a slot that is far, with the slot', async () => {
    const world = worldWith(options);
    world.slotAtMs = startMs + 4999;
    expect(await world.receive([message('e1', { groupId: 'g' })])).toEqual([]);
    expect(world.sent).toEqual([
      { body: bodyOf('e1'), groupId: 'g', delaySeconds: 4, hops: 0, slotAtMs: startMs + 4999 },
    ]);
    expect([world.calls, world.hidden, world.recordOf('e1')]).toEqual([[], [], undefined]);
    expect(world.counts).toEqual({ DeliveryDeferred: 1 });
  });

  it('asks for no second slot when the message comes with its own', async () => {
    const world = worldWith(options);
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs - 250 })]);
    expect([world.slotsAsked, world.recordOf('e1')?.status]).toEqual([[], 'delivered']);
  });

  it('asks for another slot when it comes too late for its own', async () => {
    const world = worldWith(options);
    world.slotAtMs = startMs + 3000;
    await world.receive([message('e1', { hops: 0, slotAtMs: startMs - 251 })]);
    expect(world.slotsAsked).toEqual([`${webhookId} 5/s at ${startMs}`]);
    expect(sent(world)).toEqual([{ delaySeconds: 3, slotAtMs: startMs + 3000, hops: 0 }]);
  });

  it('waits ten to fifteen minutes when no slot is to be had', async () => {
    const world = worldWith(options);
    world.slotAtMs = undefined;
    await world.receive([message('e1')]);
    expect(sent(world)).toEqual([{ delaySeconds: 750, slotAtMs: undefined, hops: 0 }]);
  });

  it('leaves the message where it is when none can be sent', async () => {
    const world = worldWith(options);
    world.slotAtMs = startMs + 4000;
    world.queueTakes = false;
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
  });
});

describe('concurrentCalls', () => {
  it('closes the call whose slot could not be taken', async () => {
    const world = worldWith({ concurrentCalls: 2, callsPerSecond: 1 });
    world.slotFault = new AwsCallError('ThrottlingException', 'too often', true);
    expect(await world.receive([message('e1')])).toEqual([]);
    expect([world.permitLog, world.calls]).toEqual([[`open ${webhookId} of 2`, 'close'], []]);
    expect(sent(world)).toEqual([{ delaySeconds: 15, slotAtMs: undefined, hops: 0 }]);
  });

  it('opens the call, makes it, and closes it whatever comes of it', async () => {
    const world = worldWith({ concurrentCalls: 2 });
    world.answers = [500];
    await world.receive([message('e1')]);
    expect(world.permitLog).toEqual([`open ${webhookId} of 2`, 'close']);
    expect(world.calls.length).toBe(1);
  });

  it('comes back in a second or two when as many are open as may be', async () => {
    const world = worldWith({ concurrentCalls: 2 });
    world.mayOpen = false;
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(sent(world)).toEqual([{ delaySeconds: 1, slotAtMs: undefined, hops: 0 }]);
    expect(world.calls).toEqual([]);
  });

  it('keeps no call open that waits for its slot', async () => {
    const world = worldWith({ concurrentCalls: 2, callsPerSecond: 1 });
    world.slotAtMs = startMs + 60_000;
    await world.receive([message('e1')]);
    expect([world.permitLog, world.calls]).toEqual([[`open ${webhookId} of 2`, 'close'], []]);
  });

  it('delivers though the closing fails', async () => {
    const world = worldWith({ concurrentCalls: 2 });
    world.closeFails = true;
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.recordOf('e1')?.status).toBe('delivered');
  });
});

describe('a receiver that says 429', () => {
  const { health } = webhookState();
  const tooMany = (retryAfter: string | null) => ({ ...attemptOf(429), retryAfter });

  it.each([
    ['30', 30_000],
    [null, 10_000],
    ['86400', 900_000],
  ])('with Retry-After %s is let rest by all for %i ms', async (retryAfter, restMs) => {
    const world = worldWith({});
    world.deps.caller.call = async () => tooMany(retryAfter);
    await world.receive([message('e1')]);
    expect(world.states.get(webhookId)?.health).toEqual(noteBackOff(health, at(restMs)));
    expect(world.recordOf('e1')?.attempts.length).toBe(1);
  });

  it('again within a second writes nothing more', async () => {
    const world = worldWith({});
    world.deps.caller.call = async () => tooMany('30');
    world.setState(webhookState({}, noteBackOff(health, at(29_001))));
    world.deliveries.put(record('e1', { attempts: [attemptOf(500)], attemptsInRun: 1 }));
    world.time.nowMs = startMs - 1;
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.healthWrites).toEqual([]);
  });

  it('is not called before its rest is over: the message comes after it, spread', async () => {
    const world = worldWith({});
    world.setState(webhookState({}, noteBackOff(health, at(40_000))));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect([world.calls, sent(world)]).toEqual([[], [{ delaySeconds: 61, slotAtMs: undefined, hops: 0 }]]);
    world.time.nowMs = startMs + 40_000;
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.recordOf('e1')?.status).toBe('delivered');
  });

  it('after five attempts fails the delivery, and the webhook stays', async () => {
    const world = worldWith({});
    world.deliveries.put(record('e1', { attempts: Array(4).fill(attemptOf(429)), attemptsInRun: 4 }));
    world.answers = [429];
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.deliveries.records.get(idOf('e1'))?.status).toBe('failed');
    expect(world.states.get(webhookId)?.health.status).toBe('active');
  });
});
