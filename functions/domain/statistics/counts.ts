import { type Buckets, percentile } from './durations.ts';

/** What has become of a webhook's deliveries within a time. */
export interface Counts {
  /** Calls, but for those that failed by our own fault. */
  readonly attempts: number;
  /** Deliveries that were delivered; one that is sent again counts again. */
  readonly delivered: number;
  /** Deliveries that have failed for good. */
  readonly failed: number;
  /** How long the calls took. */
  readonly durations: Buckets;
}

/** Counts of one hour. */
export interface HourlyCounts extends Counts {
  readonly webhookId: string;
  /** RFC 3339, UTC, to the hour: `2026-01-02T03`. */
  readonly hour: string;
}

export const noCounts: Counts = { attempts: 0, delivered: 0, failed: 0, durations: new Map() };

export function sumOf(all: readonly Counts[]): Counts {
  const durations = new Map<number, number>();
  let [attempts, delivered, failed] = [0, 0, 0];
  for (const counts of all) {
    attempts += counts.attempts;
    delivered += counts.delivered;
    failed += counts.failed;
    for (const [bucket, count] of counts.durations)
      durations.set(bucket, (durations.get(bucket) ?? 0) + count);
  }
  return { attempts, delivered, failed, durations };
}

/** @returns `2026-01-02T03` */
export function hourOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 'yyyy-mm-ddThh'.length);
}

/** Counts as people read them. */
export interface Summary {
  readonly attempts: number;
  readonly delivered: number;
  readonly failed: number;
  /** Delivered ones among those that have ended, 0 to 1; `null` when none has. */
  readonly successRate: number | null;
  /** How long half of the calls took at most, and 19 of 20: milliseconds, at most 12 % off; `null` without calls. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export function summaryOf({ attempts, delivered, failed, durations }: Counts): Summary {
  const ended = delivered + failed;
  return {
    attempts,
    delivered,
    failed,
    successRate: ended === 0 ? null : Math.round((delivered / ended) * 10_000) / 10_000,
    p50Ms: percentile(durations, 0.5),
    p95Ms: percentile(durations, 0.95),
  };
}
