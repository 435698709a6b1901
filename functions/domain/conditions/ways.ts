import { canonicalJson, canonicalList } from '../canonical-json.ts';

/** What a pattern asks: by path, the items as canonical JSON of which one accepts a value there. Empty: it asks nothing. */
export type Way = ReadonlyMap<string, string>;

/**
 * The same in fewer words: ways that differ in one path only become one with the items of both, and a way that asks more than
 * another one is left out. In one order.
 */
export function mergeWays(ways: readonly Way[]): Way[] {
  let merged = distinct(ways);
  for (let before = 0; before !== merged.length; ) {
    before = merged.length;
    const paths = [...new Set(merged.flatMap(way => [...way.keys()]))].sort();
    for (const path of paths) merged = mergedAt(path, merged);
    merged = withoutStricter(merged);
  }
  return merged;
}

/** The ways with one question less. */
export function waysWithout(path: string, ways: readonly Way[]): Way[] {
  return mergeWays(ways.map(way => new Map([...way].filter(([asked]) => asked !== path))));
}

function mergedAt(path: string, ways: readonly Way[]): Way[] {
  const [asking, others] = [ways.filter(way => way.has(path)), ways.filter(way => !way.has(path))];
  const groups = Map.groupBy(asking, way => JSON.stringify([...way].filter(([asked]) => asked !== path)));
  const merged = [...groups.values()].map(([first = new Map(), ...same]) => {
    if (same.length === 0) return first;
    const items: unknown[] = [first, ...same].flatMap(way => JSON.parse(way.get(path) ?? '[]'));
    return new Map([...first, [path, canonicalJson(canonicalList(items))]]);
  });
  return distinct([...merged, ...others]);
}

function withoutStricter(ways: readonly Way[]): Way[] {
  return ways.filter(way => !ways.some(other => other !== way && asksLess(other, way)));
}

/** Whether whatever goes the second way goes the first one too, as far as that shows; never so of two that are the same. */
function asksLess(way: Way, other: Way): boolean {
  return way.size < other.size && [...way].every(([path, items]) => other.get(path) === items);
}

function distinct(ways: readonly Way[]): Way[] {
  const named = new Map(
    ways.map(way => {
      const sorted = [...way].sort(([a], [b]) => (a < b ? -1 : 1));
      return [JSON.stringify(sorted), new Map(sorted)];
    }),
  );
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way);
}
