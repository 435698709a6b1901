import { describe, expect, it } from 'vitest';
import { siblingQueueUrl } from '../../../functions/delivery-worker/received-message.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
  type Answer,
  failedAttempts,
  idOf,
  message,
  record,
  start,
  WorkerWorld,
  webhookId,
} from './worker-world.ts';

/** An answer that comes when the test says so. */
function later(): { answer: Promise<Answer>; give: (answer: Answer) => void } {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  return { answer: promise, give: resolve };
}

/** In the slow lane nobody minds a call that takes its time. */
function slowWorld(): WorkerWorld {
  const world = new WorkerWorld();
  world.setState(webhookState({ slowSince: start }));
  return world;
}
const slowly = (eventId: string) => message(eventId, { queue: 'SlowQueue' });

const put = (...eventIds: string[]) => `putDelivered ${eventIds.map(idOf).join(' ')}`;

describe('receiveBatch', () => {
  it('calls for all at once, looks the webhook up once and writes all successes together', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e0')]);
    const slow = later();
    world.answers = [200, slow.answer, 200, 200];
    const received = world.receive([message('e1'), message('e2'), message('e3')]);
    await world.time.pass(0);
    expect(world.calls.length).toBe(4);
    expect(world.deliveries.calls).toEqual([put('e0')]);
    slow.give(200);
    expect(await received).toEqual([]);
    expect(world.deliveries.calls).toEqual([put('e0'), put('e2', 'e3', 'e1')]);
    expect(world.lookups).toBe(1);
    expect(world.counts).toEqual({ DeliverySucceeded: 4 });
  });

  it('hides messages in the queue that they came from', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e1')]);
    expect(world.queueArns).toEqual(['arn:aws:sqs:eu-west-1:123456789012:DeliveryQueue']);
    const url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/DeliveryQueue';
    expect(siblingQueueUrl(url, 'arn:aws:sqs:eu-west-1:123456789012:IsolationQueue')).toBe(
      'https://sqs.eu-west-1.amazonaws.com/123456789012/IsolationQueue',
    );
  });

  it('answers each message as its own delivery ended', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('held', { status: 'delivered' }), record('fifth', failedAttempts(4)));
    world.answers = [200, 500, 400, 500];
    const batch = [
      message('good'),
      message('retry'),
      message('refused'),
      message('fifth', { hops: 0 }),
      message('held', { receives: 2 }),
      message('poison', { body: '' }),
    ];
    expect(await world.receive(batch)).toEqual(['retry', 'poison']);
    expect(world.recordOf('good')?.status).toBe('delivered');
    expect(world.recordOf('retry')?.status).toBe('pending');
    expect(world.recordOf('refused')?.status).toBe('failed');
    expect(world.recordOf('fifth')?.status).toBe('failed');
    expect(world.states.get(webhookId)?.health.status).toBe('disabled');
  });

  it('acknowledges no success whose record is not confirmed', async () => {
    const world = new WorkerWorld();
    world.deliveries.unconfirmed.add(idOf('e2'));
    expect(await world.receive([message('e1'), message('e2')])).toEqual(['e2']);
    expect(world.counts).toEqual({ DeliverySucceeded: 1 });
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e2', seconds: 5 }]);
  });

  it('a straggler holds no record hostage', async () => {
    const world = slowWorld();
    const slow = later();
    world.answers = [slow.answer, 200];
    const received = world.receive([slowly('e1'), slowly('e2')]);
    await world.time.pass(999);
    expect(world.deliveries.calls).toEqual([]);
    await world.time.pass(1);
    expect(world.deliveries.calls).toEqual([put('e2')]);
    await world.time.pass(5000);
    slow.give(200);
    expect(await received).toEqual([]);
    expect(world.deliveries.calls).toEqual([put('e2'), put('e1')]);
  });

  it('answers before its time is over, without those that are still out', async () => {
    const world = slowWorld();
    const slow = later();
    const nearlyLate = later();
    world.answers = [slow.answer, nearlyLate.answer, 200];
    const received = world.receive([slowly('e1'), slowly('e2'), slowly('e3')], 12_000);
    await world.time.pass(10_400);
    nearlyLate.give(200);
    await world.time.pass(99);
    expect(world.deliveries.calls).toEqual([put('e3')]);
    await world.time.pass(1);
    expect(world.deliveries.calls).toEqual([put('e3'), put('e2')]);
    await world.time.pass(1000);
    expect(await received).toEqual(['e1']);
    expect(world.logs).toEqual(['warn messages were left for later: the time of the function is over']);

    // The instance thaws for a later batch: what comes then is still recorded, so that the message's next copy sees it.
    slow.give(200);
    await world.time.pass(0);
    expect(world.recordOf('e1')?.status).toBe('delivered');
  });

  it('a success between the last flush and the answer is written at once', async () => {
    const world = slowWorld();
    const [late, never] = [later(), later()];
    world.answers = [late.answer, never.answer];
    const received = world.receive([slowly('e1'), slowly('e2')], 2100);
    await world.time.pass(700);
    late.give(200);
    await world.time.pass(900);
    expect(await received).toEqual(['e2']);
    expect(world.deliveries.calls).toEqual([put('e1')]);
  });

  it.each([
    {
      name: 'the webhook lookup',
      break: (world: WorkerWorld) => {
        world.findFails = true;
      },
    },
    {
      name: 'a write',
      break: (world: WorkerWorld) => {
        world.deliveries.before = method => {
          if (method === 'recordAttempt') throw new Error('down');
        };
      },
    },
  ])(
    'a fault of $name is that message’s alone, and no attempt of it is counted',
    async ({ break: breakIt }) => {
      const world = new WorkerWorld();
      world.answers = [500];
      breakIt(world);
      world.deliveries.put(record('e2', { status: 'delivered' }));
      expect(await world.receive([message('e1', { receives: 2 })])).toEqual(['e1']);
      expect(world.recordOf('e1')).toBeUndefined();
      expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 10 }]);
      expect(world.logs).toEqual(['error a message could not be worked on']);
    },
  );

  it('never rejects, even if hiding fails too', async () => {
    const world = new WorkerWorld();
    world.findFails = true;
    world.hideFails = true;
    expect(await world.receive([message('e1'), message('e2')])).toEqual(['e1', 'e2']);
  });

  it('keeps the state of a webhook for 5 s over batches', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e1')]);
    world.setState(webhookState({}, { status: 'disabled' }));
    world.time.nowMs += 4999;
    await world.receive([message('e2')]);
    expect(world.calls.length).toBe(2);
    world.time.nowMs += 1;
    await world.receive([message('e3')]);
    expect(world.calls.length).toBe(2);
    expect(world.recordOf('e3')?.status).toBe('held');
  });

  it('five attempts on the schedule and a health check, then failed and disabled', async () => {
    const world = new WorkerWorld();
    world.answers = [500, 'timeout', 'connect', 503, 500];
    const startMs = world.time.nowMs;
    const madeAfterMs: number[] = [];
    for (const waitMs of [0, 4500, 54_000, 810_000]) {
      world.time.nowMs += waitMs;
      madeAfterMs.push(world.time.nowMs - startMs);
      const receives = madeAfterMs.length;
      const again = await world.receive([message('e1', { receives })]);
      expect(again).toEqual(receives < 4 ? ['e1'] : []);
      expect(world.recordOf('e1')?.attemptsInRun).toBe(receives);
    }
    expect(world.recordOf('e1')?.parked).toBe(true);
    world.time.nowMs += 12_960_000;
    expect(await world.receive([message('e1', { hops: 0, sentAtMs: world.time.nowMs })])).toEqual([]);
    const attempts = world.recordOf('e1')?.attempts ?? [];
    expect(attempts.map(({ status, error }) => status ?? error)).toEqual([
      500,
      'timeout',
      'connect',
      503,
      500,
    ]);
    expect(attempts.map(({ at }) => Date.parse(at) - startMs)).toEqual([
      0, 4500, 58_500, 868_500, 13_828_500,
    ]);
    expect(world.recordOf('e1')?.status).toBe('failed');
    expect(world.states.get(webhookId)?.health.status).toBe('disabled');
    expect(world.calls.length).toBe(6);
  });
});
