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
  /** The same numbers by event type; under `null` those of all further types. */
  readonly byEventType: ReadonlyMap<string | null, Ends>;
  /** Calls by the text of how each has ended, see `outcome.ts`. */
  readonly byOutcome: ReadonlyMap<string, number>;
}

/** Of one event type. */
export type Ends = Pick<Counts, 'attempts' | 'delivered' | 'failed'>;

/** Counts of one hour. */
export interface HourlyCounts extends Counts {
  readonly webhookId: string;
  /** RFC 3339, UTC, to the hour: `2026-01-02T03`. */
  readonly hour: string;
}

export const noCounts: Counts = {
  attempts: 0,
  delivered: 0,
  failed: 0,
  durations: new Map(),
  byEventType: new Map(),
  byOutcome: new Map(),
};

function addTo<Key>(sums: Map<Key, number>, added: ReadonlyMap<Key, number>): void {
  for (const [key, count] of added) sums.set(key, (sums.get(key) ?? 0) + count);
}

export function endsOf(all: readonly Ends[]): Ends {
  let [attempts, delivered, failed] = [0, 0, 0];
  for (const ends of all) {
    attempts += ends.attempts;
    delivered += ends.delivered;
    failed += ends.failed;
  }
  return { attempts, delivered, failed };
}

export function sumOf(all: readonly Counts[]): Counts {
  const durations = new Map<number, number>();
  const byOutcome = new Map<string, number>();
  for (const counts of all) {
    addTo(durations, counts.durations);
    addTo(byOutcome, counts.byOutcome);
  }
  const types = Map.groupBy(
    all.flatMap(({ byEventType }) => [...byEventType]),
    ([eventType]) => eventType,
  );
  const byEventType = new Map(
    [...types].map(([eventType, found]) => [eventType, endsOf(found.map(([, ends]) => ends))]),
  );
  return { ...endsOf(all), durations, byEventType, byOutcome };
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
  /** Delivered ones among those that have ended, 0 to 1, and 1 only when none has failed; `null` when none has ended. */
  readonly successRate: number | null;
  /** How long half of the calls took at most, and 19 of 20: milliseconds, at most 12 % off; `null` without calls. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** To the hundredth of a percent, and 1 only where nothing has failed. */
function successRateOf({ delivered, failed }: Pick<Counts, 'delivered' | 'failed'>): number | null {
  if (delivered + failed === 0) return null;
  const rounded = Math.round((delivered / (delivered + failed)) * 10_000) / 10_000;
  return failed === 0 ? 1 : Math.min(rounded, 0.9999);
}

export function summaryOf({ attempts, delivered, failed, durations }: Counts): Summary {
  return {
    attempts,
    delivered,
    failed,
    successRate: successRateOf({ delivered, failed }),
    p50Ms: percentile(durations, 0.5),
    p95Ms: percentile(durations, 0.95),
  };
}
