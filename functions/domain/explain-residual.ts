import { compileFilter, maxPatternLength } from './compile-filter.ts';
import { type Conditions, type FieldCondition, isPattern } from './conditions/condition.ts';
import { askedOf } from './conditions/conditions-meaning.ts';
import { leavesOf } from './conditions/leaves.ts';
import type { Filter } from './filter.ts';
import { jsonPointer } from './json-pointer.ts';

const ofTexts = 'EventBridge is asked for the beginning or the end of a text only, or whether there is one.';
const ofDates = 'EventBridge compares no dates.';
const ofChanges = 'EventBridge sees the names of the changed fields as one text only.';
const ofLists = 'Of a list, EventBridge can ask whether one value is another, not whether none is this one.';

const reasons: Readonly<Record<string, string>> = {
  contains: ofTexts,
  wildcard: ofTexts,
  before: ofDates,
  after: ofDates,
  inLast: ofDates,
  inNext: ofDates,
  changed: ofChanges,
  onlyChanged: ofChanges,
  empty: 'EventBridge does not see lists and objects, only the values in them.',
};

/** A part of a filter that EventBridge cannot decide alone, and why. */
export interface ResidualPart {
  readonly pointer: string;
  readonly detail: string;
}

/** What of a filter EventBridge cannot decide alone, so that each event that it passes on is looked at again: where, and why. */
export function residualOf(filter: Filter): ResidualPart[] {
  const compiled = compileFilter(filter);
  if (compiled.isExact) return [];
  const found = filter.anyOf.flatMap(({ conditions }, index) =>
    conditions === undefined
      ? []
      : residualOfConditions(conditions, ['filter', 'anyOf', index, 'conditions']),
  );
  if (!compiled.isShortened) return found;
  const detail = `The whole pattern is longer than the ${maxPatternLength} characters of a rule: its longest parts are left out.`;
  return [{ pointer: '/filter', detail }, ...found];
}

function residualOfConditions(conditions: Conditions, base: readonly (string | number)[]): ResidualPart[] {
  if (askedOf(conditions).isExact) return [];
  if (isPattern(conditions)) {
    const detail = 'Rules have no wildcards, for a bus takes only thirty rules with one.';
    return [{ pointer: jsonPointer([...base, 'pattern']), detail }];
  }
  const leaves = leavesOf(conditions).filter(({ leaf }) => !isExactAlone(leaf));
  if (leaves.length > 0) {
    return leaves.map(({ leaf, path }) => ({
      pointer: jsonPointer([...base, ...path]),
      detail: reasons[leaf.op] ?? ofLists,
    }));
  }
  const detail = 'The conditions meet in one list or field, which one pattern cannot say.';
  return [{ pointer: jsonPointer(base), detail }];
}

function isExactAlone(leaf: FieldCondition): boolean {
  return askedOf(leaf).isExact;
}
