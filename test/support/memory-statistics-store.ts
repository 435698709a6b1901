import { type HourlyCounts, sumOf } from '../../functions/domain/statistics/counts.ts';
import type { StatisticsRange, StatisticsStore } from '../../functions/domain/statistics/statistics-store.ts';

/** Counts in memory. */
export class MemoryStatisticsStore implements StatisticsStore {
  /** Each addition in order. */
  readonly added: HourlyCounts[] = [];
  /** Runs before each; may throw. */
  before: (counts: HourlyCounts) => void | Promise<void> = () => {};

  async add(counts: HourlyCounts): Promise<void> {
    await this.before(counts);
    this.added.push(counts);
  }

  async hours({ webhookId, firstHour, lastHour }: StatisticsRange): Promise<HourlyCounts[]> {
    const within = this.added.filter(
      one => one.webhookId === webhookId && one.hour >= firstHour && one.hour <= lastHour,
    );
    return [...Map.groupBy(within, ({ hour }) => hour)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([hour, counts]) => ({ webhookId, hour, ...sumOf(counts) }));
  }
}
