import type { HistoryEntry } from '../../functions/domain/health-change.ts';
import type { HistoryPage, HistoryStore } from '../../functions/domain/history-store.ts';

/** History in memory, under the conditions that the port states. */
export class MemoryHistoryStore implements HistoryStore {
  readonly entries = new Map<string, readonly HistoryEntry[]>();

  async add(webhookId: string, entry: HistoryEntry): Promise<void> {
    const entries = this.entries.get(webhookId) ?? [];
    if (entries.some(({ version }) => version === entry.version)) return;
    this.entries.set(webhookId, [...entries, entry]);
  }

  async list({ webhookId, limit, before = Number.POSITIVE_INFINITY }: HistoryPage): Promise<HistoryEntry[]> {
    return (this.entries.get(webhookId) ?? [])
      .filter(({ version }) => version < before)
      .sort((a, b) => b.version - a.version)
      .slice(0, limit);
  }
}
