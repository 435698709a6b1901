import { describe, expect, it } from 'vitest';
import { DynamoDbStatisticsStore } from '../../../functions/adapters/dynamodb-statistics-store.ts';
import type { HourlyCounts } from '../../../functions/domain/statistics/counts.ts';
import type { StatisticsStore } from '../../../functions/domain/statistics/statistics-store.ts';
import { MemoryStatisticsStore } from '../../support/memory-statistics-store.ts';
import { storeTables } from './support/store-tables.ts';

const { clock, overDynamoDb } = storeTables(Date.parse('2026-01-02T04:00:00Z'));
const stores = overDynamoDb((tables): StatisticsStore => new DynamoDbStatisticsStore(tables));

const one: HourlyCounts = {
  webhookId: 'whk_1',
  hour: '2026-01-02T03',
  attempts: 3,
  delivered: 2,
  failed: 1,
  durations: new Map([
    [0, 1],
    [47, 2],
  ]),
};
const range = { webhookId: 'whk_1', firstHour: '2026-01-02T02', lastHour: '2026-01-02T04' };

describe.each([
  { name: 'memory', make: async (): Promise<StatisticsStore> => new MemoryStatisticsStore() },
  ...stores,
])('StatisticsStore over $name', ({ make }) => {
  it('adds up by hour and tells hours apart, and webhooks', async () => {
    const store = await make();
    await store.add(one);
    const failed = { ...one, attempts: 0, delivered: 0, failed: 4, durations: new Map() };
    await store.add(failed);
    await store.add({ ...one, hour: '2026-01-02T04' });
    for (const hour of ['2026-01-02T01', '2026-01-02T05']) await store.add({ ...one, hour });
    await store.add({ ...one, webhookId: 'whk_11' });
    expect(await store.hours(range)).toEqual([
      { ...one, failed: 5 },
      { ...one, hour: '2026-01-02T04' },
    ]);
    expect(await store.hours({ ...range, webhookId: 'whk_2' })).toEqual([]);
  });
});

describe.each(stores)('$name', ({ make }) => {
  it('forgets an hour after 40 days, also while DynamoDB still has it', async () => {
    const store = await make();
    await store.add(one);
    clock.nowMs = Date.parse('2026-02-11T02:59:59.999Z');
    expect(await store.hours(range)).toEqual([one]);
    clock.nowMs += 1;
    expect(await store.hours(range)).toEqual([]);
  });
});
