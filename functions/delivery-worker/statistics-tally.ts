import type { Attempt, Delivery } from '../domain/delivery.ts';
import type { Log } from '../domain/ports.ts';
import { type HourlyCounts, hourOf } from '../domain/statistics/counts.ts';
import { GrowingCounts } from '../domain/statistics/growing-counts.ts';
import type { StatisticsStore } from '../domain/statistics/statistics-store.ts';
import type { After } from './dependencies.ts';

/** While batches come full, more follow at once: counts of so long are written together. */
const gatherMs = 5_000;
/** … or of so many webhooks and hours. */
const mostGathered = 200;
/** Writes at the same time. */
const concurrency = 20;
/** What is acknowledged waits no longer for its being counted. */
const patienceMs = 1_000;

export interface StatisticsTallyOptions {
  readonly store: Pick<StatisticsStore, 'add'>;
  readonly log: Log;
  readonly after: After;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Gathered {
  readonly webhookId: string;
  readonly hour: string;
  readonly counts: GrowingCounts;
}

/** Of which a delivery is. */
type Counted = Pick<Delivery, 'webhookId' | 'eventType'>;

/**
 * What one instance has seen of deliveries and has not written yet. It is written after everything else, and no delivery depends on
 * it: what an instance has gathered when it dies is not counted.
 */
export class StatisticsTally {
  readonly #options: StatisticsTallyOptions;
  #gathered = new Map<string, Gathered>();
  #sinceMs = 0;

  constructor(options: StatisticsTallyOptions) {
    this.#options = options;
  }

  /** A call that counts. */
  attempted({ webhookId, eventType }: Counted, attempt: Attempt): void {
    this.#of(webhookId).addAttempt(eventType, attempt);
  }

  delivered({ webhookId, eventType }: Counted): void {
    this.#of(webhookId).addDelivered(eventType);
  }

  failed({ webhookId, eventType }: Counted): void {
    this.#of(webhookId).addFailed(eventType);
  }

  /**
   * Writes what was gathered, unless more is about to come. Never rejects, and never lasts long.
   * @param isBusy whether this batch was full
   */
  async flush(isBusy: boolean): Promise<void> {
    const { now, after } = this.#options;
    if (this.#gathered.size === 0) return;
    if (isBusy && this.#gathered.size < mostGathered && now() - this.#sinceMs < gatherMs) return;
    const gathered = [...this.#gathered.values()].map(({ counts, ...of }) => ({ ...of, ...counts }));
    this.#gathered = new Map();
    await new Promise<void>(resolve => {
      const cancel = after(patienceMs, resolve);
      void this.#write(gathered).then(() => {
        cancel();
        resolve();
      });
    });
  }

  async #write(gathered: readonly HourlyCounts[]): Promise<void> {
    const waiting = [...gathered];
    const writeOn = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await this.#add(next);
    };
    await Promise.all(Array.from({ length: concurrency }, writeOn));
  }

  /** What could not be written, although the store tried again, is not kept: it may have gone through. */
  async #add(counts: HourlyCounts): Promise<void> {
    const { store, log } = this.#options;
    try {
      await store.add(counts);
    } catch (error) {
      const { webhookId, hour, attempts } = counts;
      log.warn('attempts are missing in the statistics', { webhookId, hour, attempts, error });
    }
  }

  #of(webhookId: string): GrowingCounts {
    const nowMs = this.#options.now();
    if (this.#gathered.size === 0) this.#sinceMs = nowMs;
    const hour = hourOf(nowMs);
    const key = `${webhookId} ${hour}`;
    let gathered = this.#gathered.get(key);
    if (gathered === undefined) {
      gathered = { webhookId, hour, counts: new GrowingCounts() };
      this.#gathered.set(key, gathered);
    }
    return gathered.counts;
  }
}
