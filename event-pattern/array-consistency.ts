import type { PatternField } from './event-pattern.ts';
import { fieldAccepts } from './match-item.ts';
import type { ArrayMembership, EventDocument, EventLeaf } from './parse-event.ts';

/** The elements chosen so far, of those arrays that matter to the fields still to come. */
type Choice = ArrayMembership;

const NO_CHOICE: Choice = [];

/** Only an event that repeats keys makes so many combinations of elements: deciding it is then as hard as SAT. */
const MAX_COMBINATIONS = 1_000_000;

/** The event's repeated keys make too many combinations of array elements to decide a pattern. */
export class EventTooComplexError extends Error {
  override readonly name = 'EventTooComplexError';
}

/**
 * Decides whether all fields can be satisfied without two of them using different elements of one array, and returns
 * the first field at which that fails, undefined when it does not. Fields are decided in path order, and absence
 * means that no leaf fits the elements chosen so far, as in
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/ACFinder.java
 */
export function firstInconsistentField(
  fields: readonly PatternField[],
  event: EventDocument,
): PatternField | undefined {
  const steps = plan(fields, event);
  const seen = steps.map(() => new Set<string>());
  const pending: { depth: number; choice: Choice }[] = [{ depth: 0, choice: NO_CHOICE }];
  let deepest = 0;
  let tried = 0;
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { depth, choice } = at;
    const step = steps[depth];
    if (step === undefined) return undefined;
    deepest = Math.max(deepest, depth);
    for (const merged of step.choicesAfter(choice)) {
      if (++tried > MAX_COMBINATIONS)
        throw new EventTooComplexError('Too many combinations of array elements');
      // What later fields cannot meet is forgotten, so that independent arrays do not multiply.
      const needed = only(merged, step.neededLater);
      const key = needed.join();
      if (seen[depth]?.has(key)) continue;
      seen[depth]?.add(key);
      pending.push({ depth: depth + 1, choice: needed });
      // Nothing fits worse for having chosen nothing, unless a later field may ask for absence.
      if (key === '' && !step.absenceLater) break;
    }
  }
  return steps[deepest]?.field;
}

class Step {
  readonly field: PatternField;
  /** The arrays that later fields can meet. */
  readonly neededLater: ReadonlySet<number>;
  readonly absenceLater: boolean;
  /** Where the leaves are that the field accepts. */
  readonly #accepted: Memberships;
  /** Where all its leaves are, if it is also satisfied by having none. */
  readonly #all: Memberships | undefined;

  constructor(field: PatternField, event: EventDocument, later: Step | undefined) {
    const all = event.leaves.get(field.path) ?? [];
    this.field = field;
    this.neededLater = later?.neededHere ?? new Set();
    this.absenceLater = later !== undefined && (later.absenceLater || later.field.acceptsAbsence);
    this.#accepted = new Memberships(all.filter(leaf => fieldAccepts(field, leaf)));
    this.#all = field.acceptsAbsence ? new Memberships(all) : undefined;
  }

  /** The arrays that this field or later ones can meet. */
  get neededHere(): ReadonlySet<number> {
    return new Set([...this.neededLater, ...(this.#all ?? this.#accepted).arrays]);
  }

  /** The ways to satisfy this field after a choice. */
  *choicesAfter(choice: Choice): Iterable<Choice> {
    if (this.#all?.with(choice).next().done) yield choice;
    yield* this.#accepted.with(choice);
  }
}

function plan(fields: readonly PatternField[], event: EventDocument): Step[] {
  const steps: Step[] = [];
  for (const field of fields.toReversed()) steps.push(new Step(field, event, steps.at(-1)));
  return steps.reverse();
}

/** The different memberships of some leaves, ordered so that those that fit a choice are found without trying all. */
class Memberships {
  readonly arrays = new Set<number>();
  #unbound = false;
  /** By the outermost array, then by the element of it. */
  readonly #byElement = new Map<number, Map<number, Set<ArrayMembership>>>();

  constructor(leaves: readonly EventLeaf[]) {
    for (const { membership } of leaves) {
      const [array, element] = membership;
      if (array === undefined || element === undefined) {
        this.#unbound = true;
        continue;
      }
      for (let at = 0; at < membership.length; at += 2) this.arrays.add(membership[at] ?? 0);
      const elements = this.#byElement.get(array) ?? new Map<number, Set<ArrayMembership>>();
      this.#byElement.set(array, elements);
      const same = elements.get(element);
      if (same === undefined) elements.set(element, new Set([membership]));
      else same.add(membership);
    }
  }

  /** The choice together with each membership that does not contradict it. */
  *with(choice: Choice): Generator<Choice, undefined> {
    if (this.#unbound) yield choice;
    for (const [array, elements] of this.#byElement) {
      const chosen = elementOf(choice, array);
      const candidates = chosen === undefined ? elements.values() : [elements.get(chosen) ?? []];
      for (const memberships of candidates) {
        for (const membership of memberships) {
          const merged = merge(choice, membership);
          if (merged !== undefined) yield merged;
        }
      }
    }
  }
}

function elementOf(choice: Choice, array: number): number | undefined {
  for (let at = 0; at < choice.length; at += 2) {
    if (choice[at] === array) return choice[at + 1];
  }
  return undefined;
}

function only(choice: Choice, arrays: ReadonlySet<number>): Choice {
  const kept: number[] = [];
  for (let at = 0; at < choice.length; at += 2) {
    const array = choice[at] ?? 0;
    if (arrays.has(array)) kept.push(array, choice[at + 1] ?? 0);
  }
  return kept;
}

/** Both choices together, undefined when they disagree about an array. Both are sorted by array number. */
function merge(a: Choice, b: Choice): Choice | undefined {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const merged: number[] = [];
  let atA = 0;
  let atB = 0;
  while (atA < a.length || atB < b.length) {
    const arrayA = a[atA] ?? Number.POSITIVE_INFINITY;
    const arrayB = b[atB] ?? Number.POSITIVE_INFINITY;
    const element = (arrayA <= arrayB ? a[atA + 1] : b[atB + 1]) ?? 0;
    if (arrayA === arrayB && element !== b[atB + 1]) return undefined;
    merged.push(Math.min(arrayA, arrayB), element);
    if (arrayA <= arrayB) atA += 2;
    if (arrayB <= arrayA) atB += 2;
  }
  return merged;
}
