import { BranchTree, type Candidate } from './branch-tree.ts';
import type { EventPattern, PatternField } from './event-pattern.ts';
import { type ExactField, exactFieldsOf } from './exact-values.ts';
import { branchMatches, fieldsMatch } from './match.ts';
import type { EventDocument } from './parse-event.ts';
import { PathTree } from './path-tree.ts';
import { readEvent } from './read-event.ts';

/** A key and the branches of its pattern. */
interface Entry<Key> {
  readonly key: Key;
  readonly order: number;
  readonly branches: readonly IndexedBranch<Key>[];
}

interface IndexedBranch<Key> {
  readonly fields: readonly PatternField[];
  readonly exactFields: readonly ExactField[];
  readonly entry: Entry<Key>;
  /** The number of the match that last tried it. */
  triedIn: number;
}

/**
 * Many patterns under keys, asked together which of them an event matches. It answers as `matches` would for each, but
 * looks only at those whose most selective exact fields have the event's values, and at those without any exact field.
 */
export class PatternIndex<Key> {
  readonly #entries = new Map<Key, Entry<Key>>();
  readonly #tree = new BranchTree<IndexedBranch<Key>>();
  readonly #paths = new PathTree();
  #order = 0;
  #matches = 0;

  /** How many patterns are in it. */
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
      const indexed = { fields: branch.fields, exactFields: exactFieldsOf(branch), entry, triedIn: 0 };
      branches.push(indexed);
      this.#tree.add(indexed);
      for (const { path } of branch.fields) this.#paths.add(path);
    }
  }

  /** Removes the pattern under this key; false when there is none. */
  delete(key: Key): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#entries.delete(key);
    for (const indexed of entry.branches) {
      this.#tree.remove(indexed);
      for (const { path } of indexed.fields) this.#paths.remove(path);
    }
    return true;
  }

  /**
   * The keys of all patterns that match the event, in the order in which they were set.
   * @throws EventTooComplexError
   */
  match(event: EventDocument): Key[] {
    this.#matches++;
    const candidates: Candidate<IndexedBranch<Key>>[] = [];
    this.#tree.collect(event, candidates);
    const found = new Set<Entry<Key>>();
    for (const { branch, left } of candidates) {
      // A branch can be reached through several of its values, a pattern through several branches.
      if (branch.triedIn === this.#matches) continue;
      branch.triedIn = this.#matches;
      // Where fields could use different elements of an array, those that led here count again.
      const matched = event.hasMembership ? branchMatches(branch, event) : fieldsMatch(left, event);
      if (matched) found.add(branch.entry);
    }
    return [...found].sort((a, b) => a.order - b.order).map(entry => entry.key);
  }

  /**
   * The same for the text of an event, of which only that is kept which some pattern asks for: quicker than
   * `match(parseEvent(source))`.
   * @throws InvalidEventError when it is not a JSON object
   * @throws EventTooComplexError
   */
  matchText(source: string): Key[] {
    return this.match(readEvent(source, this.#paths));
  }
}
