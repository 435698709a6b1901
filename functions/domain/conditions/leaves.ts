import type { Condition, FieldCondition } from './condition.ts';

type Path = readonly (string | number)[];

/** A condition of one field, and where it stands in the tree. */
export interface PlacedLeaf {
  readonly leaf: FieldCondition;
  readonly path: Path;
}

/** In the order in which people read them. */
export function leavesOf(condition: Condition, path: Path = []): PlacedLeaf[] {
  if ('not' in condition) return leavesOf(condition.not, [...path, 'not']);
  if ('all' in condition) return condition.all.flatMap((part, i) => leavesOf(part, [...path, 'all', i]));
  if ('any' in condition) return condition.any.flatMap((part, i) => leavesOf(part, [...path, 'any', i]));
  return [{ leaf: condition, path }];
}
