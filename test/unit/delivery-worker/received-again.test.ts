import { describe, expect, it } from 'vitest';
import { receiveBatch } from '../../../functions/delivery-worker/receive-batch.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
  bodyOf,
  failedAttempts,
  idOf,
  message,
  record,
  start,
  WorkerWorld,
  webhookId,
} from './worker-world.ts';

const nowMs = Date.parse(start);
const at = (offsetMs: number) => new Date(nowMs + offsetMs).toISOString();

describe('a message that was sent again, or received again', () => {
  it('of a delivered one is done', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { status: 'delivered' }));
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual([]);
    expect(world.calls).toEqual([]);
  });

  it('too early is hidden for the rest', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { ...failedAttempts(1), nextAttemptAt: at(41_001) }));
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual(['e1']);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 42 }]);
    expect(world.calls).toEqual([]);
  });

  it('is hidden 12 hours at most', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { ...failedAttempts(1), nextAttemptAt: at(90_000_000) }));
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual(['e1']);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 43_200 }]);
  });

  it('of a held one is attempted once the webhook is active, whether or not the sweeper has marked it', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { status: 'held', ...failedAttempts(1) }));
    world.answers = [500];
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual(['e1']);
    expect(world.deliveries.calls).toEqual([
      `find ${idOf('e1')}`,
      `markSent ${idOf('e1')}`,
      `find ${idOf('e1')}`,
      `recordAttempt ${idOf('e1')}`,
    ]);
    expect(world.recordOf('e1')?.attemptsInRun).toBe(2);
    expect(world.recordOf('e1')?.nextAttemptAt).toBe(at(54_000));
  });

  it('of a released one is attempted, though the cache still says that the webhook is disabled', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'disabled' }));
    await world.receive([message('e0')]);
    world.setState(webhookState({}, { status: 'active' }));
    world.deliveries.put(record('e1', { status: 'held' }));
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(world.calls).toHaveLength(1);
    expect(world.recordOf('e1')?.status).toBe('delivered');
  });

  it('of a parked one whose webhook is disabled by now is held, and the late mark of the sweeper does not end that', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'disabled' }));
    const sent = record('e1', { parked: true, waits: 1, nextAttemptAt: start });
    world.deliveries.put(sent);
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(await world.deliveries.markSent(sent)).toBe('stale');
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held', waits: 2 }));
  });

  it('of a held one, not active again, waits for the mark that the sweeper may still make', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused' }));
    const held = record('e1', { status: 'held', waits: 1 });
    world.deliveries.put(held);
    expect(await world.receive([message('e1', { hops: 0, sentAtMs: nowMs - 1000 })])).toEqual(['e1']);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 119 }]);
    await world.deliveries.markSent(held);
    world.time.nowMs += 119_000;
    const again = message('e1', { hops: 0, receives: 2, sentAtMs: nowMs - 1000 });
    expect(await world.receive([again])).toEqual([]);
    expect(world.recordOf('e1')).toEqual({ ...held, waits: 2 });
  });
});

describe('when receives run out before attempts do', () => {
  const fifth = message('e1', { receives: 5, groupId: 'whk_group' });

  it('a fresh message takes the place of the old one', async () => {
    const world = new WorkerWorld();
    world.answers = [500];
    expect(await world.receive([fifth])).toEqual([]);
    expect(world.sent).toEqual([{ body: bodyOf('e1'), groupId: 'whk_group', delaySeconds: 5, hops: 0 }]);
    expect(world.hidden).toEqual([]);
    expect(world.recordOf('e1')?.nextAttemptAt).toBe(at(4500));
  });

  it('it is grouped by its webhook if the old one has no group, and delayed by 15 minutes at most', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { ...failedAttempts(1), nextAttemptAt: at(1_000_000) }));
    expect(await world.receive([message('e1', { receives: 6 })])).toEqual([]);
    expect(world.sent).toEqual([{ body: bodyOf('e1'), groupId: webhookId, delaySeconds: 900, hops: 0 }]);
  });

  it('the old one is kept if SQS did not take it', async () => {
    const world = new WorkerWorld();
    world.answers = [500];
    world.queueTakes = false;
    expect(await world.receive([fifth])).toEqual(['e1']);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
  });

  it('the old one is kept if SQS did not answer', async () => {
    const world = new WorkerWorld();
    world.answers = [500];
    const deps = { ...world.deps, queue: { send: () => Promise.reject(new Error('down')) } };
    const answer = await receiveBatch(deps, { Records: [fifth] }, 30_000);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'e1' }] });
  });

  it('a message of our own fault is not sent again: the dead-letter queue is for it', async () => {
    const world = new WorkerWorld();
    world.findFails = true;
    expect(await world.receive([fifth])).toEqual(['e1']);
    expect(world.sent).toEqual([]);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 60 }]);
  });
});
