import { describe, expect, it } from 'vitest';
import { inNextRun, underNewId } from '../../../functions/domain/resend.ts';
import { webhookState } from '../../support/webhook-state.ts';
import {
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

const failed = record('e1', { status: 'failed', ...failedAttempts(5) });
const asked = inNextRun(failed, start);
const newId = 'dlv_01kdvdnt0000000000000000001mt8ahzzzzzzzzzzzzzzzzz';
const bodyWith = (deliveryId: string) =>
  `{"webhookId":"${webhookId}","deliveryId":"${deliveryId}","event":${eventTextOf('e1')}}`;

describe('a delivery that was asked for again', () => {
  it('is called under the same id, and keeps the attempts of the run before', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(asked);
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.calls.map(({ headers }) => headers['webhook-id'])).toEqual([idOf('e1')]);
    expect(world.recordOf('e1')).toEqual(
      record('e1', {
        status: 'delivered',
        attempts: [...failed.attempts, attemptOf(200, start, 2)],
        run: 2,
        attemptsInRun: 1,
      }),
    );
  });

  it('has five attempts more', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', { attempts: failed.attempts, run: 2, attemptsInRun: 3 }));
    world.answers = [500];
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(world.recordOf('e1')).toMatchObject({ status: 'pending', run: 2, attemptsInRun: 4, parked: true });
  });

  it('is announced as failed in that run', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(asked);
    world.answers = [422];
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.published.map(({ type, id }) => [type, id])).toEqual([
      ['delivery.failed', `${idOf('e1')}#2`],
    ]);
  });

  it('calls what its webhook is now, whatever the cache says', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e0')]);
    world.setState(webhookState({ url: 'https://mended.example.com/in' }));
    await world.receive([message('e2')]);
    world.deliveries.put(asked);
    await world.receive([message('e1', { hops: 0 })]);
    expect(world.calls.map(({ url }) => url)).toEqual([
      'https://receiver.example.com/in',
      'https://receiver.example.com/in',
      'https://mended.example.com/in',
    ]);
  });

  it.each([
    ['deleted', webhookState({ deletedAt: start })],
    ['gone', undefined],
  ])('ends when its webhook was %s this moment', async (_, state) => {
    const world = new WorkerWorld();
    await world.receive([message('e0')]);
    world.deliveries.put(asked);
    if (state === undefined) world.states.delete(webhookId);
    else world.setState(state);
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect([world.calls.length, world.recordOf('e1')?.status]).toEqual([1, 'failed']);
  });

  it('is held while its webhook is failing', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'failing' }));
    world.deliveries.put(asked);
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect([world.calls, world.recordOf('e1')]).toEqual([
      [],
      record('e1', { ...failedAttempts(5), status: 'held', waits: 1, run: 2, attemptsInRun: 0 }),
    ]);
  });
});

describe('a delivery with an id of its own', () => {
  it('is called under that id', async () => {
    const world = new WorkerWorld();
    const one = underNewId(failed, newId, start);
    world.deliveries.put(failed, one);
    await world.receive([message('e1', { hops: 0, body: bodyWith(newId) })]);
    expect(world.calls.map(({ headers }) => headers['webhook-id'])).toEqual([newId]);
    const { parked: _parked, nextAttemptAt: _next, ...rest } = one;
    expect(world.deliveries.records.get(newId)).toEqual({
      ...rest,
      status: 'delivered',
      attempts: [attemptOf(200)],
      attemptsInRun: 1,
    });
    expect(world.recordOf('e1')).toBe(failed);
  });

  it('stays so when it is tried again with a fresh message', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(underNewId(failed, newId, start));
    world.answers = [500];
    const body = bodyWith(newId);
    await world.receive([message('e1', { hops: 0, receives: 5, body })]);
    expect(world.sent.map(sent => sent.body)).toEqual([body]);
  });

  it('of another webhook is unreadable', async () => {
    const world = new WorkerWorld();
    const body = bodyWith(newId.replace('kdvdnt', 'kdvdnu'));
    expect(await world.receive([message('e1', { hops: 0, body })])).toEqual(['e1']);
    expect([world.calls, world.counts]).toEqual([[], { MessageUnreadable: 1 }]);
  });
});
