import { explain } from '../../event-pattern/explain.ts';
import { parsePattern } from '../../event-pattern/parse-pattern.ts';
import { chooses } from './choice.ts';
import {
  type Condition,
  type Conditions,
  type Expression,
  type FieldCondition,
  isPattern,
  isPresence,
  type Presence,
  type SeenValue,
  seenValueOf,
} from './conditions/condition.ts';
import { meets } from './conditions/conditions-meaning.ts';
import { holds, valuesAt } from './conditions/holds.ts';
import { leavesOf } from './conditions/leaves.ts';
import { EventTooIntricateError } from './conditions/meet.ts';
import { expressionOf, meaningOf } from './conditions/read-conditions.ts';
import { ProblemError } from './errors.ts';
import { type Clause, clauseAllows, eventTypesOf, type Filter } from './filter.ts';
import { jsonPointer } from './json-pointer.ts';
import type { FilteredEvent } from './match-filter.ts';

/** What an event has at a path. */
export interface Seen {
  readonly field: string;
  /** None: there is no value. */
  readonly values: readonly SeenValue[];
}

/** Why a clause does not want an event: the first thing in it that does not hold. */
export interface Miss {
  readonly clause: number;
  /** Of what does not hold, in the filter. */
  readonly pointer: string;
  readonly reason: 'event-type' | 'company' | 'condition' | 'not' | 'same-element';
  /** The condition of one field that failed; of a `not`, the one that holds. */
  readonly condition?: FieldCondition;
  readonly seen: readonly Seen[];
}

export type Verdict =
  | { readonly matches: true; readonly clause: number }
  /** One miss for each clause. */
  | { readonly matches: false; readonly misses: readonly Miss[] };

type Path = readonly (string | number)[];
type Finding = Omit<Miss, 'clause' | 'pointer'> & { readonly path: Path };

const maxValues = 10;
const maxText = 200;

/**
 * Whether a filter wants an event; else which part of each clause failed first, and what it saw.
 * @throws ProblemError `invalid-request` for an event that cannot be decided
 */
export function explainFilter(filter: Filter, event: FilteredEvent): Verdict {
  try {
    return verdictOf(filter, event);
  } catch (error) {
    if (!(error instanceof EventTooIntricateError)) throw error;
    const detail =
      'The lists of an event make too many combinations to decide the filter. Try one with fewer elements.';
    throw new ProblemError('invalid-request', detail);
  }
}

function verdictOf({ anyOf }: Filter, event: FilteredEvent): Verdict {
  const findings = anyOf.map(clause => findMiss(clause, event));
  const matching = findings.indexOf(undefined);
  if (matching !== -1) return { matches: true, clause: matching };
  const misses = findings.flatMap((finding, clause) => {
    if (finding === undefined) return [];
    const { path, ...miss } = finding;
    return [{ clause, pointer: jsonPointer(['filter', 'anyOf', clause, ...path]), ...miss }];
  });
  return { matches: false, misses };
}

function findMiss(clause: Clause, event: FilteredEvent): Finding | undefined {
  const { type, companyId, projectId } = event;
  if (!chooses(eventTypesOf(clause), type)) {
    return { path: ['eventTypes'], reason: 'event-type', seen: [{ field: 'type', values: [type] }] };
  }
  const isText = typeof companyId === 'string' && typeof projectId === 'string';
  if (!isText || !clauseAllows(clause, companyId, projectId)) {
    const seen = [ofPlace('companyId', companyId), ofPlace('projectId', projectId)];
    return { path: ['companies'], reason: 'company', seen };
  }
  const { conditions } = clause;
  if (conditions === undefined || meets(conditions)(event)) return undefined;
  return findInConditions(conditions, event);
}

function ofPlace(field: string, value: unknown): Seen {
  return { field, values: typeof value === 'string' ? [value] : [] };
}

function findInConditions(conditions: Conditions, event: FilteredEvent): Finding {
  if (!isPattern(conditions)) return findIn(conditions, event, ['conditions']);
  const { branches } = explain(parsePattern(JSON.stringify(conditions.pattern)), event.data);
  const [failure] = branches.flatMap(({ failures }) => failures);
  const seen =
    failure === undefined ? [] : [{ field: failure.path, values: shown(failure.seen.map(seenValueOf)) }];
  const reason = failure?.cause === 'different-elements' ? 'same-element' : 'condition';
  return { path: ['conditions', 'pattern'], reason, seen };
}

/** The first part of a condition that does not hold; the condition itself does not. */
function findIn(condition: Condition, event: FilteredEvent, path: Path): Finding {
  if ('not' in condition) {
    const [first] = leavesOf(condition.not);
    const seen = first === undefined ? [] : seenBy(first.leaf, event);
    return {
      path: [...path, 'not'],
      reason: 'not',
      ...(first === undefined ? {} : { condition: first.leaf }),
      seen,
    };
  }
  if ('any' in condition) {
    const [first] = condition.any;
    return first === undefined
      ? { path, reason: 'condition', seen: [] }
      : findIn(first, event, [...path, 'any', 0]);
  }
  if ('all' in condition) {
    for (const [i, part] of condition.all.entries()) {
      if (!holds(meaningOf(part), event)) return findIn(part, event, [...path, 'all', i]);
    }
    // Each of them holds, but of different elements of a list.
    return {
      path,
      reason: 'same-element',
      seen: leavesOf(condition).flatMap(({ leaf }) => seenBy(leaf, event)),
    };
  }
  return { path, reason: 'condition', condition, seen: seenBy(condition, event) };
}

function seenBy(leaf: FieldCondition, event: FilteredEvent): Seen[] {
  const presences = new Map(presencesOf(expressionOf(leaf)).map(one => [one.path, one]));
  return [...presences].map(([field, presence]) => ({
    field,
    values: shown(valuesAt(presence, event).map(({ value }) => seenValueOf(value))),
  }));
}

function presencesOf(expression: Expression): Presence[] {
  if (isPresence(expression)) return [expression];
  if ('not' in expression) return presencesOf(expression.not);
  return ('all' in expression ? expression.all : expression.any).flatMap(presencesOf);
}

function shown(values: readonly SeenValue[]): SeenValue[] {
  return values
    .slice(0, maxValues)
    .map(value =>
      typeof value === 'string' && value.length > maxText ? `${value.slice(0, maxText)}…` : value,
    );
}
