import { describe, expect, it } from 'vitest';
import type { Delivery, RecordedAttempt } from '../../../functions/domain/delivery.ts';
import { sharesByOutcome, sharesByType } from '../../../functions/domain/statistics/breakdown.ts';
import { noCounts, summaryOf, sumOf } from '../../../functions/domain/statistics/counts.ts';
import { GrowingCounts } from '../../../functions/domain/statistics/growing-counts.ts';
import { endingOf, outcomeOf } from '../../../functions/domain/statistics/outcome.ts';
import { seriesOfDeliveries, spanOf } from '../../../functions/domain/statistics/period.ts';
import { delivery } from '../api/memory-fixtures.ts';

const ok = { durationMs: 7, status: 200, error: null };
const ends = (attempts: number, delivered = 0, failed = 0) => ({ attempts, delivered, failed });

describe('outcomes', () => {
  it.each([
    [{ status: 200, error: null }, '200/'],
    [{ status: null, error: 'timeout' as const }, '/timeout'],
    [{ status: 302, error: 'redirect' as const }, '302/redirect'],
    [{ status: null, error: null }, '/'],
  ])('%j is %s, and back', (ending, text) => {
    expect([outcomeOf(ending), endingOf(text)]).toEqual([text, ending]);
  });

  it.each(['', '200', 'x/', '/nothing'])('%j is none', text => {
    expect(endingOf(text)).toBeUndefined();
  });
});

describe('counting', () => {
  it('is by type and outcome', () => {
    const counts = new GrowingCounts();
    counts.addAttempt('A', ok);
    counts.addDelivered('A');
    counts.addAttempt('B', { ...ok, status: null, error: 'dns' });
    counts.addFailed('B');
    expect({ ...counts }).toEqual({
      ...ends(2, 1, 1),
      durations: new Map([[9, 2]]),
      byEventType: new Map([
        ['A', ends(1, 1, 0)],
        ['B', ends(1, 0, 1)],
      ]),
      byOutcome: new Map([
        ['200/', 1],
        ['/dns', 1],
      ]),
    });
  });

  it('tells 50 types and 40 outcomes apart, and counts what comes later together', () => {
    const counts = new GrowingCounts();
    for (let n = 0; n < 53; n++) counts.addAttempt(`T${n}`, { ...ok, status: 200 + n });
    counts.addAttempt('T0', ok);
    expect([counts.byEventType.size, counts.byEventType.get('T49'), counts.byEventType.get(null)]).toEqual([
      51,
      ends(1),
      ends(3),
    ]);
    expect([counts.byOutcome.size, counts.byOutcome.get('239/'), counts.byOutcome.get('/')]).toEqual([
      41, 1, 13,
    ]);
    expect([counts.byEventType.get('T0'), counts.byOutcome.get('200/')]).toEqual([ends(2), 2]);
  });

  it.each(['x'.repeat(129), '\ud800'])('counts a type apart only if EventBridge takes it', type => {
    const counts = new GrowingCounts();
    counts.addFailed(type);
    expect([...counts.byEventType]).toEqual([[null, ends(0, 0, 1)]]);
  });
});

describe('shares', () => {
  it('have the most attempts first, then by name, and further types last', () => {
    const byEventType = new Map([
      [null, ends(9)],
      ['B', ends(2, 1, 1)],
      ['A', ends(2)],
      ['C', ends(3)],
    ]);
    expect(sharesByType({ ...noCounts, byEventType })).toEqual([
      { eventType: 'C', ...ends(3) },
      { eventType: 'A', ...ends(2) },
      { eventType: 'B', ...ends(2, 1, 1) },
      { eventType: null, ...ends(9) },
    ]);
    expect([sharesByType(noCounts), sharesByOutcome(noCounts)]).toEqual([[], []]);
  });

  it('of more than 50 types have the smallest together with the further ones', () => {
    const byEventType = new Map<string | null, ReturnType<typeof ends>>([[null, ends(5, 4, 3)]]);
    for (let n = 0; n < 52; n++) byEventType.set(`T${n}`, ends(100 - n, 1, 0));
    const shares = sharesByType({ ...noCounts, byEventType });
    expect([shares.length, shares[49], shares[50]]).toEqual([
      51,
      { eventType: 'T49', ...ends(51, 1, 0) },
      { eventType: null, ...ends(50 + 49 + 5, 6, 3) },
    ]);
  });

  it('of outcomes have the most attempts first, then by status', () => {
    const byOutcome = new Map([
      ['500/', 1],
      ['/timeout', 2],
      ['404/', 1],
      ['/', 4],
      ['unknown', 9],
    ]);
    expect(sharesByOutcome({ ...noCounts, byOutcome })).toEqual([
      { status: null, error: null, attempts: 4 },
      { status: null, error: 'timeout', attempts: 2 },
      { status: 404, error: null, attempts: 1 },
      { status: 500, error: null, attempts: 1 },
    ]);
  });
});

describe('an hour of deliveries', () => {
  const span = spanOf('1h', 'five-minutes', Date.parse('2026-01-01T01:03:00Z'));
  const attempt = (at: string, status = 200, run = 1): RecordedAttempt => ({
    run,
    at: `2026-01-01T${at}.000Z`,
    durationMs: 7,
    status,
    error: null,
    errorDetail: null,
    responseBody: null,
    retryAfter: null,
    certificateExpiresAt: null,
  });
  const countsOf = (...deliveries: Delivery[]) =>
    seriesOfDeliveries(span, deliveries).flatMap(({ at, counts }) =>
      counts.attempts + counts.delivered + counts.failed === 0
        ? []
        : [
            [
              at.slice('2026-01-01T'.length, -'.000Z'.length),
              counts.attempts,
              counts.delivered,
              counts.failed,
            ],
          ],
    );
  const made = (attempts: RecordedAttempt[], more: Partial<Delivery> = {}) =>
    delivery(0, { attempts, ...more });

  it('is twelve times five minutes, the last one not over', () => {
    expect([span.starts.length, span.from, span.starts[11]]).toEqual([
      12,
      '2026-01-01T00:05:00.000Z',
      '2026-01-01T01:00:00.000Z',
    ]);
    expect([span.firstHour, span.lastHour]).toEqual(['2026-01-01T00', '2026-01-01T01']);
  });

  it('counts each attempt when it was made, and its delivery with the last', () => {
    const attempts = [attempt('00:05:00', 500), attempt('00:09:59', 500), attempt('01:02:59')];
    expect(countsOf(made(attempts))).toEqual([
      ['00:05:00', 2, 0, 0],
      ['01:00:00', 1, 1, 0],
    ]);
    expect(countsOf(made([attempt('00:10:00', 422)], { status: 'failed' }))).toEqual([['00:10:00', 1, 0, 1]]);
    expect(countsOf(made([attempt('00:10:00', 500)], { status: 'pending' }))).toEqual([
      ['00:10:00', 1, 0, 0],
    ]);
  });

  it('leaves out what was before, or comes later', () => {
    expect(countsOf(made([attempt('00:04:59', 500), attempt('01:05:00')]))).toEqual([]);
  });

  it('counts a delivery that was sent again for each of its runs', () => {
    const attempts = [attempt('00:10:00', 422), attempt('00:20:00', 200, 2), attempt('00:30:00', 422, 3)];
    expect(countsOf(made(attempts, { status: 'failed', run: 3 }))).toEqual([
      ['00:10:00', 1, 0, 1],
      ['00:20:00', 1, 1, 0],
      ['00:30:00', 1, 0, 1],
    ]);
    expect(countsOf(made(attempts, { status: 'pending', run: 3 })).at(-1)).toEqual(['00:30:00', 1, 0, 0]);
  });

  it('counts one that has failed without an attempt when it was created', () => {
    const createdAt = '2026-01-01T00:15:00.000Z';
    expect(countsOf(made([], { status: 'failed', createdAt }))).toEqual([['00:15:00', 0, 0, 1]]);
    expect(countsOf(made([], { status: 'held', createdAt }))).toEqual([]);
  });

  it('has durations, types and outcomes', () => {
    const [point] = seriesOfDeliveries(span, [made([attempt('00:05:00')])]);
    const counts = point?.counts ?? noCounts;
    expect(summaryOf(counts)).toEqual({ ...ends(1, 1, 0), successRate: 1, p50Ms: 7, p95Ms: 7 });
    expect(sharesByType(sumOf([counts, counts]))).toEqual([{ eventType: 'TODO_MOVED', ...ends(2, 2, 0) }]);
    expect(sharesByOutcome(counts)).toEqual([{ status: 200, error: null, attempts: 1 }]);
  });
});
