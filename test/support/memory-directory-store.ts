import type {
  CompaniesPage,
  DirectoryChanges,
  DirectoryEntry,
  DirectoryKey,
  DirectoryPage,
  DirectoryStore,
} from '../../functions/domain/directory.ts';

function sortOf({ kind, id }: Pick<DirectoryKey, 'kind' | 'id'>): string {
  return `${kind}#${id}`;
}

function compared(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** The directory in memory, under the conditions that the port states. */
export class MemoryDirectoryStore implements DirectoryStore {
  readonly entries = new Map<string, DirectoryEntry>();
  /** Keys of each call of `find`. */
  readonly asked: (readonly DirectoryKey[])[] = [];
  /** Comes before an answer; it may fail, or take its time. */
  beforeFind: () => Promise<void> = async () => {};

  async change({ upsert, remove }: DirectoryChanges): Promise<void> {
    for (const entry of upsert) this.entries.set(this.#place(entry), entry);
    for (const key of remove) this.entries.delete(this.#place(key));
  }

  async list({ companyId, kind, limit, after }: DirectoryPage): Promise<DirectoryEntry[]> {
    return [...this.entries.values()]
      .filter(entry => entry.companyId === companyId && (kind === undefined || entry.kind === kind))
      .filter(entry => after === undefined || compared(sortOf(entry), sortOf(after)) > 0)
      .sort((one, other) => compared(sortOf(one), sortOf(other)))
      .slice(0, limit);
  }

  async listCompanies({ limit, after }: CompaniesPage): Promise<DirectoryEntry[]> {
    return [...this.entries.values()]
      .filter(({ kind, id }) => kind === 'company' && (after === undefined || compared(id, after) > 0))
      .sort((one, other) => compared(one.id, other.id))
      .slice(0, limit);
  }

  async find(keys: readonly DirectoryKey[]): Promise<DirectoryEntry[]> {
    this.asked.push(keys);
    await this.beforeFind();
    return keys.flatMap(key => this.entries.get(this.#place(key)) ?? []);
  }

  #place({ companyId, kind, id }: DirectoryKey): string {
    return JSON.stringify([companyId, kind, id]);
  }
}
