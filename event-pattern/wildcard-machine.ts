import type { Wildcard } from './wildcard.ts';

/** A state: "this much of a wildcard is matched". `owners` are the items whose wildcards run through it. */
interface State {
  readonly owners: Set<string>;
  /** Where a byte leads; several places when wildcards with a common beginning part here. */
  readonly onByte: Map<number, Set<State>>;
  /** The state that swallows any bytes here: itself, if this is one; the next one, if an asterisk follows. */
  star: State | undefined;
}

const QUOTE = 0x22;
const UTF8 = new TextEncoder();

/**
 * A bound on the search: wildcards that lead to more sets of states than this count as beyond any limit. No pattern
 * of at most 2,048 characters and sensible form comes near it.
 */
const MAX_SETS = 20_000;

/**
 * The wildcards of one field as one machine over bytes. It answers how many of its states some value could occupy at
 * once, each counted for every item that owns it.
 */
export class WildcardMachine {
  readonly #start = newState();

  /** Adds a wildcard that belongs to an item; the items of an `anything-but` list are one owner. */
  add(owner: string, wildcard: Wildcard): void {
    let state = this.#start;
    let afterStar = false;
    const lastPart = wildcard.parts.length - 1;
    for (const [index, part] of wildcard.parts.entries()) {
      // Values are matched with their quotation marks.
      const bytes = [
        ...(index === 0 ? [QUOTE] : []),
        ...UTF8.encode(part),
        ...(index === lastPart ? [QUOTE] : []),
      ];
      for (const byte of bytes) {
        state = step(state, byte, !afterStar);
        state.owners.add(owner);
      }
      if (index === lastPart) break;
      state = star(state, !afterStar);
      state.owners.add(owner);
      afterStar = true;
    }
  }

  /** Whether some value can be in more than `limit` states at once. */
  exceeds(limit: number): boolean {
    const ids = new Map<State, number>();
    const seen = new Set<string>();
    const pending: Set<State>[] = [new Set([this.#start])];
    for (let active = pending.pop(); active !== undefined; active = pending.pop()) {
      for (const next of successors(active)) {
        if (weight(next) > limit) return true;
        const key = keyOf(next, ids);
        if (seen.has(key)) continue;
        if (seen.size >= MAX_SETS) return true;
        seen.add(key);
        pending.push(next);
      }
    }
    return false;
  }
}

function newState(): State {
  return { owners: new Set(), onByte: new Map(), star: undefined };
}

/** Before the first asterisk wildcards share their states; after it each has its own. */
function step(from: State, byte: number, shared: boolean): State {
  const known = from.onByte.get(byte);
  const [first] = known ?? [];
  if (shared && first !== undefined) return first;
  const next = newState();
  if (known === undefined) from.onByte.set(byte, new Set([next]));
  else known.add(next);
  return next;
}

function star(from: State, shared: boolean): State {
  if (shared && from.star !== undefined) return from.star;
  const next = newState();
  next.star = next;
  from.star = next;
  return next;
}

/** The sets of states a next byte can lead to: one for each byte that matters, one for all the others. */
function* successors(active: Set<State>): Iterable<Set<State>> {
  const swallowed = new Set<State>();
  const bytes = new Set<number>();
  for (const state of active) {
    if (state.star !== undefined) swallowed.add(state.star);
    for (const byte of state.onByte.keys()) bytes.add(byte);
    for (const byte of state.star?.onByte.keys() ?? []) bytes.add(byte);
  }
  if (swallowed.size > 0) yield swallowed;
  for (const byte of bytes) {
    const next = new Set(swallowed);
    for (const state of active) {
      // An asterisk may stand for nothing, so what follows it can follow at once.
      for (const target of state.onByte.get(byte) ?? []) next.add(target);
      for (const target of state.star?.onByte.get(byte) ?? []) next.add(target);
    }
    yield next;
  }
}

/** An asterisk that could begin right here counts, too, even before it has swallowed anything. */
function weight(active: Set<State>): number {
  let sum = 0;
  for (const state of active) {
    sum += state.owners.size;
    if (state.star !== undefined && !active.has(state.star)) sum += state.star.owners.size;
  }
  return sum;
}

function keyOf(active: Set<State>, ids: Map<State, number>): string {
  const numbers: number[] = [];
  for (const state of active) {
    const id = ids.get(state) ?? ids.size;
    ids.set(state, id);
    numbers.push(id);
  }
  return numbers.sort((a, b) => a - b).join();
}
