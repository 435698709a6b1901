import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { DynamoDbHistoryStore } from '../../../functions/adapters/dynamodb-history-store.ts';
import type { HistoryEntry } from '../../../functions/domain/health-change.ts';
import type { HistoryStore } from '../../../functions/domain/history-store.ts';
import { MemoryHistoryStore } from '../../support/memory-history-store.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-01-02T00:00:00Z');
const webhookId = 'whk_01kdvdnt000000000000000000';

const closers: (() => unknown)[] = [];
let emulator: Emulator;
let nowMs = startMs;
let round = 0;
const timing: Timing = { now: () => nowMs, random: () => 0, wait: async () => {} };
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(async () => {
  for (const close of closers) await close();
  await emulator.stop();
});
beforeEach(() => {
  nowMs = startMs;
});

async function newTable(): Promise<string> {
  const webhooksTable = `Webhooks-${round}`;
  const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
  await createTables(client, webhooksTable, `Deliveries-${round++}`);
  client.destroy();
  return webhooksTable;
}

const overDynamoDb = dynamoDbImplementations.map(({ name, connect }) => ({
  name: `DynamoDB by ${name}`,
  make: async (): Promise<HistoryStore> => {
    const { dynamoDb, close } = connect(emulator.endpoint);
    closers.push(close);
    return new DynamoDbHistoryStore({ dynamoDb, webhooksTable: await newTable(), timing });
  },
}));

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
  ...overDynamoDb,
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

describe.each(overDynamoDb)('$name', ({ make }) => {
  it('forgets an entry after 400 days, also while DynamoDB still has it', async () => {
    const store = await make();
    await store.add(webhookId, created);
    nowMs = startMs + 400 * dayMs - 1;
    expect(await store.list({ webhookId, limit: 10 })).toEqual([created]);
    nowMs = startMs + 400 * dayMs;
    expect(await store.list({ webhookId, limit: 10 })).toEqual([]);
  });
});
