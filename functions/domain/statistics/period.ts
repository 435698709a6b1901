import type { Delivery } from '../delivery.ts';
import { addDelivery } from './count-delivery.ts';
import { type Counts, type HourlyCounts, hourOf, sumOf } from './counts.ts';
import { GrowingCounts } from './growing-counts.ts';

/** Those that workers count for. */
export const longPeriods = ['24h', '7d', '30d'] as const;
/** An hour comes from the deliveries themselves. */
export const periods = ['1h', ...longPeriods] as const;
export type Period = (typeof periods)[number];
export const longIntervals = ['hour', 'day'] as const;
export const intervals = ['five-minutes', ...longIntervals] as const;
export type Interval = (typeof intervals)[number];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const periodMs: Readonly<Record<Period, number>> = {
  '1h': hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
};
const intervalMs: Readonly<Record<Interval, number>> = { 'five-minutes': 300_000, hour: hourMs, day: dayMs };

/** Whole hours, days of UTC, or five minutes, up to and with those that are not over yet. */
export interface Span {
  readonly interval: Interval;
  /** RFC 3339, UTC: when each interval begins, the oldest first. */
  readonly starts: readonly string[];
  /** The first of them. */
  readonly from: string;
  /** Hours of the first and the last interval, as `HourlyCounts` have them. */
  readonly firstHour: string;
  readonly lastHour: string;
}

export function pointsIn(period: Period, interval: Interval): number {
  return periodMs[period] / intervalMs[interval];
}

export function spanOf(period: Period, interval: Interval, nowMs: number): Span {
  const lengthMs = intervalMs[interval];
  const lastMs = Math.floor(nowMs / lengthMs) * lengthMs;
  const count = pointsIn(period, interval);
  const firstMs = lastMs - (count - 1) * lengthMs;
  const startsMs = Array.from({ length: count }, (_, index) => firstMs + index * lengthMs);
  return {
    interval,
    starts: startsMs.map(ms => new Date(ms).toISOString()),
    from: new Date(firstMs).toISOString(),
    firstHour: hourOf(firstMs),
    lastHour: hourOf(lastMs + lengthMs - 1),
  };
}

/** Counts of an interval. */
export interface Point {
  /** RFC 3339, UTC: when it begins. */
  readonly at: string;
  readonly counts: Counts;
}

/** The counts of each interval of a span by hour or day, also of those that have none. */
export function seriesOf({ interval, starts }: Span, hours: readonly HourlyCounts[]): Point[] {
  const length = interval === 'hour' ? 'yyyy-mm-ddThh'.length : 'yyyy-mm-dd'.length;
  const byStart = Map.groupBy(hours, ({ hour }) => hour.slice(0, length));
  return starts.map(at => ({ at, counts: sumOf(byStart.get(at.slice(0, length)) ?? []) }));
}

/** The same of any span, of what was done in it to these deliveries. */
export function seriesOfDeliveries(
  { interval, starts, from }: Span,
  deliveries: readonly Delivery[],
): Point[] {
  const points = starts.map(at => ({ at, counts: new GrowingCounts() }));
  const firstMs = Date.parse(from);
  const countsAt = (at: string) =>
    points[Math.floor((Date.parse(at) - firstMs) / intervalMs[interval])]?.counts;
  for (const delivery of deliveries) addDelivery(delivery, countsAt);
  return points;
}
