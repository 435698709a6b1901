import type { ExactTest, PatternBranch } from './event-pattern.ts';
import type { EventLeaf } from './parse-event.ts';

interface Slot<Branch> {
  /** How many fields name this value, whether or not they are indexed by it. */
  references: number;
  readonly branches: Set<Branch>;
}

/** The fields of a branch that demand one of a list of exact values. */
export function exactFieldsOf(branch: PatternBranch): { path: string; tests: ExactTest[] }[] {
  return branch.fields.flatMap(({ path, items }) => {
    const tests = items.flatMap(item => (item.operator === 'equals' ? [item.test] : []));
    return tests.length === items.length ? [{ path, tests }] : [];
  });
}

/** The exact values that patterns name for one path, with the branches that are indexed by them. */
export class ExactValues<Branch> {
  /** Strings, numbers, booleans and null are different keys of one map as they are. */
  readonly #plain = new Map<string | number | boolean | null, Slot<Branch>>();
  /** Addresses ("@…") and numbers that compare as text ("#…"). */
  readonly #special = new Map<string, Slot<Branch>>();
  #indexed = 0;

  /** How many different values are named. */
  get distinct(): number {
    return this.#plain.size + this.#special.size;
  }

  /** How many branches are indexed here. */
  get indexed(): number {
    return this.#indexed;
  }

  /** Notes that a field names these values. */
  count(tests: readonly ExactTest[]): void {
    for (const test of tests) {
      const slot = this.#slot(test);
      if (slot !== undefined) slot.references++;
      else this.#insert(test, { references: 1, branches: new Set() });
    }
  }

  discount(tests: readonly ExactTest[]): void {
    for (const test of tests) {
      const slot = this.#slot(test);
      if (slot !== undefined && --slot.references === 0) this.#drop(test);
    }
  }

  /** Indexes a branch by values that have been counted. */
  add(indexed: Branch, tests: readonly ExactTest[]): void {
    for (const test of tests) this.#slot(test)?.branches.add(indexed);
    this.#indexed++;
  }

  remove(indexed: Branch, tests: readonly ExactTest[]): void {
    let found = false;
    for (const test of tests) {
      if (this.#slot(test)?.branches.delete(indexed)) found = true;
    }
    if (found) this.#indexed--;
  }

  /** The branches that are indexed by a value this leaf has. */
  *branchesFor(leaf: EventLeaf): Iterable<ReadonlySet<Branch>> {
    const { value } = leaf;
    const plain = value.kind === 'number' ? leaf.number : value.kind === 'null' ? null : value.value;
    const slot = plain === undefined ? undefined : this.#plain.get(plain);
    if (slot !== undefined) yield slot.branches;
    if (this.#special.size === 0) return;
    const special =
      value.kind === 'number' ? `#${value.text}` : value.kind === 'string' ? `@${leaf.address}` : undefined;
    const other = special === undefined ? undefined : this.#special.get(special);
    if (other !== undefined) yield other.branches;
  }

  #slot(test: ExactTest): Slot<Branch> | undefined {
    return isSpecial(test) ? this.#special.get(specialKey(test)) : this.#plain.get(plainKey(test));
  }

  #insert(test: ExactTest, slot: Slot<Branch>): void {
    if (isSpecial(test)) this.#special.set(specialKey(test), slot);
    else this.#plain.set(plainKey(test), slot);
  }

  #drop(test: ExactTest): void {
    if (isSpecial(test)) this.#special.delete(specialKey(test));
    else this.#plain.delete(plainKey(test));
  }
}

type SpecialTest = Extract<ExactTest, { kind: 'address' | 'number-text' }>;

function isSpecial(test: ExactTest): test is SpecialTest {
  return test.kind === 'address' || test.kind === 'number-text';
}

function specialKey(test: SpecialTest): string {
  return test.kind === 'address' ? `@${test.address}` : `#${test.text}`;
}

function plainKey(test: Exclude<ExactTest, SpecialTest>): string | number | boolean | null {
  return test.kind === 'null' ? null : test.value;
}
