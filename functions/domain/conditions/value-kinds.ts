import { numberText } from '../../../event-contract/exact-json.ts';
import { parseCidr } from '../../../event-pattern/ip-address.ts';
import { parseWildcard } from '../../../event-pattern/wildcard.ts';
import type { FaultText } from '../errors.ts';
import type { FaultCode } from '../fault-codes.ts';
import { durationOf, instantOf } from './instant.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Scalar = string | number | boolean | null;

/** What is wrong with a value, and where in it. */
export interface ValueFault extends FaultText {
  readonly path: readonly (string | number)[];
}

export type Read<Value> = { readonly value: Value } | { readonly fault: ValueFault };

/** A kind of value that operators take. */
export interface ValueKind<Value> {
  /** JSON Schema; absent: there is no value. */
  readonly schema?: JsonSchema;
  readonly isOptional: boolean;
  read(value: unknown): Read<Value>;
}

const maxText = 1_000;
const maxValues = 500;
const maxNames = 50;

function fault(code: FaultCode, detail: string, limit?: number): { readonly fault: ValueFault } {
  return { fault: { path: [], code, detail, ...(limit === undefined ? {} : { limit }) } };
}

/** The fault of a part, as one of the whole. */
function within({ fault: { path, ...rest } }: { readonly fault: ValueFault }, ...base: (string | number)[]) {
  return { fault: { ...rest, path: [...base, ...path] } };
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

const scalarSchema = { type: ['string', 'number', 'boolean', 'null'], maxLength: maxText };

function readScalar(value: unknown): Read<Scalar> {
  if (numberText(value) !== undefined && typeof value !== 'number') {
    return fault(
      'too-many-digits',
      'This number has more digits than can be compared. Send it as a text, if the field is one.',
    );
  }
  if (!isScalar(value)) return fault('wrong-type', 'Must be a text, a number, true, false or null.');
  if (typeof value === 'string' && value.length > maxText) {
    return fault('too-long', `Must have at most ${maxText} characters.`, maxText);
  }
  return { value };
}

const textSchema = { type: 'string', minLength: 1, maxLength: maxText };

function readText(value: unknown): Read<string> {
  if (typeof value !== 'string') return fault('wrong-type', 'Must be a text.');
  if (value === '') return fault('too-short', 'Must not be empty: every text has that in it.', 1);
  return value.length > maxText
    ? fault('too-long', `Must have at most ${maxText} characters.`, maxText)
    : { value };
}

/** A text of a form of its own. */
function textLike(
  example: string,
  code: FaultCode,
  wrong: (text: string) => string | undefined,
): ValueKind<string> {
  return {
    schema: { ...textSchema, examples: [example] },
    isOptional: false,
    read(value) {
      const text = readText(value);
      if ('fault' in text) return text;
      const detail = wrong(text.value);
      return detail === undefined ? text : fault(code, detail);
    },
  };
}

function readList<Item>(value: unknown, most: number, read: (item: unknown) => Read<Item>): Read<Item[]> {
  if (!Array.isArray(value)) return fault('wrong-type', 'Must be a list.');
  if (value.length === 0)
    return fault('too-few', 'Must not be empty: an empty list never means everything.', 1);
  if (value.length > most) return fault('too-many', `Must have at most ${most} items.`, most);
  const items: Item[] = [];
  for (const [index, item] of value.entries()) {
    const one = read(item);
    if ('fault' in one) return within(one, index);
    items.push(one.value);
  }
  return { value: items };
}

function readNumber(value: unknown): Read<number> {
  if (typeof value === 'number') return { value };
  return numberText(value) === undefined
    ? fault('wrong-type', 'Must be a number. Dates are compared by before, after, inLast and inNext.')
    : fault('too-many-digits', 'This number has more digits than can be compared.');
}

/** `between`: both ends belong to it. */
function readRange(value: unknown): Read<readonly [low: number, high: number]> {
  const numbers = readList(value, 2, readNumber);
  if ('fault' in numbers) return numbers;
  const [low, high] = numbers.value;
  if (low === undefined || high === undefined)
    return fault('not-a-range', 'Must be two numbers: the lowest and the highest.');
  if (low < high) return { value: [low, high] };
  return fault(
    'not-a-range',
    low === high
      ? `Both ends are ${low}: use eq for one number.`
      : `The range is upside down: the lowest number comes first, [${high},${low}].`,
  );
}

function readFromTo(value: unknown): Read<FromTo | undefined> {
  if (value === undefined) return { value: undefined };
  const wanted = 'Must be {"from":…,"to":…}, or absent for any change.';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault('wrong-type', wanted);
  const { from, to, ...others } = { from: undefined, to: undefined, ...value };
  if (Object.keys(others).length > 0 || from === undefined || to === undefined)
    return fault('wrong-type', wanted);
  const [before, after] = [readScalar(from), readScalar(to)];
  if ('fault' in before) return within(before, 'from');
  if ('fault' in after) return within(after, 'to');
  if (before.value === after.value)
    return fault('no-change', '"from" and "to" are the same: nothing would have changed.');
  return { value: { from: before.value, to: after.value } };
}

export interface FromTo {
  readonly from: Scalar;
  readonly to: Scalar;
}

export const kinds = {
  none: {
    isOptional: true,
    read: value =>
      value === undefined ? { value } : fault('not-together', 'This operator takes no value: leave it out.'),
  } satisfies ValueKind<undefined>,
  flag: {
    schema: { type: 'boolean', default: true },
    isOptional: true,
    read: (value = true) =>
      typeof value === 'boolean' ? { value } : fault('wrong-type', 'Must be true or false.'),
  } satisfies ValueKind<boolean>,
  scalar: { schema: scalarSchema, isOptional: false, read: readScalar } satisfies ValueKind<Scalar>,
  scalars: {
    schema: { type: 'array', items: scalarSchema, minItems: 1, maxItems: maxValues },
    isOptional: false,
    read: value => readList(value, maxValues, readScalar),
  } satisfies ValueKind<Scalar[]>,
  text: { schema: textSchema, isOptional: false, read: readText } satisfies ValueKind<string>,
  wildcard: textLike('INV-*-2026', 'bad-wildcard', text => {
    const read = parseWildcard(text);
    if (typeof read !== 'string') return undefined;
    return `${read}: * stands for any characters, \\* and \\\\ for an asterisk and a backslash, and ** is not possible.`;
  }),
  number: { schema: { type: 'number' }, isOptional: false, read: readNumber } satisfies ValueKind<number>,
  range: {
    schema: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
    isOptional: false,
    read: readRange,
  } satisfies ValueKind<readonly [number, number]>,
  time: textLike('2026-01-31T12:00:00Z', 'not-a-time', text =>
    instantOf(text) === undefined
      ? 'Must be a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z (RFC 3339).'
      : undefined,
  ),
  duration: textLike('7d', 'not-a-duration', text =>
    durationOf(text) === undefined ? 'Must be a time such as 30m, 12h, 7d or 2w.' : undefined,
  ),
  network: textLike('10.0.0.0/8', 'not-a-network', text => {
    const range = parseCidr(text);
    return typeof range === 'string' ? `${range}. Write a network such as 10.0.0.0/8.` : undefined;
  }),
  fromTo: {
    schema: {
      type: 'object',
      properties: { from: scalarSchema, to: scalarSchema },
      required: ['from', 'to'],
      additionalProperties: false,
    },
    isOptional: true,
    read: readFromTo,
  } satisfies ValueKind<FromTo | undefined>,
  names: {
    schema: { type: 'array', items: textSchema, minItems: 1, maxItems: maxNames },
    isOptional: false,
    read: value => readList(value, maxNames, readText),
  } satisfies ValueKind<string[]>,
};
