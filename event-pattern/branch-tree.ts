import type { PatternField } from './event-pattern.ts';
import { type ExactField, ExactValues } from './exact-values.ts';
import type { EventDocument } from './parse-event.ts';

/** So many branches are sooner tried than looked up. */
const SHORT_LIST = 2;
/** Company, project and event type, for instance; each level multiplies the places of a branch. */
const MAX_LEVELS = 3;
/** A branch is in no more places than this, unless one field alone has more values. */
const MAX_PLACES = 64;

/** What a tree must know of a branch. */
export interface Placeable {
  readonly fields: readonly PatternField[];
  readonly exactFields: readonly ExactField[];
}

/** A branch that an event may satisfy; of its fields, those are left to ask that have not led to it. */
export interface Candidate<Branch> {
  readonly branch: Branch;
  readonly left: readonly PatternField[];
}

/**
 * Branches, of which those that an event may satisfy are found without looking at them all: by the value of the exact
 * field that should lead the fewest events to a branch, and where that leaves many, by one more field, and one more.
 */
export class BranchTree<Branch extends Placeable> {
  /** The paths whose values lead here. */
  readonly #taken: readonly string[];
  /** All branches, with the field that they are placed under; without one they are candidates for every event. */
  readonly #branches = new Map<Branch, ExactField | undefined>();
  readonly #unplaced = new Map<Branch, Candidate<Branch>>();
  /** Undefined for a short list. */
  #paths: Map<string, ExactValues<BranchTree<Branch>>> | undefined;
  #placeAnewAt = SHORT_LIST + 1;

  constructor(taken: readonly string[] = []) {
    this.#taken = taken;
  }

  add(branch: Branch): void {
    if (this.#paths !== undefined) this.#count(branch, this.#paths);
    this.#place(branch, this.#bestField(branch));
    if (this.#branches.size >= this.#placeAnewAt) this.#placeAnew();
  }

  remove(branch: Branch): void {
    this.#displace(branch);
    this.#branches.delete(branch);
    if (this.#paths !== undefined) this.#discount(branch, this.#paths);
  }

  /** Adds every branch that the event may satisfy, some of them more than once. */
  collect(event: EventDocument, into: Candidate<Branch>[]): void {
    for (const candidate of this.#unplaced.values()) into.push(candidate);
    const paths = this.#paths;
    if (paths === undefined) return;
    if (paths.size <= event.leaves.size) {
      for (const [path, values] of paths) collectAt(path, values, event, into);
    } else {
      for (const path of event.leaves.keys()) collectAt(path, paths.get(path), event, into);
    }
  }

  /** The fields that a branch may be placed under. */
  #choices(branch: Branch): ExactField[] {
    if (this.#taken.length === MAX_LEVELS) return [];
    let places = 1;
    for (const { path, tests } of branch.exactFields) if (this.#taken.includes(path)) places *= tests.length;
    return branch.exactFields.filter(
      ({ path, tests }) =>
        !this.#taken.includes(path) && (this.#taken.length === 0 || places * tests.length <= MAX_PLACES),
    );
  }

  /** The field whose values the fewest events should have. */
  #bestField(branch: Branch): ExactField | undefined {
    let best: ExactField | undefined;
    let bestShare = Number.POSITIVE_INFINITY;
    for (const field of this.#paths === undefined ? [] : this.#choices(branch)) {
      const values = this.#paths?.get(field.path);
      if (values === undefined) continue;
      const share = field.tests.length / values.distinct + values.indexed * 1e-9; // among equals, the emptier one
      if (share < bestShare) {
        best = field;
        bestShare = share;
      }
    }
    return best;
  }

  #place(branch: Branch, field: ExactField | undefined): void {
    this.#branches.set(branch, field);
    const values = field && this.#paths?.get(field.path);
    if (field === undefined || values === undefined) {
      const left = branch.fields.filter(({ path }) => !this.#taken.includes(path));
      this.#unplaced.set(branch, { branch, left });
      return;
    }
    values.indexed++;
    for (const tree of this.#below(field, values)) tree.add(branch);
  }

  #displace(branch: Branch): void {
    this.#unplaced.delete(branch);
    const field = this.#branches.get(branch);
    const values = field && this.#paths?.get(field.path);
    if (field === undefined || values === undefined) return;
    values.indexed--;
    for (const tree of this.#below(field, values)) tree.remove(branch);
  }

  #below(field: ExactField, values: ExactValues<BranchTree<Branch>>): Iterable<BranchTree<Branch>> {
    return values.below(field.tests, () => new BranchTree([...this.#taken, field.path]));
  }

  #count(branch: Branch, paths: Map<string, ExactValues<BranchTree<Branch>>>): void {
    for (const { path, tests } of this.#choices(branch)) {
      const values = paths.get(path) ?? new ExactValues();
      paths.set(path, values);
      values.count(tests);
    }
  }

  #discount(branch: Branch, paths: Map<string, ExactValues<BranchTree<Branch>>>): void {
    for (const { path, tests } of this.#choices(branch)) {
      const values = paths.get(path);
      values?.discount(tests);
      if (values?.distinct === 0) paths.delete(path);
    }
  }

  /** Early branches were placed knowing little of the values in use; each doubling places all of them anew. */
  #placeAnew(): void {
    this.#placeAnewAt = this.#branches.size * 2;
    if (this.#paths === undefined) {
      this.#paths = new Map();
      for (const branch of this.#branches.keys()) this.#count(branch, this.#paths);
    }
    for (const [branch, field] of this.#branches) {
      const best = this.#bestField(branch);
      if (best === field) continue;
      this.#displace(branch);
      this.#place(branch, best);
    }
  }
}

function collectAt<Branch extends Placeable>(
  path: string,
  values: ExactValues<BranchTree<Branch>> | undefined,
  event: EventDocument,
  into: Candidate<Branch>[],
): void {
  if (values === undefined || values.indexed === 0) return;
  const leaves = event.leaves.get(path) ?? [];
  const [first] = leaves;
  if (first !== undefined && leaves.length === 1) {
    values.at(first)?.collect(event, into);
    values.atSpecial(first)?.collect(event, into);
    return;
  }
  // Each tree once: an event can repeat values without end, and at each level anew.
  const trees = new Set<BranchTree<Branch>>();
  for (const leaf of leaves) {
    for (const tree of [values.at(leaf), values.atSpecial(leaf)]) if (tree !== undefined) trees.add(tree);
  }
  for (const tree of trees) tree.collect(event, into);
}
