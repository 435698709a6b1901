import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One stored value with the id that it was put under. */
export interface StoredValue {
  readonly id: string;
  readonly value: unknown;
}

/**
 * What the emulators keep between runs: JSON values under a kind and an id. An emulator reads its kinds once, at
 * creation, and from then on only writes, but for values that it gets one by one. Whoever puts a value must not change
 * it afterwards.
 */
export interface Store {
  put(kind: string, id: string, value: unknown): void;
  delete(kind: string, id: string): void;
  /** For values that are too large to be held in memory all at once; `undefined` when there is none. */
  get(kind: string, id: string): unknown;
  /** Every value of one kind, ordered by id. */
  all(kind: string): Iterable<StoredValue>;
  /** Runs `work`, which must be synchronous, as one atomic write. May be nested: the outermost one commits. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens the store in `file`, made when missing; without a file, values live as long as the process. */
export function openStore(file?: string): Store {
  return file === undefined ? memoryStore() : fileStore(file);
}

function memoryStore(): Store {
  const kinds = new Map<string, Map<string, unknown>>();
  const ofKind = (kind: string): Map<string, unknown> => {
    const values = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, values);
    return values;
  };
  return {
    put: (kind, id, value) => void ofKind(kind).set(id, value),
    delete: (kind, id) => void ofKind(kind).delete(id),
    get: (kind, id) => ofKind(kind).get(id),
    all: kind =>
      [...ofKind(kind)]
        .map(([id, value]) => ({ id, value }))
        .sort((left, right) => (left.id < right.id ? -1 : 1)),
    transaction: work => work(),
    close: () => kinds.clear(),
  };
}

function fileStore(file: string): Store {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 2_000 });
  // With a write-ahead log every commit is in the kernel's page cache before the call returns, so kill -9 of this
  // process loses nothing; only a power cut could, which a local run need not survive. That saves an fsync a write.
  // https://www.sqlite.org/pragma.html#pragma_synchronous
  // The exclusive lock keeps a second process from running on the same state.
  database.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS stored (
      kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) WITHOUT ROWID;
  `);
  const put = database.prepare(
    'INSERT INTO stored (kind, id, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM stored WHERE kind = ? AND id = ?');
  const selectOne = database.prepare('SELECT value FROM stored WHERE kind = ? AND id = ?');
  const select = database.prepare('SELECT id, value FROM stored WHERE kind = ? ORDER BY id');
  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  let depth = 0;

  return {
    put: (kind, id, value) => void put.run(kind, id, JSON.stringify(value)),
    delete: (kind, id) => void remove.run(kind, id),
    get(kind, id) {
      const row = selectOne.get(kind, id);
      return row === undefined ? undefined : JSON.parse(String(row.value));
    },
    *all(kind) {
      for (const { id, value } of select.all(kind)) {
        yield { id: String(id), value: JSON.parse(String(value)) };
      }
    },
    transaction(work) {
      if (depth > 0) return work();
      begin.run();
      depth += 1;
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (database.isTransaction) rollback.run();
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}
