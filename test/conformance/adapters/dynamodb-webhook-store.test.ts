import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { DynamoDbApiKeyStore } from '../../../functions/adapters/dynamodb-api-key-store.ts';
import { DynamoDbWebhookStore } from '../../../functions/adapters/dynamodb-webhook-store.ts';
import type { ApiKey } from '../../../functions/domain/api-key.ts';
import type { Filter } from '../../../functions/domain/filter.ts';
import {
  beginFailing,
  disable,
  enable,
  endHeld,
  pause,
  released,
  startRelease,
} from '../../../functions/domain/health.ts';
import type { WebhookState } from '../../../functions/domain/webhook.ts';
import { healthPolicy } from '../../support/health-policy.ts';
import { webhookState } from '../../support/webhook-state.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

function filterOf(...companyIds: string[]): Filter {
  return {
    anyOf: [
      {
        eventTypes: ['*'],
        companies: companyIds.map(companyId => ({ companyId, projectIds: '*' as const })),
      },
    ],
  };
}

function id(n: number): string {
  return `whk_01kdvdnt0000000000000${String(n).padStart(5, '0')}`;
}

describe.each(dynamoDbImplementations)('over DynamoDB by $name', ({ connect, name }) => {
  let round = 0;
  let nowMs = 0;
  const timing: Timing = { now: () => nowMs, random: () => 0, wait: async () => {} };
  let connection: ReturnType<typeof connect>;
  let store: DynamoDbWebhookStore;
  let keys: DynamoDbApiKeyStore;

  beforeAll(() => {
    connection = connect(emulator.endpoint);
  });
  afterAll(() => connection.close());
  beforeEach(async () => {
    nowMs = Date.parse('2026-01-02T00:00:00Z');
    const webhooksTable = `Webhooks-${name}-${round}`;
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, webhooksTable, `Deliveries-${name}-${round++}`);
    client.destroy();
    const { dynamoDb } = connection;
    store = new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays: 30, timing });
    keys = new DynamoDbApiKeyStore({ dynamoDb, webhooksTable });
  });

  const create = async (...states: WebhookState[]) => {
    for (const state of states) await store.create(state);
    return states;
  };

  describe('WebhookStore', () => {
    it('finds those that there are of many, deleted ones too', async () => {
      const ids = ['f1', 'f2', 'f3'].map(end => `whk_01kdvdnt0000000000000000${end}`);
      const [one, two] = await create(
        webhookState({ id: ids[0] ?? '' }),
        webhookState({ id: ids[1] ?? '', deletedAt: '2026-01-02T00:00:00.000Z' }),
      );
      const found = await store.findAll(ids);
      expect(found.sort((a, b) => (a.webhook.id < b.webhook.id ? -1 : 1))).toEqual([one, two]);
      expect(await store.findAll([])).toEqual([]);
    });

    it('finds what was created, with every field', async () => {
      const state = webhookState(
        {
          filter: {
            anyOf: [
              {
                eventTypes: ['TODO_MOVED', 'TAG_ADDED'],
                companies: [{ companyId: 'acme', projectIds: ['p1', 'p2'] }],
                conditions: { pattern: { currentValue: { n: [{ numeric: ['>', 1e-200] }], '': [''] } } },
              },
            ],
          },
          pattern: '{"detail":{}}',
          format: 'slack',
          template: { text: '{{type}}\n😀' },
          rule: 'pending',
          sealedCredentials: 'AbC+/=',
          headerNames: ['x-a', 'x-b'],
          authType: 'basic',
          name: 'Ünï 😀',
        },
        {
          status: 'disabled',
          statusReason: 'gone',
          whilePaused: 'drop',
          failures: { count: 2, firstAt: '2026-01-01T00:00:01.000Z', lastAt: '2026-01-01T00:00:02.000Z' },
          lastSuccessAt: '2026-01-01T00:00:03.000Z',
          nextCheckAt: '2026-01-01T00:00:04.000Z',
          checksFailed: 7,
          holdUntil: '2026-01-01T00:00:05.000Z',
          holdPeriodOver: true,
          releasingSince: '2026-01-01T00:00:06.000Z',
          backOffUntil: '2026-01-01T00:00:07.000Z',
          failingLongAt: '2026-01-01T00:00:08.000Z',
          deletedAt: '2026-01-01T00:00:09.000Z',
        },
      );
      await create(state);
      expect(await store.find(state.webhook.id)).toEqual(state);
      expect(await store.find(id(99))).toBeUndefined();
    });

    it('refuses an id that is taken', async () => {
      const [state] = await create(webhookState());
      await expect(store.create(webhookState())).rejects.toMatchObject({
        code: 'ConditionalCheckFailedException',
      });
      expect(await store.find(webhookState().webhook.id)).toEqual(state);
    });

    it('saves both or none, by revisions', async () => {
      const state = webhookState({ version: 5, revision: 1 });
      await create(state);
      const webhook = { ...state.webhook, name: 'New', version: 6, revision: 2 };
      const health = pause(state.health, 'hold', { now: '2026-01-03T00:00:00.000Z', by: 'key:key_2' });
      const wrong = [
        { revision: 2, healthRevision: 1 },
        { revision: 1, healthRevision: 2 },
      ];
      for (const expected of wrong) expect(await store.save({ webhook, health }, expected)).toBe(false);
      expect(await store.find(webhook.id)).toEqual(state);
      expect(await store.save({ webhook, health }, { revision: 1, healthRevision: 1 })).toBe(true);
      expect(await store.find(webhook.id)).toEqual({ webhook, health });
    });

    it('lets one of many savers win', async () => {
      const state = webhookState();
      await create(state);
      const saved = await Promise.all(
        ['a', 'b', 'c', 'd'].map(name =>
          store.save(
            { ...state, webhook: { ...state.webhook, name, version: 2, revision: 2 } },
            { revision: 1, healthRevision: 1 },
          ),
        ),
      );
      expect(saved.filter(Boolean)).toEqual([true]);
    });

    it('counts what a company owns, as far as asked, without what is deleted', async () => {
      for (const n of [1, 2, 3]) await create(webhookState({ id: id(n), ownerCompanyId: 'counted' }));
      await create(
        webhookState({ id: id(4), ownerCompanyId: 'counted', deletedAt: '2026-01-02T00:00:00.000Z' }),
      );
      await create(webhookState({ id: id(5), ownerCompanyId: 'other' }));
      expect(await store.countOwned('counted')).toBe(3);
      expect(await store.countOwned('counted', 2)).toBe(2);
      expect(await store.countOwned('counted', 3)).toBe(3);
      expect(await store.countOwned('nobody', 3)).toBe(0);
    });

    it('marks the rule of a revision only', async () => {
      const { webhook } = webhookState({ rule: 'pending', version: 5, revision: 1 });
      await create(webhookState({ rule: 'pending', version: 5, revision: 1 }));
      expect(await store.markRule(webhook.id, 2, 'live')).toBe(false);
      expect(await store.markRule(webhook.id, 1, 'live')).toBe(true);
      expect(await store.markRule(id(77), 1, 'live')).toBe(false);
      expect((await store.find(webhook.id))?.webhook).toEqual({ ...webhook, rule: 'live' });
    });

    it('notes a lane by revision, leaves the rule pending and the version alone', async () => {
      const { webhook } = webhookState();
      await create(webhookState());
      const slowSince = '2026-01-03T00:00:00.000Z';
      expect(await store.setLane(webhook.id, slowSince, 2)).toBe(false);
      expect(await store.setLane(id(77), slowSince, 1)).toBe(false);
      expect(await store.setLane(webhook.id, slowSince, 1)).toBe(true);
      expect(await store.setLane(webhook.id, slowSince, 1)).toBe(false);
      const slow = { ...webhook, rule: 'pending', revision: 2, slowSince };
      expect((await store.find(webhook.id))?.webhook).toEqual(slow);
      expect(await store.markRule(webhook.id, 1, 'live')).toBe(false);
      expect(await store.setLane(webhook.id, undefined, 2)).toBe(true);
      const { slowSince: _, ...fast } = { ...slow, revision: 3 };
      expect((await store.find(webhook.id))?.webhook).toEqual(fast);
    });

    it('saves health by revision, and knows what is to be released', async () => {
      const { webhook, health } = webhookState();
      await create(webhookState());
      const releasing = enable(health, { now: '2026-01-03T00:00:00.000Z', by: 'key:key_2' });
      expect(await store.saveHealth(webhook.id, releasing, 2)).toBe(false);
      expect(await store.releasing()).toEqual([]);
      expect(await store.saveHealth(webhook.id, releasing, 1)).toBe(true);
      expect((await store.find(webhook.id))?.health).toEqual(releasing);
      expect(await store.releasing()).toEqual([webhook.id]);
      expect(await store.saveHealth(webhook.id, released(releasing), 2)).toBe(true);
      expect((await store.find(webhook.id))?.health).toEqual(released(releasing));
      expect(await store.releasing()).toEqual([]);
    });

    it('keeps a deleted webhook readable, out of lists, until its retention is over', async () => {
      const { webhook, health } = webhookState();
      await create(webhookState());
      const deleted = { ...webhook, version: 2, deletedAt: '2026-01-02T00:00:00.000Z' };
      const ending = endHeld(health, { now: '2026-01-02T00:00:00.000Z', by: 'key:key_2' });
      const isSaved = await store.save(
        { webhook: deleted, health: ending },
        { revision: 1, healthRevision: 1 },
      );
      expect(isSaved).toBe(true);
      expect(await store.find(webhook.id)).toEqual({ webhook: deleted, health: ending });
      expect(await store.list({ companies: '*', limit: 10 })).toEqual([]);
      expect(await store.list({ companies: ['acme'], limit: 10 })).toEqual([]);
      expect(await store.releasing()).toEqual([webhook.id]);
      expect(await store.saveHealth(webhook.id, released(ending), 2)).toBe(true);
      nowMs += 30 * 86_400_000 - 1;
      expect(await store.find(webhook.id)).toBeDefined();
      nowMs += 1;
      expect(await store.find(webhook.id)).toBeUndefined();
    });

    it('lists newest first, page by page', async () => {
      const states = Array.from({ length: 7 }, (_, n) => webhookState({ id: id(n) }));
      await create(...states);
      const newestFirst = states.toReversed();
      expect(await store.list({ companies: '*', limit: 3 })).toEqual(newestFirst.slice(0, 3));
      expect(await store.list({ companies: '*', limit: 9, before: id(4) })).toEqual(newestFirst.slice(3));
      expect(await store.list({ companies: '*', limit: 9, before: id(0) })).toEqual([]);
    });

    it('lists only webhooks all of whose companies are named', async () => {
      const companies = [['a'], ['b'], ['a', 'b'], ['a', 'c'], ['c'], ['b'], ['a'], ['b', 'a']];
      const states = companies.map(([owner = '', ...others], n) =>
        webhookState({ id: id(n), ownerCompanyId: owner, filter: filterOf(owner, ...others) }),
      );
      await create(...states);
      const ids = async (asked: string[], limit: number, before?: string) =>
        (await store.list({ companies: asked, limit, ...(before === undefined ? {} : { before }) })).map(
          ({ webhook }) => webhook.id,
        );
      expect(await ids(['a'], 10)).toEqual([id(6), id(0)]);
      expect(await ids(['a', 'b'], 10)).toEqual([7, 6, 5, 2, 1, 0].map(id));
      expect(await ids(['b', 'a'], 2)).toEqual([7, 6].map(id));
      expect(await ids(['a', 'b'], 2, id(6))).toEqual([5, 2].map(id));
      expect(await ids(['a', 'a', 'c'], 1, id(6))).toEqual([id(4)]);
      expect(await ids(['d'], 10)).toEqual([]);
      expect(await ids([], 10)).toEqual([]);
    });

    it('lists only webhooks that a company owns', async () => {
      const companies = [['a'], ['b', 'a'], ['a', 'b'], ['a', 'c']];
      const states = companies.map(([owner = '', ...others], n) =>
        webhookState({ id: id(n), ownerCompanyId: owner, filter: filterOf(owner, ...others) }),
      );
      await create(...states);
      const ids = async (visible: '*' | string[], ownerCompanyId: string) =>
        (await store.list({ companies: visible, ownerCompanyId, limit: 10 })).map(
          ({ webhook }) => webhook.id,
        );
      expect(await ids('*', 'a')).toEqual([3, 2, 0].map(id));
      expect(await ids(['a', 'b'], 'a')).toEqual([2, 0].map(id));
      expect(await ids(['b'], 'a')).toEqual([]);
      expect(await ids('*', 'c')).toEqual([]);
    });

    it('finds what is to be checked by then, soonest first, and not what is released', async () => {
      const by = 'health-check' as const;
      const second = (s: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + s * 1000).toISOString();
      const fresh = webhookState().health;
      const failing = (s: number) => beginFailing(fresh, healthPolicy, { now: second(s), by });
      const states = [
        webhookState({ id: id(1) }, failing(10)),
        webhookState({ id: id(2) }, failing(0)),
        webhookState({ id: id(3) }, disable(fresh, 'failures', healthPolicy, { now: second(-3600), by })),
        webhookState({ id: id(4) }, startRelease(failing(0), second(1))),
        webhookState({ id: id(5) }),
        webhookState({ id: id(6) }, failing(5)),
      ];
      await create(...states);
      const due = [
        { webhookId: id(3), dueAt: second(0) },
        { webhookId: id(2), dueAt: second(30) },
        { webhookId: id(6), dueAt: second(35) },
        { webhookId: id(1), dueAt: second(40) },
      ];
      expect(await store.dueChecks(second(100), 10)).toEqual(due);
      expect(await store.dueChecks(second(35), 10)).toEqual(due.slice(0, 3));
      expect(await store.dueChecks(second(100), 2)).toEqual(due.slice(0, 2));
      expect(await store.dueChecks(second(-1), 10)).toEqual([]);
    });

    it('goes through all of them, oldest first', async () => {
      const states = Array.from({ length: 120 }, (_, n) => webhookState({ id: id(n) }));
      await Promise.all(states.map(state => store.create(state)));
      const seen: string[] = [];
      for await (const page of store.pages()) seen.push(...page.map(webhook => webhook.id));
      expect(seen).toEqual(states.map(({ webhook }) => webhook.id));
    });
  });

  describe('ApiKeyStore', () => {
    const key: ApiKey = {
      id: 'key_01kdvdnt000000000000000000',
      name: 'first',
      prefix: 'fhk_abcdef',
      hash: 'ab'.repeat(32),
      companies: ['acme', 'umbrella'],
      role: 'reader',
      revealsSecrets: true,
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'operator',
    };

    it('does not show keys among webhooks', async () => {
      await keys.create(key);
      expect(await store.list({ companies: '*', limit: 5 })).toEqual([]);
    });
  });
});
