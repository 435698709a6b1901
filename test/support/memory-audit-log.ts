import type { AuditEntry } from '../../functions/domain/audit/audit-entry.ts';
import {
  type AuditLog,
  type AuditSearch,
  type FoundEntries,
  isMeant,
} from '../../functions/domain/audit/audit-log.ts';

/** The audit log in memory. */
export class MemoryAuditLog implements AuditLog {
  readonly entries = new Map<string, AuditEntry>();
  /** Each write in order; may throw. */
  before: (entry: AuditEntry) => void = () => {};

  async put(entry: AuditEntry): Promise<void> {
    this.before(entry);
    this.entries.set(entry.id, entry);
  }

  async search({ filter, limit, before }: AuditSearch): Promise<FoundEntries> {
    const entries = [...this.entries.values()]
      .filter(entry => isMeant(entry, filter) && (before === undefined || entry.id < before))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
    return { entries, next: entries.length === limit ? entries.at(-1)?.id : undefined };
  }
}
