import { describe, expect, it } from 'vitest';
import {
  type Counts,
  hourOf,
  noCounts,
  summaryOf,
  sumOf,
} from '../../../functions/domain/statistics/counts.ts';
import { bucketOf, lastBucket, percentile } from '../../../functions/domain/statistics/durations.ts';
import { pointsIn, seriesOf, spanOf } from '../../../functions/domain/statistics/period.ts';

describe('durations', () => {
  it.each([
    [0, 0],
    [1, 0],
    [1.2, 1],
    [2, 4],
    [100, 21],
    [30_000, 47],
    [10 ** 9, lastBucket],
  ])('%d ms are in bucket %d', (ms, bucket) => {
    expect(bucketOf(ms)).toBe(bucket);
  });

  it('tell a percentile at most 12 % off, whatever the duration', () => {
    for (let ms = 20; ms <= 30_000; ms = Math.ceil(ms * 1.03)) {
      const told = percentile(new Map([[bucketOf(ms), 1]]), 0.5) ?? 0;
      expect(Math.abs(told - ms) / ms).toBeLessThanOrEqual(0.12);
    }
  });

  it('know the median and the slowest twentieth', () => {
    const buckets = new Map([
      [30, 5],
      [10, 90],
      [40, 5],
    ]);
    expect(percentile(buckets, 0.5)).toBe(8);
    expect(percentile(buckets, 0.9)).toBe(8);
    expect(percentile(buckets, 0.91)).toBe(723);
    expect(percentile(buckets, 0.95)).toBe(723);
    expect(percentile(buckets, 0.96)).toBe(6729);
    expect(percentile(new Map(), 0.5)).toBeNull();
  });
});

describe('counts', () => {
  const one: Counts = {
    attempts: 3,
    delivered: 2,
    failed: 1,
    durations: new Map([[1, 2]]),
    byEventType: new Map([['A', { attempts: 3, delivered: 2, failed: 1 }]]),
    byOutcome: new Map([['200/', 2]]),
  };

  it('add up, bucket by bucket', () => {
    const two = {
      attempts: 1,
      delivered: 1,
      failed: 0,
      durations: new Map([
        [1, 1],
        [9, 4],
      ]),
      byEventType: new Map([
        ['A', { attempts: 0, delivered: 1, failed: 0 }],
        [null, { attempts: 1, delivered: 0, failed: 0 }],
      ]),
      byOutcome: new Map([
        ['200/', 1],
        ['/dns', 1],
      ]),
    };
    expect(sumOf([one, two])).toEqual({
      attempts: 4,
      delivered: 3,
      failed: 1,
      durations: new Map([
        [1, 3],
        [9, 4],
      ]),
      byEventType: new Map([
        ['A', { attempts: 3, delivered: 3, failed: 1 }],
        [null, { attempts: 1, delivered: 0, failed: 0 }],
      ]),
      byOutcome: new Map([
        ['200/', 3],
        ['/dns', 1],
      ]),
    });
    expect(sumOf([])).toEqual(noCounts);
  });

  it('are read as rates and times; without anything there are none', () => {
    expect(summaryOf(one)).toMatchObject({
      attempts: 3,
      delivered: 2,
      failed: 1,
      successRate: 0.6667,
      p50Ms: 1,
      p95Ms: 1,
    });
    expect(summaryOf(noCounts)).toEqual({
      attempts: 0,
      delivered: 0,
      failed: 0,
      successRate: null,
      p50Ms: null,
      p95Ms: null,
    });
  });
});

it.each([
  [100_000, 0, 1],
  [99_999, 1, 0.9999],
  [2, 1, 0.6667],
  [0, 1, 0],
])('%d delivered and %d failed are a rate of %d', (delivered, failed, rate) => {
  expect(summaryOf({ ...noCounts, delivered, failed }).successRate).toBe(rate);
});

describe('periods', () => {
  const now = Date.parse('2026-01-02T03:04:05.678Z');

  it('end with the hour, or the day, that is not over', () => {
    const hours = spanOf('24h', 'hour', now);
    expect([hours.starts.length, hours.starts[0], hours.starts[23]]).toEqual([
      24,
      '2026-01-01T04:00:00.000Z',
      '2026-01-02T03:00:00.000Z',
    ]);
    expect([hours.from, hours.firstHour, hours.lastHour]).toEqual([
      '2026-01-01T04:00:00.000Z',
      '2026-01-01T04',
      '2026-01-02T03',
    ]);
    const days = spanOf('7d', 'day', now);
    expect([days.starts.length, days.starts[0], days.starts[6]]).toEqual([
      7,
      '2025-12-27T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
    ]);
    expect([days.firstHour, days.lastHour]).toEqual(['2025-12-27T00', '2026-01-02T23']);
    expect([pointsIn('7d', 'hour'), pointsIn('30d', 'day'), hourOf(now)]).toEqual([168, 30, '2026-01-02T03']);
  });

  it('have an item for each interval, also where nothing was', () => {
    const at = (hour: string, attempts: number) => ({ ...noCounts, webhookId: 'w', hour, attempts });
    const hours = [at('2026-01-01T23', 1), at('2026-01-02T00', 2), at('2026-01-02T01', 3)];
    const ofDays = seriesOf(spanOf('7d', 'day', now), hours).map(({ counts }) => counts.attempts);
    expect(ofDays).toEqual([0, 0, 0, 0, 0, 1, 5]);
    const ofHours = seriesOf(spanOf('24h', 'hour', now), hours).map(({ counts }) => counts.attempts);
    expect(ofHours.slice(-6)).toEqual([0, 1, 2, 3, 0, 0]);
  });
});
