import { describe, expect, it } from 'vitest';
import { webhookState } from '../../support/webhook-state.ts';
import {
  bodyOf,
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

describe('a message that nobody can read', () => {
  const bodies = [
    { name: 'no JSON', body: 'hello' },
    { name: 'no event', body: `{"webhookId":"${webhookId}"}` },
    { name: 'no webhook id', body: bodyOf('e1').replace(webhookId, 'whk_x') },
  ];
  it.each(bodies)('$name: counted, hidden, left to the dead-letter queue', async ({ body }) => {
    const world = new WorkerWorld();
    expect(await world.receive([message('e1', { body })])).toEqual(['e1']);
    expect(world.counts).toEqual({ MessageUnreadable: 1 });
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
    expect(world.sent).toEqual([]);
    expect(world.lookups).toBe(0);
  });

  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [4, 40],
    [5, 60],
  ])('is hidden at receive %i for %i s', async (receives, seconds) => {
    const world = new WorkerWorld();
    expect(await world.receive([message('e1', { body: '{', receives })])).toEqual(['e1']);
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds }]);
  });

  it('takes no sibling along', async () => {
    const world = new WorkerWorld();
    expect(await world.receive([message('e1'), message('e2', { body: '{' }), message('e3')])).toEqual(['e2']);
    expect(world.deliveries.calls).toEqual([`putDelivered ${idOf('e1')} ${idOf('e3')}`]);
  });
});

describe('a tenant that the filter does not name', () => {
  it.each([
    [{ companyId: 'globex' }, 'TenantMismatch'],
    [{ projectId: 'app' }, 'TenantMismatch'],
    [{ companyId: 7 }, 'EventMalformed'],
    [{ projectId: null }, 'EventMalformed'],
    [{ companyId: ['acme'] }, 'EventMalformed'],
  ])('%o is dropped before any call, logged, and counted as %s', async (detail, counter) => {
    const world = new WorkerWorld();
    const updatedAt = new Date(Date.parse(start) - 61_000).toISOString();
    world.setState(webhookState({ updatedAt }));
    expect(await world.receive([message('e1', { body: bodyOf('e1', detail) })])).toEqual([]);
    expect(world.calls).toEqual([]);
    expect(world.deliveries.calls).toEqual([]);
    expect(world.counts).toEqual({ [counter]: 1 });
    expect(world.logs).toEqual(["error an event's tenant is none of its webhook's"]);
  });

  it('rings no alarm while EventBridge may still go by the old filter', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ updatedAt: new Date(Date.parse(start) - 60_999).toISOString() }));
    expect(await world.receive([message('e1', { body: bodyOf('e1', { companyId: 'globex' }) })])).toEqual([]);
    expect(world.counts).toEqual({ EventOutdated: 1 });
  });

  it('ends a delivery that waits from before the filter changed', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', failedAttempts(1)));
    const body = bodyOf('e1', { companyId: 'globex' });
    expect(await world.receive([message('e1', { body, receives: 2 })])).toEqual([]);
    expect(world.recordOf('e1')?.status).toBe('failed');
    expect(world.calls).toEqual([]);
  });
});

describe.each([
  { name: 'deleted', state: webhookState({ deletedAt: start }) },
  { name: 'unknown', state: undefined },
])('a webhook that is $name', ({ state }) => {
  function worldWithout(): WorkerWorld {
    const world = new WorkerWorld();
    world.states.clear();
    if (state !== undefined) world.setState(state);
    return world;
  }

  it('gets nothing, and a new message leaves no trace', async () => {
    const world = worldWithout();
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.calls).toEqual([]);
    expect(world.deliveries.calls).toEqual([]);
  });

  it.each(['pending', 'held'] as const)('ends a %s delivery', async status => {
    const world = worldWithout();
    world.deliveries.put(record('e1', { status, ...failedAttempts(1) }));
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'failed', ...failedAttempts(1) }));
  });

  it.each(['delivered', 'failed'] as const)('leaves a %s delivery', async status => {
    const world = worldWithout();
    world.deliveries.put(record('e1', { status }));
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual([]);
    expect(world.deliveries.calls).toEqual([`find ${idOf('e1')}`]);
  });

  it('leaves a delivery for later that goes on under its hands', async () => {
    const world = worldWithout();
    world.deliveries.put(record('e1'));
    world.deliveries.markFailed = async () => 'stale';
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual(['e1']);
  });
});

describe('a webhook that is not active', () => {
  const states = [
    webhookState({}, { status: 'failing' }),
    webhookState({}, { status: 'disabled', statusReason: 'failures' }),
    webhookState({}, { status: 'paused' }),
  ];
  it.each(states)('holds a new delivery with its event: $health.status', async state => {
    const world = new WorkerWorld();
    world.setState(state);
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.calls).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held' }));
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.counts).toEqual({ DeliveryHeld: 1 });
  });

  it('holds a retry with its attempts', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused' }));
    world.deliveries.put(record('e1', { ...failedAttempts(2), nextAttemptAt: at(-1) }));
    expect(await world.receive([message('e1', { receives: 3 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held', ...failedAttempts(2) }));
  });

  it('keeps the attempts of a delivery whose event comes a second time', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused' }));
    world.deliveries.put(record('e1', failedAttempts(2)));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held', ...failedAttempts(2) }));
  });

  it('drops new events if its owner said so', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused', whilePaused: 'drop' }));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.deliveries.calls).toEqual([]);
    expect(world.counts).toEqual({});
  });
});
