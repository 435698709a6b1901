import { type Counts, type HourlyCounts, hourOf, sumOf } from './counts.ts';

export const periods = ['24h', '7d', '30d'] as const;
export type Period = (typeof periods)[number];
export const intervals = ['hour', 'day'] as const;
export type Interval = (typeof intervals)[number];

const daysOf: Readonly<Record<Period, number>> = { '24h': 1, '7d': 7, '30d': 30 };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Whole hours, or days of UTC, up to and with the one that is not over yet. */
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
  return daysOf[period] * (interval === 'hour' ? 24 : 1);
}

export function spanOf(period: Period, interval: Interval, nowMs: number): Span {
  const lengthMs = interval === 'hour' ? hourMs : dayMs;
  const lastMs = Math.floor(nowMs / lengthMs) * lengthMs;
  const count = pointsIn(period, interval);
  const firstMs = lastMs - (count - 1) * lengthMs;
  const startsMs = Array.from({ length: count }, (_, index) => firstMs + index * lengthMs);
  return {
    interval,
    starts: startsMs.map(ms => new Date(ms).toISOString()),
    from: new Date(firstMs).toISOString(),
    firstHour: hourOf(firstMs),
    lastHour: hourOf(lastMs + lengthMs - hourMs),
  };
}

/** Counts of an interval. */
export interface Point {
  /** RFC 3339, UTC: when it begins. */
  readonly at: string;
  readonly counts: Counts;
}

/** The counts of each interval of a span, also of those that have none. */
export function seriesOf({ interval, starts }: Span, hours: readonly HourlyCounts[]): Point[] {
  const length = interval === 'hour' ? 'yyyy-mm-ddThh'.length : 'yyyy-mm-dd'.length;
  const byStart = Map.groupBy(hours, ({ hour }) => hour.slice(0, length));
  return starts.map(at => ({ at, counts: sumOf(byStart.get(at.slice(0, length)) ?? []) }));
}
