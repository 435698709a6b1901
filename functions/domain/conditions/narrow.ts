import { RESERVED_INSIDE_OR } from '../../../event-pattern/parse-pattern.ts';
import { canonicalJson, canonicalList } from '../canonical-json.ts';
import type { Alternative, Alternatives } from './alternatives.ts';
import type { Presence } from './condition.ts';
import { mayShareList } from './same-list.ts';
import type { Item } from './value-test.ts';
import { mergeWays, type Way } from './ways.ts';

/** What EventBridge can say of a condition: every event that meets it goes one of these ways. */
export interface Narrowed {
  readonly ways: readonly Way[];
  /** No other event does. */
  readonly isExact: boolean;
}

const absent: Item = { exists: false };

/** Never says more than the condition: an event that meets it always passes. */
export function narrow(alternatives: Alternatives): Narrowed {
  const narrowed = alternatives.map(narrowOne);
  return {
    ways: mergeWays(narrowed.map(({ way }) => way)),
    isExact: narrowed.every(({ isExact }) => isExact),
  };
}

function narrowOne({ some, apart, none, not }: Alternative): { way: Way; isExact: boolean } {
  const way = new Map<string, string>();
  const asked = [
    some,
    ...apart.filter((group, i) => isAlone(group, [some, ...apart.toSpliced(i, 1)])),
  ].flat();
  const all = [some, ...apart].flat();
  let isExact = not.length === 0 && asked.length === all.length;
  for (const [path, presences] of Map.groupBy(asked, ({ path }) => path)) {
    const [best] = presences.filter(isSayable).toSorted(bySharpness);
    if (best !== undefined) way.set(path, textOf(best.test.items));
    // A list may have one value for each of the tests, and a pattern names a path once.
    isExact &&= presences.length === 1 && best?.test.isExact === true;
  }
  for (const [path, presences] of Map.groupBy(none, ({ path }) => path)) {
    const others = otherItemsOf(presences);
    // Absence counts within the element that EventBridge has chosen by then; which that is depends on the order of paths.
    const isApart = isAlone(presences, [all]);
    if (others !== undefined && isApart && !RESERVED_INSIDE_OR.has(path))
      way.set(path, textOf([absent, ...others]));
    // Of a list's values one has to be another: that all are, a pattern cannot say.
    isExact &&= isApart && way.has(path) && others?.length === 0;
  }
  return { way, isExact };
}

/** EventBridge would bind values of one list to the same element. */
function isAlone(group: readonly Presence[], others: readonly (readonly Presence[])[]): boolean {
  return others.flat().every(other => group.every(one => !mayShareList(one, other)));
}

/** What is below a path has no path of its own, and some names cannot be said beside alternatives. */
function isSayable({ path, below }: Presence): boolean {
  return !below && !RESERVED_INSIDE_OR.has(path);
}

function textOf(items: readonly Item[]): string {
  return canonicalJson(canonicalList(items));
}

/** What EventBridge decides alone goes before what it narrows down, and exact values go before forms. */
function bySharpness(a: Presence, b: Presence): number {
  return bluntness(a) - bluntness(b) || (a.test.name < b.test.name ? -1 : 1);
}

function bluntness({ test: { isExact, items } }: Presence): number {
  const forms = items.filter(item => typeof item === 'object' && item !== null);
  if (isExact) return forms.length === 0 ? 0 : 1;
  return forms.some(form => 'exists' in form) ? 3 : 2;
}

/** Items that accept every value which passes none of the tests: those of one test say enough. */
function otherItemsOf(presences: readonly Presence[]): readonly Item[] | undefined {
  const known = presences.flatMap(({ test }) => (test.otherItems === undefined ? [] : [test.otherItems]));
  return known.toSorted((a, b) => a.length - b.length || (textOf(a) < textOf(b) ? -1 : 1))[0];
}
