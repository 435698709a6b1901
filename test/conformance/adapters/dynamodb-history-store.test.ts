import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbHistoryStore } from '../../../functions/adapters/dynamodb-history-store.ts';
import type { HistoryEntry } from '../../../functions/domain/health-change.ts';
import type { HistoryStore } from '../../../functions/domain/history-store.ts';
import { MemoryHistoryStore } from '../../support/memory-history-store.ts';
import { storeTables } from './support/store-tables.ts';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-01-02T00:00:00Z');
const webhookId = 'whk_01kdvdnt000000000000000000';

const { clock, overDynamoDb } = storeTables(startMs);
const historyStores = overDynamoDb((table): HistoryStore => new DynamoDbHistoryStore(table));

const created: HistoryEntry = {
  version: 1,
  at: '2026-01-01T00:00:00.000Z',
  change: 'created',
  from: null,
  to: 'active',
  reason: null,
  by: 'key:key_1',
  holdUntil: null,
};
const disabled: HistoryEntry = {
  version: 2,
  at: '2026-01-01T00:01:00.000Z',
  change: 'disabled',
  from: 'active',
  to: 'disabled',
  reason: 'failures',
  by: 'delivery:dlv_1',
  holdUntil: '2026-01-04T00:01:00.000Z',
};

describe.each([
  { name: 'memory', make: async (): Promise<HistoryStore> => new MemoryHistoryStore() },
  ...historyStores,
])('HistoryStore over $name', ({ make }) => {
  let store: HistoryStore;
  beforeEach(async () => {
    store = await make();
  });

  it('lists what was added, every member, newest first', async () => {
    await store.add(webhookId, created);
    await store.add(webhookId, disabled);
    expect(await store.list({ webhookId, limit: 10 })).toEqual([disabled, created]);
    expect(await store.list({ webhookId: 'whk_2', limit: 10 })).toEqual([]);
  });

  it('keeps the first of a version', async () => {
    await store.add(webhookId, created);
    await store.add(webhookId, { ...created, at: '2026-01-09T00:00:00.000Z' });
    expect(await store.list({ webhookId, limit: 10 })).toEqual([created]);
  });

  it('goes through pages, in the order of numbers', async () => {
    for (const version of [1, 9, 10, 99, 100]) await store.add(webhookId, { ...created, version });
    const page = async (limit: number, before?: number) =>
      (await store.list({ webhookId, limit, ...(before === undefined ? {} : { before }) })).map(
        ({ version }) => version,
      );
    expect(await page(2)).toEqual([100, 99]);
    expect(await page(2, 99)).toEqual([10, 9]);
    expect(await page(2, 9)).toEqual([1]);
    expect(await page(2, 1)).toEqual([]);
  });
});

describe.each(historyStores)('$name', ({ make }) => {
  it('forgets an entry after 400 days, also while DynamoDB still has it', async () => {
    const store = await make();
    await store.add(webhookId, created);
    clock.nowMs = startMs + 400 * dayMs - 1;
    expect(await store.list({ webhookId, limit: 10 })).toEqual([created]);
    clock.nowMs = startMs + 400 * dayMs;
    expect(await store.list({ webhookId, limit: 10 })).toEqual([]);
  });
});
