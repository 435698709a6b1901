import type { Presence } from './condition.ts';

/** Parts of an event that are objects, or not there at all: no list's elements. */
function isObjectAlways(names: readonly string[]): boolean {
  const [first] = names;
  if (first === 'changes') return names.length <= 2;
  return names.length === 1 && (first === 'currentValue' || first === 'previousValue');
}

/**
 * Whether two values may be in the same list, so that EventBridge binds them to the same element. Where lists are, the event
 * says; that `currentValue`, `previousValue` and each of the `changes` are none, its contract does.
 */
export function mayShareList(one: Presence, other: Presence): boolean {
  const [names, others] = [one.path.split('.'), other.path.split('.')];
  let common = 0;
  while (common < names.length && names[common] === others[common]) common++;
  if (common === 0) return false;
  const isBelow = (one.below && common === names.length) || (other.below && common === others.length);
  return isBelow || !isObjectAlways(names.slice(0, common));
}
