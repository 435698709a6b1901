import { RESERVED_INSIDE_OR } from '../../../event-pattern/parse-pattern.ts';
import type { Way } from './ways.ts';

export type PatternObject = Readonly<Record<string, unknown>>;

/** A mutable object of an event pattern. */
type Building = { [name: string]: unknown };

/** The ways as one object of an event pattern; what all of them ask stands beside `$or`. */
export function patternObjectOf(ways: readonly Way[]): PatternObject {
  const [first = new Map<string, string>(), ...others] = ways;
  const shared = new Map([...first].filter(([path, items]) => others.every(way => way.get(path) === items)));
  if (others.length === 0) return nested(first);
  const own = ways.map(way => nested(new Map([...way].filter(([path]) => !shared.has(path)))));
  return { ...nested(shared), $or: own };
}

/** By object within object, which is shorter; where a name stands in the way of that, by the whole path with its dots. */
function nested(way: Way): PatternObject {
  const root: Building = Object.create(null);
  for (const [path, items] of [...way].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const names = path.split('.');
    const place = names.some(name => RESERVED_INSIDE_OR.has(name)) ? undefined : placeOf(root, names);
    const [object, name] = place ?? [root, path];
    object[name] = JSON.parse(items);
  }
  return root;
}

function placeOf(root: Building, names: readonly string[]): [object: Building, name: string] | undefined {
  let object = root;
  for (const name of names.slice(0, -1)) {
    const inner = object[name] ?? Object.create(null);
    if (!isBuilding(inner)) return undefined;
    object[name] = inner;
    object = inner;
  }
  const last = names.at(-1) ?? '';
  return last in object ? undefined : [object, last];
}

function isBuilding(value: unknown): value is Building {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
