import type { EventPattern, ExactTest, PatternBranch } from './event-pattern.ts';
import { ExactValues, exactFieldsOf } from './exact-values.ts';
import { branchMatches } from './match.ts';
import type { EventDocument } from './parse-event.ts';

/** A key and the branches of its pattern. */
interface Entry<Key> {
  readonly key: Key;
  readonly order: number;
  readonly branches: readonly IndexedBranch<Key>[];
}

interface IndexedBranch<Key> {
  readonly branch: PatternBranch;
  readonly entry: Entry<Key>;
  /** The number of the match that last tried it. */
  triedIn: number;
}

/** Below this size choosing anew is not worth it. */
const FIRST_REINDEX = 64;

/**
 * Many patterns under keys, asked together which of them an event matches. It answers as `matches` would for each,
 * but looks only at branches whose most selective exact field has one of the event's values, and at branches without
 * any exact field.
 */
export class PatternIndex<Key> {
  readonly #entries = new Map<Key, Entry<Key>>();
  readonly #paths = new Map<string, ExactValues<IndexedBranch<Key>>>();
  readonly #unindexed = new Set<IndexedBranch<Key>>();
  #order = 0;
  #matches = 0;
  #reindexAt = FIRST_REINDEX;

  get size(): number {
    return this.#entries.size;
  }

  /** Adds a pattern, or replaces the one under this key. */
  set(key: Key, pattern: EventPattern): void {
    this.delete(key);
    const branches: IndexedBranch<Key>[] = [];
    const entry = { key, order: this.#order++, branches };
    this.#entries.set(key, entry);
    for (const branch of pattern.branches) {
      const indexed = { branch, entry, triedIn: 0 };
      branches.push(indexed);
      this.#count(branch);
      this.#place(indexed);
    }
    if (this.#entries.size >= this.#reindexAt) this.#reindex();
  }

  /** Removes the pattern under this key; false when there is none. */
  delete(key: Key): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#entries.delete(key);
    for (const branch of entry.branches) {
      this.#displace(branch);
      this.#discount(branch.branch);
    }
    return true;
  }

  /** The keys of all patterns that match the event, in the order in which they were set. */
  match(event: EventDocument): Key[] {
    this.#matches++;
    const found = new Set<Entry<Key>>();
    for (const branch of this.#unindexed) this.#try(branch, event, found);
    if (this.#paths.size <= event.leaves.size) {
      for (const [path, values] of this.#paths) this.#tryPath(path, values, event, found);
    } else {
      for (const path of event.leaves.keys()) this.#tryPath(path, this.#paths.get(path), event, found);
    }
    return [...found].sort((a, b) => a.order - b.order).map(entry => entry.key);
  }

  #tryPath(
    path: string,
    values: ExactValues<IndexedBranch<Key>> | undefined,
    event: EventDocument,
    found: Set<Entry<Key>>,
  ): void {
    if (values === undefined || values.indexed === 0) return;
    for (const leaf of event.leaves.get(path) ?? []) {
      for (const branches of values.branchesFor(leaf)) {
        for (const branch of branches) this.#try(branch, event, found);
      }
    }
  }

  #try(branch: IndexedBranch<Key>, event: EventDocument, found: Set<Entry<Key>>): void {
    // A branch can be reached through several of its values, a pattern through several branches.
    if (branch.triedIn === this.#matches) return;
    branch.triedIn = this.#matches;
    if (branchMatches(branch.branch, event)) found.add(branch.entry);
  }

  /** Puts a branch under the field whose values the fewest events should have. */
  #place(indexed: IndexedBranch<Key>): void {
    let best: { values: ExactValues<IndexedBranch<Key>>; tests: readonly ExactTest[] } | undefined;
    let bestShare = Number.POSITIVE_INFINITY;
    for (const { path, tests } of exactFieldsOf(indexed.branch)) {
      const values = this.#paths.get(path);
      if (values === undefined) continue;
      const share = tests.length / values.distinct + values.indexed * 1e-9; // among equals, the emptier one
      if (share < bestShare) {
        best = { values, tests };
        bestShare = share;
      }
    }
    if (best === undefined) this.#unindexed.add(indexed);
    else best.values.add(indexed, best.tests);
  }

  #displace(indexed: IndexedBranch<Key>): void {
    if (this.#unindexed.delete(indexed)) return;
    for (const { path, tests } of exactFieldsOf(indexed.branch))
      this.#paths.get(path)?.remove(indexed, tests);
  }

  #count(branch: PatternBranch): void {
    for (const { path, tests } of exactFieldsOf(branch)) {
      let values = this.#paths.get(path);
      if (values === undefined) {
        values = new ExactValues<IndexedBranch<Key>>();
        this.#paths.set(path, values);
      }
      values.count(tests);
    }
  }

  #discount(branch: PatternBranch): void {
    for (const { path, tests } of exactFieldsOf(branch)) {
      const values = this.#paths.get(path);
      values?.discount(tests);
      if (values?.distinct === 0) this.#paths.delete(path);
    }
  }

  /** Early patterns were placed knowing little of the values in use; each doubling places all of them anew. */
  #reindex(): void {
    this.#reindexAt = this.#entries.size * 2;
    for (const { branches } of this.#entries.values()) {
      for (const branch of branches) {
        this.#displace(branch);
        this.#place(branch);
      }
    }
  }
}
