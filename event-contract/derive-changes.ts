import type { Change } from './change.ts';
import { compareDecimals, decimalOf } from './decimal.ts';
import { directionOf } from './direction.ts';
import { isObject, type JsonObject, numberText } from './exact-json.ts';

/**
 * What changed, by field, in code-unit order of the names: what EventBridge cannot compute, and a pattern can then match.
 * A field that is not there counts as `null`; numbers are compared by value, objects whatever the order of their members.
 * @param previous an object as `parseExactJson` reads it
 */
export function deriveChanges(previous: JsonObject, current: JsonObject): Readonly<Record<string, Change>> {
  const names = [...new Set([...Object.keys(previous), ...Object.keys(current)])].sort();
  const changes = names.flatMap((name): [string, Change][] => {
    const [from, to] = [memberOf(previous, name), memberOf(current, name)];
    if (isSame(from, to)) return [];
    const direction = directionOf(from, to);
    return [[name, { from, to, ...(direction === undefined ? {} : { direction }) }]];
  });
  // Unlike assignment, this takes a member named __proto__ for what it is.
  return Object.fromEntries(changes);
}

function memberOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? null) : null;
}

/** Whether two JSON values say the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const [numberA, numberB] = [numberText(a), numberText(b)];
  if (numberA !== undefined || numberB !== undefined) {
    if (numberA === undefined || numberB === undefined) return false;
    return compareDecimals(decimalOf(numberA), decimalOf(numberB)) === 0;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: unknown, i) => isSame(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
}
