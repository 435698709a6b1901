import type { Expression, FieldCondition, Presence } from './condition.ts';
import { type FieldKind, fieldFault, fieldKinds } from './field-kinds.ts';
import { durationOf, instantOf } from './instant.ts';
import { type JsonSchema, kinds, type ValueFault, type ValueKind } from './value-kinds.ts';
import {
  anyValue,
  contains,
  date,
  endsWith,
  inNetwork,
  namesField,
  namesOnly,
  numeric,
  oneOf,
  someContent,
  startsWith,
  type ValueTest,
  wildcard,
} from './value-test.ts';

/** What an operator takes, and what it means. */
export interface Operator {
  /** For people, in one sentence. */
  readonly about: string;
  readonly field: FieldKind;
  readonly valueSchema: JsonSchema | undefined;
  readonly isValueOptional: boolean;
  readonly ignoresCase: boolean;
  /** The first thing that is wrong, with its place in the condition; else what is meant. */
  read(condition: FieldCondition): { readonly expression: Expression } | { readonly fault: ValueFault };
}

interface Options {
  readonly field?: FieldKind;
  readonly ignoresCase?: boolean;
}

function operator<Value>(
  about: string,
  kind: ValueKind<Value>,
  expressionOf: (field: string, value: Value, ignoreCase: boolean) => Expression,
  { field = 'any', ignoresCase = false }: Options = {},
): Operator {
  return {
    about,
    field,
    valueSchema: kind.schema,
    isValueOptional: kind.isOptional,
    ignoresCase,
    read(condition) {
      const wrongField = fieldFault(fieldKindOf(field, condition), condition.field);
      if (wrongField !== undefined) return { fault: { path: ['field'], ...wrongField } };
      if (condition.value === undefined && !kind.isOptional) {
        return { fault: { path: ['value'], code: 'required', detail: 'This member is required.' } };
      }
      const read = kind.read(condition.value);
      if ('fault' in read) return { fault: { ...read.fault, path: ['value', ...read.fault.path] } };
      return { expression: expressionOf(condition.field ?? '', read.value, condition.ignoreCase === true) };
    },
  };
}

/** Only of a whole field is it known that it changed; what it was before and after, at any path. */
function fieldKindOf(kind: FieldKind, { value }: FieldCondition): FieldKind {
  if (kind !== 'changed-or-from-to') return kind;
  return value === undefined ? 'changed' : 'record';
}

const at = (path: string, test: ValueTest, below = false): Presence => ({ path, test, below });
const not = (expression: Expression): Expression => ({ not: expression });
const before = (field: string) => `previousValue.${field}`;
const now = (field: string) => `currentValue.${field}`;
const changedFields = 'changedFields';

const ofText = { ignoresCase: true };
const ofRecord = { field: fieldKinds.ofRecord };
const ofRecordText = { ...ofRecord, ignoresCase: true };
const ofChanges = { field: fieldKinds.changed };

function moved(about: string, direction: string): Operator {
  return operator(
    about,
    kinds.none,
    field => at(`changes.${field}.direction`, oneOf([direction])),
    ofChanges,
  );
}

function compared(about: string, sign: string): Operator {
  return operator(about, kinds.number, (field, value) => at(field, numeric(sign, value)));
}

/** Of dates an operator compares instants: milliseconds since 1970. */
const instant = (text: string) => instantOf(text) ?? Number.NaN;
const duration = (text: string) => durationOf(text) ?? Number.NaN;

/** Each operator by its name, in the order in which people read of them. */
export const operators = {
  eq: operator(
    'The field is this value; of a list, one of its values is.',
    kinds.scalar,
    (field, value, caseless) => at(field, oneOf([value], caseless)),
    ofText,
  ),
  ne: operator(
    'The field is not this value; of a list, none of its values is. So is a field that is not there.',
    kinds.scalar,
    (field, value, caseless) => not(at(field, oneOf([value], caseless))),
    ofText,
  ),
  in: operator(
    'The field is one of these values; of a list, one of its values is.',
    kinds.scalars,
    (field, values, caseless) => at(field, oneOf(values, caseless)),
    ofText,
  ),
  notIn: operator(
    'The field is none of these values; of a list, none of its values is. So is a field that is not there.',
    kinds.scalars,
    (field, values, caseless) => not(at(field, oneOf(values, caseless))),
    ofText,
  ),
  exists: operator(
    'The field has a value: a text, a number, true, false or null. With `false`: it has none.',
    kinds.flag,
    (field, wanted) => (wanted ? at(field, anyValue) : not(at(field, anyValue))),
  ),
  empty: operator(
    'Nothing is in it: it is not there, null, an empty text, or a list or object without content. With `false`: something is.',
    kinds.flag,
    (field, wanted) => (wanted ? not(at(field, someContent, true)) : at(field, someContent, true)),
  ),
  startsWith: operator(
    'The text begins with this.',
    kinds.text,
    (field, text, caseless) => at(field, startsWith(text, caseless)),
    ofText,
  ),
  endsWith: operator(
    'The text ends with this.',
    kinds.text,
    (field, text, caseless) => at(field, endsWith(text, caseless)),
    ofText,
  ),
  contains: operator(
    'This is somewhere in the text.',
    kinds.text,
    (field, text, caseless) => at(field, contains(text, caseless)),
    ofText,
  ),
  wildcard: operator(
    'The whole text has this form: `*` stands for any characters.',
    kinds.wildcard,
    (field, text, caseless) => at(field, wildcard(text, caseless)),
    ofText,
  ),
  gt: compared('The number is greater.', '>'),
  gte: compared('The number is greater or the same.', '>='),
  lt: compared('The number is less.', '<'),
  lte: compared('The number is less or the same.', '<='),
  between: operator('The number is in the range, its ends included.', kinds.range, (field, [low, high]) =>
    at(field, numeric('>=', low, '<=', high)),
  ),
  before: operator('The date is before this one.', kinds.time, (field, text) =>
    at(
      field,
      date(`before ${instant(text)}`, ms => ms < instant(text)),
    ),
  ),
  after: operator('The date is after this one.', kinds.time, (field, text) =>
    at(
      field,
      date(`after ${instant(text)}`, ms => ms > instant(text)),
    ),
  ),
  inLast: operator('The date was within this time before the event.', kinds.duration, (field, text) =>
    at(
      field,
      date(`last ${duration(text)}`, (ms, eventMs) => ms <= eventMs && ms >= eventMs - duration(text)),
    ),
  ),
  inNext: operator('The date is within this time after the event.', kinds.duration, (field, text) =>
    at(
      field,
      date(`next ${duration(text)}`, (ms, eventMs) => ms >= eventMs && ms <= eventMs + duration(text)),
    ),
  ),
  cidr: operator('The IP address is in this network.', kinds.network, (field, network) =>
    at(field, inNetwork(network)),
  ),
  was: operator(
    'Before the event the field of the record was this value, and it is not any more; of a list: it went out of it.',
    kinds.scalar,
    (field, value, caseless) => {
      const test = oneOf([value], caseless);
      return { all: [at(before(field), test), not(at(now(field), test))] };
    },
    ofRecordText,
  ),
  became: operator(
    'By the event the field of the record became this value; of a list: it came into it.',
    kinds.scalar,
    (field, value, caseless) => {
      const test = oneOf([value], caseless);
      return { all: [not(at(before(field), test)), at(now(field), test)] };
    },
    ofRecordText,
  ),
  changed: operator(
    'The field of the record changed; with a value: from one value to another.',
    kinds.fromTo,
    (field, fromTo, caseless) => {
      if (fromTo === undefined) return at(changedFields, namesField(field));
      return {
        all: [
          at(before(field), oneOf([fromTo.from], caseless)),
          at(now(field), oneOf([fromTo.to], caseless)),
        ],
      };
    },
    { field: fieldKinds.changedOrFromTo, ignoresCase: true },
  ),
  onlyChanged: operator(
    'Something changed, and it was none but these fields of the record.',
    kinds.names,
    (_, names) => at(changedFields, namesOnly(names)),
    { field: fieldKinds.none },
  ),
  movedLater: moved('The date of the record moved to a later time.', 'later'),
  movedEarlier: moved('The date of the record moved to an earlier time.', 'earlier'),
  increased: moved('The number of the record went up.', 'up'),
  decreased: moved('The number of the record went down.', 'down'),
};

export type OperatorName = keyof typeof operators;

export function isOperatorName(name: string): name is OperatorName {
  return Object.hasOwn(operators, name);
}
