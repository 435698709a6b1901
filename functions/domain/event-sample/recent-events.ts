import type { FinehookEvent } from '../queue-message.ts';
import type { DailyEventCount, HourlyEventCount } from './event-counts.ts';
import type { SampledEvent } from './sampled-event.ts';

/** Whose events; who asks must hold the company. */
export interface SampleScope {
  readonly companyId: string;
  /** @default all */
  readonly eventTypes?: readonly string[];
}

/** As `HourlyEventCount` has them, both included. Counts are kept for eight days at least. */
export interface HourRange {
  readonly firstHour: string;
  readonly lastHour: string;
}

/** An event of the sample. */
export interface RecentEvent {
  readonly event: FinehookEvent;
  /** The source text of the whole event. */
  readonly eventText: string;
  /** RFC 3339, milliseconds: when it came from the bus. */
  readonly at: string;
}

export interface CountedEvents {
  /** Those that are not 0, in the order of type, day and project. */
  readonly counts: readonly DailyEventCount[];
  /** False when the company has more types and projects than are read at once: then all sums are too small. */
  readonly isWhole: boolean;
}

/** A sample of what came from the bus lately, a few events per company and type, and counts of all of it. Up to a minute late. */
export interface RecentEvents {
  /** Newest first, at most `limit`. */
  recent(scope: SampleScope, limit: number): Promise<RecentEvent[]>;
  /** How many events came, by type, project and day, within these hours. */
  counts(scope: SampleScope, hours: HourRange): Promise<CountedEvents>;
}

/** What is known of a kept event. Those of a company and type have a slot each. */
export interface KeptEvent {
  readonly slot: number;
  readonly id: string;
  readonly projectId: string;
  readonly atMs: number;
}

/** Where the sample is kept. */
export interface EventSampleStore extends RecentEvents {
  /** Adds to what was counted, in rare cases twice. Where it fails, it may be counted all the same. */
  add(count: HourlyEventCount): Promise<void>;
  /** What is kept of a company and type (eventually consistent). */
  kept(companyId: string, eventType: string): Promise<KeptEvent[]>;
  /** Keeps an event in the place of the one that has this slot. */
  keep(slot: number, event: SampledEvent): Promise<void>;
}
