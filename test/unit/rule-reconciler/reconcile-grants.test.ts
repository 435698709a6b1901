import { describe, expect, it } from 'vitest';
import type { DynamoDb } from '../../../functions/adapters/dynamodb-client.ts';
import { DynamoDbGrantStore } from '../../../functions/adapters/dynamodb-grant-store.ts';
import type { Filter } from '../../../functions/domain/filter.ts';
import { grantId } from '../../../functions/domain/grant.ts';
import type { Webhook, WebhookState } from '../../../functions/domain/webhook.ts';
import { reconcileGrants } from '../../../functions/rule-reconciler/reconcile-grants.ts';
import { MemoryGrantRound } from '../../support/memory-grant-round.ts';
import { MemoryGrantStore } from '../../support/memory-grant-store.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { MemoryRuleBook } from '../../support/memory-rule-book.ts';
import { MemoryWebhookStore } from '../../support/memory-webhook-store.ts';
import { webhookState } from '../../support/webhook-state.ts';

const filterOf = (...companyIds: string[]): Filter => ({
  anyOf: [
    {
      eventTypes: ['TODO_MOVED'],
      companies: companyIds.map(companyId => ({ companyId, projectIds: '*' as const })),
    },
  ],
});
const idOf = (n: number) => `whk_${String(n).padStart(26, '0')}`;
const shared = webhookState({ filter: filterOf('acme', 'globex') });

const unused = async () => {
  throw new Error('DynamoDB was called');
};
const noDynamoDb: DynamoDb = {
  getItem: unused,
  putItem: unused,
  updateItem: unused,
  deleteItem: unused,
  query: unused,
  batchGetItem: unused,
  batchWriteItem: unused,
  transactWriteItems: unused,
};

/** Webhooks of acme, each of which listens to globex too. @param times looks at the clock until time is over */
function world(count: number, times = Number.POSITIVE_INFINITY) {
  const webhooks = new MemoryWebhookStore();
  const rules = new MemoryRuleBook();
  const grants = new MemoryGrantStore();
  const round = new MemoryGrantRound();
  const logged: string[] = [];
  const read: string[] = [];
  const states = Array.from(
    { length: count },
    (_, n): WebhookState => ({ ...shared, webhook: { ...shared.webhook, id: idOf(n) } }),
  );
  for (const state of states) webhooks.states.set(state.webhook.id, state);
  const find = webhooks.find.bind(webhooks);
  webhooks.find = id => {
    read.push(id);
    return find(id);
  };
  const time = { left: times };
  const deps = {
    webhooks,
    rules,
    grants,
    round,
    log: memoryLog((_, message) => logged.push(message)),
    pace: async () => {},
    requestTimeoutMs: 10_000,
    now: () => Date.parse('2026-01-02T00:00:00.000Z'),
    remainingMs: () => (time.left-- > 0 ? 60_000 : 59_999),
  };
  /** As the list shows them. */
  const listed = (): Webhook[] => [...webhooks.states.values()].map(({ webhook }) => webhook);
  const withoutAccess = () =>
    listed().flatMap(({ id, noAccessTo }) => (noAccessTo === undefined ? [] : [id]));
  return { deps, webhooks, grants, round, logged, read, time, listed, withoutAccess };
}

describe('reconcileGrants', () => {
  it('goes through 10,000 webhooks that are as they may be by 100 reads of DynamoDB', async () => {
    const { deps, read, listed, round } = world(10_000);
    const keys: number[] = [];
    const store = new DynamoDbGrantStore({
      dynamoDb: {
        ...noDynamoDb,
        batchGetItem: async ({ RequestItems = {} }) => {
          const { Keys = [] } = RequestItems.table ?? {};
          keys.push(Keys.length);
          const given = Keys.map(({ pk }) => ({ id: { S: (pk?.S ?? '').slice('GRANT#'.length) } }));
          return { Responses: { table: given } };
        },
      },
      webhooksTable: 'table',
    });
    const owned = listed().map((webhook, n) => ({ ...webhook, ownerCompanyId: `owner-${n}` }));
    const ofOneOther = owned.map(webhook => ({
      ...webhook,
      filter: filterOf(webhook.ownerCompanyId, 'globex'),
    }));
    expect(await reconcileGrants({ ...deps, grants: store }, ofOneOther)).toBe(0);
    expect(keys).toEqual(Array(100).fill(100));
    expect([read, round.calls]).toEqual([[], ['read']]);
  });

  it('reads and changes those alone that differ, whether they listen to more or to less than they may', async () => {
    const { deps, webhooks, grants, read, listed, withoutAccess } = world(250);
    grants.give('globex', 'acme');
    const change = (n: number, webhook: Partial<Webhook>) => {
      const state = { ...shared, webhook: { ...shared.webhook, id: idOf(n), ...webhook } };
      webhooks.states.set(idOf(n), state);
    };
    change(3, { noAccessTo: ['globex'] });
    change(120, { filter: filterOf('acme', 'initech') });
    change(240, { filter: filterOf('acme', 'initech'), noAccessTo: ['initech'] });
    expect(await reconcileGrants(deps, listed())).toBe(0);
    expect(read).toEqual([idOf(3), idOf(120)]);
    expect(withoutAccess()).toEqual([idOf(120), idOf(240)]);
  });

  it('asks nothing for webhooks of one company', async () => {
    const { deps, round } = world(0);
    const given = async () => {
      throw new Error('asked');
    };
    const grants = { missing: given, given };
    expect(await reconcileGrants({ ...deps, grants }, [webhookState().webhook])).toBe(0);
    expect(round.calls).toEqual([]);
  });

  it('goes on in the next run where its time was over, around to where it began', async () => {
    // A look at the clock for the group, and one for each webhook that differs.
    const { deps, round, read, time, listed, withoutAccess } = world(5, 1 + 2);
    expect(await reconcileGrants(deps, listed())).toBe(3);
    expect(withoutAccess()).toEqual([0, 1].map(idOf));
    expect(round.calls).toEqual(['read', `stop after ${idOf(1)}`]);

    // Those of the first run differ again by now.
    deps.grants.give('globex', 'acme');
    read.length = 0;
    time.left = 1 + 1;
    expect(await reconcileGrants(deps, listed())).toBe(1);
    expect(read).toEqual([idOf(0)]);
    expect(round.calls.slice(2)).toEqual(['read', `stop after ${idOf(0)}`]);

    time.left = Number.POSITIVE_INFINITY;
    expect(await reconcileGrants(deps, listed())).toBe(0);
    expect(read).toEqual([0, 1].map(idOf));
    expect(round.calls.slice(4)).toEqual(['read', 'end']);
    expect(withoutAccess()).toEqual([]);
  });

  it('without any time leaves the round where it is', async () => {
    const { deps, round, read, listed } = world(3, 0);
    expect(await reconcileGrants(deps, listed())).toBe(3);
    expect([round.calls, read]).toEqual([['read'], []]);
  });

  it('stops between groups as well', async () => {
    const { deps, grants, round, listed } = world(250, 2);
    grants.give('globex', 'acme');
    expect(await reconcileGrants(deps, listed())).toBe(50);
    expect(round.calls).toEqual(['read', `stop after ${idOf(199)}`]);
  });

  it('goes on when grants cannot be read, or a webhook cannot be changed', async () => {
    const { deps, webhooks, logged, listed, withoutAccess } = world(102);
    let reads = 0;
    const given = async () => {
      reads += 1;
      if (reads === 1) throw new Error('DynamoDB');
      return new Set([grantId('initech', 'acme')]);
    };
    const save = webhooks.save.bind(webhooks);
    webhooks.save = async (state, expected) => state.webhook.id !== idOf(100) && save(state, expected);
    const grants = { missing: deps.grants.missing.bind(deps.grants), given };
    expect(await reconcileGrants({ ...deps, grants }, listed())).toBe(101);
    expect(withoutAccess()).toEqual([idOf(101)]);
    expect(logged).toEqual([
      'grants not compared',
      'grants not followed',
      'a webhook listens to what it may',
    ]);
  });
});
