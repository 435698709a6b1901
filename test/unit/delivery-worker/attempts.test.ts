import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { receiveBatch } from '../../../functions/delivery-worker/receive-batch.ts';
import { credentials, webhookState } from '../../support/webhook-state.ts';
import {
  type Answer,
  attemptOf,
  eventTextOf,
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

describe('an attempt', () => {
  it('that succeeds: one signed call, one record, nothing read but the webhook', async () => {
    const world = new WorkerWorld();
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(
      record('e1', { status: 'delivered', attempts: [attemptOf(200)], attemptsInRun: 1 }),
    );
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.deliveries.calls).toEqual([`putDelivered ${idOf('e1')}`]);
    expect(world.lookups).toBe(1);
    expect(world.counts).toEqual({ DeliverySucceeded: 1 });
    expect(world.time.timers.size).toBe(0);
    const [call] = world.calls;
    expect(call?.url).toBe('https://receiver.example.com/in');
    expect(call?.timeoutMs).toBe(10_000);
    expect(call?.headers['webhook-id']).toBe(idOf('e1'));
    expect(call?.headers['webhook-timestamp']).toBe(String(nowMs / 1000));
    const secret = credentials.secrets[0]?.value ?? '';
    const signature = new Webhook(secret).sign(idOf('e1'), new Date(nowMs), call?.body ?? '');
    expect(call?.headers['webhook-signature']).toBe(signature);
  });

  // Waits are 5 s, 60 s, 900 s and 14,400 s less a tenth: random is 0.5 and takes half of 20 %.
  const queued: { before: number; answer: Answer; waitMs: number; seconds: number }[] = [
    { before: 0, answer: 500, waitMs: 4500, seconds: 5 },
    { before: 0, answer: 'timeout', waitMs: 4500, seconds: 5 },
    { before: 1, answer: 404, waitMs: 54_000, seconds: 54 },
    { before: 2, answer: 'dns', waitMs: 810_000, seconds: 810 },
  ];
  it.each(queued)('number $before + 1 that ends with $answer waits $waitMs ms in the queue', async facts => {
    const world = new WorkerWorld();
    const { before, answer, waitMs, seconds } = facts;
    if (before > 0) world.deliveries.put(record('e1', { ...failedAttempts(before), nextAttemptAt: start }));
    world.answers = [answer];
    expect(await world.receive([message('e1', { receives: before + 1 })])).toEqual(['e1']);
    const earlier = failedAttempts(before).attempts;
    expect(world.recordOf('e1')).toEqual(
      record('e1', {
        attempts: [...earlier, attemptOf(answer)],
        attemptsInRun: before + 1,
        nextAttemptAt: at(waitMs),
      }),
    );
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds }]);
    expect(world.counts).toEqual({ AttemptFailed: 1 });
  });

  it('number four that fails waits in the table, with its event', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', failedAttempts(3)));
    world.answers = [503];
    expect(await world.receive([message('e1', { receives: 4 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(
      record('e1', {
        attempts: [...failedAttempts(3).attempts, attemptOf(503)],
        attemptsInRun: 4,
        nextAttemptAt: at(12_960_000),
        parked: true,
      }),
    );
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.hidden).toEqual([]);
  });

  it('number five that succeeds ends the delivery, without the marks of its waiting', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { ...failedAttempts(4), nextAttemptAt: at(-1), parked: true }));
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(
      record('e1', {
        status: 'delivered',
        attempts: [...failedAttempts(4).attempts, attemptOf(200)],
        attemptsInRun: 5,
      }),
    );
  });

  it('after twenty takes the place of the oldest', async () => {
    const world = new WorkerWorld();
    const twenty = Array.from({ length: 20 }, (_, n) => attemptOf(500, at(n - 100)));
    world.deliveries.put(record('e1', { run: 5, attempts: twenty, attemptsInRun: 0 }));
    world.answers = [503];
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.recordOf('e1')?.attempts).toEqual([...twenty.slice(1), attemptOf(503, start, 5)]);
    expect(world.recordOf('e1')?.attemptsInRun).toBe(1);
  });

  it('answered 2xx whose body breaks off is delivered, and keeps the error', async () => {
    const world = new WorkerWorld();
    const attempt = { ...attemptOf(200), error: 'reset' as const };
    const deps = { ...world.deps, caller: { call: async () => attempt } };
    const answer = await receiveBatch(deps, { Records: [message('e1')] }, 30_000);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(world.recordOf('e1')).toEqual(
      record('e1', { status: 'delivered', attempts: [attempt], attemptsInRun: 1 }),
    );
  });

  it.each([400, 413, 415, 422])('answered %i fails the delivery and leaves the webhook', async answer => {
    const world = new WorkerWorld();
    world.answers = [answer];
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(
      record('e1', { status: 'failed', attempts: [attemptOf(answer)], attemptsInRun: 1 }),
    );
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.states.get(webhookId)).toEqual(webhookState());
    expect(world.counts).toEqual({ AttemptFailed: 1, DeliveryFailed: 1 });
    expect(world.published).toEqual([
      {
        type: 'delivery.failed',
        id: `${idOf('e1')}#1`,
        detail: {
          webhookId,
          companyId: 'acme',
          deliveryId: idOf('e1'),
          eventId: 'e1',
          eventType: 'TODO_MOVED',
          at: start,
        },
      },
    ]);
  });
});

describe('a record that has gone on meanwhile', () => {
  /** Another worker's write between this worker's call and its record. */
  function overtakenBy(change: (world: WorkerWorld) => void): WorkerWorld {
    const world = new WorkerWorld();
    world.answers = [500];
    world.deliveries.before = method => {
      if (method !== 'recordAttempt') return;
      world.deliveries.before = () => {};
      change(world);
    };
    return world;
  }

  it('delivered: the message is done', async () => {
    const world = overtakenBy(({ deliveries }) => deliveries.put(record('e1', { status: 'delivered' })));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.recordOf('e1')?.status).toBe('delivered');
    expect(world.hidden).toEqual([]);
  });

  it('pending: this copy waits as long as the other one', async () => {
    const theirs = record('e1', { ...failedAttempts(1), nextAttemptAt: at(4200) });
    const world = overtakenBy(({ deliveries }) => deliveries.put(theirs));
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.recordOf('e1')).toEqual(theirs);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
    expect(world.calls.length).toBe(1);
  });

  it('pending and due again: no second call in the same receive', async () => {
    const theirs = record('e1', { ...failedAttempts(1), nextAttemptAt: start });
    const world = overtakenBy(({ deliveries }) => deliveries.put(theirs));
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.calls.length).toBe(1);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
  });

  it('parked: the sweeper carries on', async () => {
    const theirs = record('e1', { ...failedAttempts(4), nextAttemptAt: at(9_000_000), parked: true });
    const world = overtakenBy(({ deliveries }) => deliveries.put(theirs));
    expect(await world.receive([message('e1')])).toEqual([]);
  });

  it('held, while this worker still knows the webhook as active: left for later', async () => {
    const world = overtakenBy(({ deliveries }) => deliveries.put(record('e1', { status: 'held' })));
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.recordOf('e1')?.status).toBe('held');
  });

  it('failed: announced again, under the same id', async () => {
    const theirs = record('e1', { ...failedAttempts(5), status: 'failed' });
    const world = overtakenBy(({ deliveries }) => deliveries.put(theirs));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.published.map(({ id }) => id)).toEqual([`${idOf('e1')}#1`]);
  });
});
