import type { HourlyCounts } from './counts.ts';

export interface StatisticsRange {
  readonly webhookId: string;
  /** As `HourlyCounts` have them, both included. */
  readonly firstHour: string;
  readonly lastHour: string;
}

/** Counts of deliveries by webhook and hour, which are kept for 40 days. */
export interface StatisticsStore {
  /** Adds to what was counted, in rare cases twice. Where it fails, it may be counted all the same. */
  add(counts: HourlyCounts): Promise<void>;
  /** Hours in which anything was counted, in order (eventually consistent). */
  hours(range: StatisticsRange): Promise<HourlyCounts[]>;
}
