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
    [{ companyId: 'x'.repeat(257) }, 'EventMalformed'],
    [{ projectId: '\ud800' }, 'EventMalformed'],
  ])('%o is dropped before any call, logged, and counted as %s', async (detail, counter) => {
    const world = new WorkerWorld();
    const updatedAt = new Date(Date.parse(start) - 60_000).toISOString();
    world.setState(webhookState({ updatedAt }));
    expect(await world.receive([message('e1', { body: bodyOf('e1', detail) })])).toEqual([]);
    expect(world.calls).toEqual([]);
    expect(world.deliveries.calls).toEqual([]);
    expect(world.counts).toEqual({ [counter]: 1 });
    expect(world.logs).toEqual(["error an event's tenant is none of its webhook's"]);
  });

  it('rings no alarm while EventBridge may still go by the old filter', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ updatedAt: new Date(Date.parse(start) - 59_999).toISOString() }));
    expect(await world.receive([message('e1', { body: bodyOf('e1', { companyId: 'globex' }) })])).toEqual([]);
    expect(world.counts).toEqual({ EventOutdated: 1 });
  });

  const foreign = bodyOf('e1', { companyId: 'globex' });

  it('rings no alarm while the rule is still to be put', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ rule: 'pending' }));
    expect(await world.receive([message('e1', { body: foreign })])).toEqual([]);
    expect(world.counts).toEqual({ EventOutdated: 1 });
  });

  it('rings the alarm whatever time the producer gave the event', async () => {
    const world = new WorkerWorld();
    const body = foreign.replace('2026-03-01T11:59:59Z', '2020-01-01T00:00:00Z');
    expect(await world.receive([message('e1', { body })])).toEqual([]);
    expect(world.counts).toEqual({ TenantMismatch: 1 });
  });

  it('judges by when the message came into the queue, however long it has been there', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({ updatedAt: start }));
    world.time.nowMs += 3_600_000;
    expect(await world.receive([message('e1', { body: foreign })])).toEqual([]);
    expect(world.counts).toEqual({ EventOutdated: 1 });
  });

  it('is looked for in the filter as it is now, before an event is dropped', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e0')]);
    world.setState(
      webhookState({
        filter: {
          anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'globex', projectIds: '*' }] }],
        },
      }),
    );
    expect(await world.receive([message('e1', { body: foreign })])).toEqual([]);
    expect(world.counts).toEqual({ DeliverySucceeded: 2 });
  });

  it.each([{ receives: 2 }, { hops: 0 }])(
    'ends a delivery that waits from before the filter changed, and says so: %o',
    async options => {
      const world = new WorkerWorld();
      world.setState(webhookState({ updatedAt: start }));
      world.deliveries.put(record('e1', failedAttempts(1)));
      expect(await world.receive([message('e1', { body: foreign, ...options })])).toEqual([]);
      expect(world.recordOf('e1')?.status).toBe('failed');
      expect(world.calls).toEqual([]);
      expect(world.counts).toEqual({ EventOutdated: 1, DeliveryFailed: 1 });
      expect(world.published.map(({ type, id }) => [type, id])).toEqual([
        ['delivery.failed', `${idOf('e1')}#1`],
      ]);
    },
  );

  it('of a delivery that has ended, but could not be told of, is told at the next receive', async () => {
    const world = new WorkerWorld();
    world.deliveries.put(record('e1', failedAttempts(1)));
    world.publishFails = true;
    expect(await world.receive([message('e1', { body: foreign, receives: 2 })])).toEqual(['e1']);
    world.publishFails = false;
    expect(await world.receive([message('e1', { body: foreign, receives: 3 })])).toEqual([]);
    expect(world.published.map(({ id }) => id)).toEqual([`${idOf('e1')}#1`]);
    expect(world.counts.DeliveryFailed).toBe(1);
  });
});

describe('what an event brings along', () => {
  it('of our own source is dropped: a webhook’s failure must not trigger webhooks', async () => {
    const world = new WorkerWorld();
    const body = bodyOf('e1').replace('"source":"app"', '"source":"finehook"');
    expect(await world.receive([message('e1', { body })])).toEqual([]);
    expect(world.calls).toEqual([]);
    expect(world.counts).toEqual({ EventMalformed: 1 });
  });

  it.each(['x'.repeat(257), '\udfff', 7])('keeps no record id that no record can keep', async recordId => {
    const world = new WorkerWorld();
    expect(await world.receive([message('e1', { body: bodyOf('e1', { recordId }) })])).toEqual([]);
    expect(world.recordOf('e1')?.status).toBe('delivered');
    expect(world.recordOf('e1')).not.toHaveProperty('recordId');
    expect(world.calls.length).toBe(1);
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

  const noted = state === undefined ? { WebhookUnknown: 1 } : {};

  it('gets nothing, and a new message leaves no trace', async () => {
    const world = worldWithout();
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.calls).toEqual([]);
    expect(world.deliveries.calls).toEqual([]);
    expect(world.counts).toEqual(noted);
    expect(world.logs).toEqual(
      state === undefined ? ['error an event came for a webhook that nobody knows'] : [],
    );
  });

  it.each(['pending', 'held'] as const)('ends a %s delivery', async status => {
    const world = worldWithout();
    world.deliveries.put(record('e1', { status, ...failedAttempts(1) }));
    expect(await world.receive([message('e1', { hops: 0 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'failed', ...failedAttempts(1) }));
    expect(world.counts).toEqual({ ...noted, DeliveryFailed: 1 });
    expect(world.published).toEqual([]);
  });

  it.each(['delivered', 'failed'] as const)('leaves a %s delivery', async status => {
    const world = worldWithout();
    world.deliveries.put(record('e1', { status }));
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual([]);
    expect(world.deliveries.calls).toEqual([`find ${idOf('e1')}`]);
    expect(world.published).toEqual([]);
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
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held', waits: 1 }));
    expect(world.deliveries.eventTexts.get(idOf('e1'))).toBe(eventTextOf('e1'));
    expect(world.counts).toEqual({ DeliveryHeld: 1 });
  });

  it('holds a retry with its attempts', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused' }));
    world.deliveries.put(record('e1', { ...failedAttempts(2), nextAttemptAt: at(-1) }));
    expect(await world.receive([message('e1', { receives: 3 })])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held', waits: 1, ...failedAttempts(2) }));
  });

  it('keeps the attempts of a delivery whose event comes a second time', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused' }));
    world.deliveries.put(record('e1', failedAttempts(2)));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.recordOf('e1')).toEqual(record('e1', { status: 'held', waits: 1, ...failedAttempts(2) }));
  });

  it('drops new events if its owner said so', async () => {
    const world = new WorkerWorld();
    world.setState(webhookState({}, { status: 'paused', whilePaused: 'drop' }));
    expect(await world.receive([message('e1')])).toEqual([]);
    expect(world.deliveries.calls).toEqual([]);
    expect(world.counts).toEqual({});
  });
});
