import type { JsonScalar } from '../../../event-pattern/parse-json.ts';
import type { ValueTest } from './value-test.ts';

/** A condition as people write it, over the event's Detail, which receivers get as `data`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | FieldCondition;

/** What is asked of one field; `operators.ts` says which fields and values an operator takes. */
export interface FieldCondition {
  readonly op: string;
  /** Names joined by dots, such as `currentValue.title`; lists on the way are gone through. */
  readonly field?: string;
  readonly value?: unknown;
  /** @default false */
  readonly ignoreCase?: boolean;
}

/** A condition for experts: an EventBridge content pattern over the event's Detail. */
export interface PatternCondition {
  readonly pattern: Readonly<Record<string, unknown>>;
}

/** What a clause asks of an event besides its type and place. */
export type Conditions = Condition | PatternCondition;

/** The condition in its simplest words: whether there is a value that passes a test. */
export type Expression =
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression }
  | Presence;

/** Some value of the event at this path passes the test. */
export interface Presence {
  readonly path: string;
  readonly test: ValueTest;
  /** Values below the path count too: those of an object that stands there. */
  readonly below: boolean;
}

export function isPattern(conditions: Conditions): conditions is PatternCondition {
  return 'pattern' in conditions;
}

export function isPresence(expression: Expression): expression is Presence {
  return 'path' in expression;
}

/** A value as people see it. */
export type SeenValue = string | number | boolean | null;

export function seenValueOf(scalar: JsonScalar): SeenValue {
  if (scalar.kind === 'null') return null;
  return scalar.kind === 'number' ? Number(scalar.text) : scalar.value;
}
