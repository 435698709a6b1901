import type { Attempt } from '../delivery.ts';
import type { Counts, Ends } from './counts.ts';
import { bucketOf } from './durations.ts';
import { furtherOutcomes, outcomeOf } from './outcome.ts';

/** Event types that are counted apart, of those that are counted together; what an update writes stays small by that. */
export const mostTypes = 50;
/** Ways in which calls end that are. Whoever is called chooses them: any status that HTTP has. */
export const mostOutcomes = 40;
/** EventBridge's own limit: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
const longestType = 128;

/** Counts of one webhook while they are made. */
export class GrowingCounts implements Counts {
  attempts = 0;
  delivered = 0;
  failed = 0;
  readonly durations = new Map<number, number>();
  readonly byEventType = new Map<string | null, { -readonly [Name in keyof Ends]: Ends[Name] }>();
  readonly byOutcome = new Map<string, number>();

  /** A call that counts. */
  addAttempt(eventType: string, attempt: Pick<Attempt, 'durationMs' | 'status' | 'error'>): void {
    this.attempts += 1;
    this.#of(eventType).attempts += 1;
    const bucket = bucketOf(attempt.durationMs);
    this.durations.set(bucket, (this.durations.get(bucket) ?? 0) + 1);
    const outcome = outcomeOf(attempt);
    const isApart = this.byOutcome.has(outcome) || this.byOutcome.size < mostOutcomes;
    const key = isApart ? outcome : furtherOutcomes;
    this.byOutcome.set(key, (this.byOutcome.get(key) ?? 0) + 1);
  }

  addDelivered(eventType: string): void {
    this.delivered += 1;
    this.#of(eventType).delivered += 1;
  }

  addFailed(eventType: string): void {
    this.failed += 1;
    this.#of(eventType).failed += 1;
  }

  #of(eventType: string) {
    const isName = eventType.length <= longestType && eventType.isWellFormed();
    const isApart = this.byEventType.has(eventType) || this.byEventType.size < mostTypes;
    const key = isName && isApart ? eventType : null;
    let ends = this.byEventType.get(key);
    if (ends === undefined) {
      ends = { attempts: 0, delivered: 0, failed: 0 };
      this.byEventType.set(key, ends);
    }
    return ends;
  }
}
