import { describe, expect, it } from 'vitest';
import { DynamoDbStatisticsStore } from '../../../functions/adapters/dynamodb-statistics-store.ts';
import { type HourlyCounts, noCounts } from '../../../functions/domain/statistics/counts.ts';
import {
  GrowingCounts,
  mostOutcomes,
  mostTypes,
} from '../../../functions/domain/statistics/growing-counts.ts';
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
  byEventType: new Map([
    ['TODO_MOVED', { attempts: 2, delivered: 1, failed: 0 }],
    ['a:b\n#/"é', { attempts: 1, delivered: 1, failed: 0 }],
    [null, { attempts: 0, delivered: 0, failed: 1 }],
  ]),
  byOutcome: new Map([
    ['200/', 1],
    ['/timeout', 1],
    ['302/redirect', 1],
    ['/', 1],
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
    const byEventType = new Map([['TODO_MOVED', { attempts: 0, delivered: 0, failed: 4 }]]);
    const failed = { ...noCounts, webhookId: 'whk_1', hour: '2026-01-02T03', failed: 4, byEventType };
    await store.add(failed);
    await store.add({ ...one, hour: '2026-01-02T04' });
    for (const hour of ['2026-01-02T01', '2026-01-02T05']) await store.add({ ...one, hour });
    await store.add({ ...one, webhookId: 'whk_11' });
    expect(await store.hours(range)).toEqual([
      {
        ...one,
        failed: 5,
        byEventType: new Map(one.byEventType).set('TODO_MOVED', { attempts: 2, delivered: 1, failed: 4 }),
      },
      { ...one, hour: '2026-01-02T04' },
    ]);
    expect(await store.hours({ ...range, webhookId: 'whk_2' })).toEqual([]);
  });
});

/** More types, ways and durations than are counted apart. */
function everything(): HourlyCounts {
  const counts = new GrowingCounts();
  for (let n = 0; n <= mostTypes; n++) {
    const eventType = `T${n}`.padEnd(128, '_');
    counts.addAttempt(eventType, { durationMs: 1.25 ** n, status: 500 + n, error: null });
    counts.addDelivered(eventType);
    counts.addFailed(eventType);
  }
  return { webhookId: 'whk_1', hour: '2026-01-02T03', ...counts };
}

describe.each(stores)('$name', ({ make }) => {
  it('adds a delivery up with its attempt that was counted before', async () => {
    const store = await make();
    const of = (attempts: number, delivered: number): HourlyCounts => ({
      ...noCounts,
      webhookId: 'whk_1',
      hour: '2026-01-02T03',
      attempts,
      delivered,
      byEventType: new Map([['A', { attempts, delivered, failed: 0 }]]),
    });
    await store.add(of(3, 2));
    await store.add(of(0, 1));
    expect(await store.hours(range)).toEqual([of(3, 3)]);
  });

  it('takes in one update whatever a worker counts', async () => {
    const store = await make();
    const all = everything();
    await store.add(all);
    const [read] = await store.hours(range);
    expect(read).toEqual(all);
    expect([read?.byEventType.size, read?.byOutcome.size]).toEqual([mostTypes + 1, mostOutcomes + 1]);
  });

  it('forgets an hour after 40 days, also while DynamoDB still has it', async () => {
    const store = await make();
    await store.add(one);
    clock.nowMs = Date.parse('2026-02-11T02:59:59.999Z');
    expect(await store.hours(range)).toEqual([one]);
    clock.nowMs += 1;
    expect(await store.hours(range)).toEqual([]);
  });
});
