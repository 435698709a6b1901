import type { ExactTest, PatternBranch } from './event-pattern.ts';
import type { EventLeaf } from './parse-event.ts';

/** A field of a branch that demands one of a list of exact values. */
export interface ExactField {
  readonly path: string;
  readonly tests: readonly ExactTest[];
}

export function exactFieldsOf(branch: PatternBranch): ExactField[] {
  return branch.fields.flatMap(({ path, items }) => {
    const tests = items.flatMap(item => (item.operator === 'equals' ? [item.test] : []));
    return tests.length === items.length ? [{ path, tests }] : [];
  });
}

interface Slot<Below> {
  /** How many fields name this value, whether or not they are indexed by it. */
  references: number;
  below: Below | undefined;
}

/** The exact values that branches name for one path, and what lies below those by which branches are indexed. */
export class ExactValues<Below> {
  /** How many branches are indexed here. */
  indexed = 0;
  /** Strings, numbers, booleans and null are different keys of one map as they are. */
  readonly #plain = new Map<string | number | boolean | null, Slot<Below>>();
  /** Addresses ("@…") and numbers that compare as text ("#…"). */
  readonly #special = new Map<string, Slot<Below>>();

  /** How many different values are named. */
  get distinct(): number {
    return this.#plain.size + this.#special.size;
  }

  /** Notes that a field names these values. */
  count(tests: readonly ExactTest[]): void {
    for (const test of tests) {
      const slot = this.#slot(test);
      if (slot !== undefined) slot.references++;
      else this.#insert(test, { references: 1, below: undefined });
    }
  }

  discount(tests: readonly ExactTest[]): void {
    for (const test of tests) {
      const slot = this.#slot(test);
      if (slot !== undefined && --slot.references === 0) this.#drop(test);
    }
  }

  /** What lies below each of the values, which have been counted. Of a value named twice it comes once. */
  below(tests: readonly ExactTest[], make: () => Below): Set<Below> {
    const found = new Set<Below>();
    for (const test of tests) {
      const slot = this.#slot(test);
      if (slot === undefined) continue;
      slot.below ??= make();
      found.add(slot.below);
    }
    return found;
  }

  /** What lies below the value of this leaf. */
  at(leaf: EventLeaf): Below | undefined {
    const { value } = leaf;
    const plain = value.kind === 'number' ? leaf.number : value.kind === 'null' ? null : value.value;
    return plain === undefined ? undefined : this.#plain.get(plain)?.below;
  }

  /** The same for what compares as an address, or as a number's text. */
  atSpecial(leaf: EventLeaf): Below | undefined {
    if (this.#special.size === 0) return undefined;
    const { value } = leaf;
    if (value.kind === 'number') return this.#special.get(`#${value.text}`)?.below;
    return leaf.address === undefined ? undefined : this.#special.get(`@${leaf.address}`)?.below;
  }

  #slot(test: ExactTest): Slot<Below> | undefined {
    return isSpecial(test) ? this.#special.get(specialKey(test)) : this.#plain.get(plainKey(test));
  }

  #insert(test: ExactTest, slot: Slot<Below>): void {
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
