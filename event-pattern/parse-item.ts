import { comparableNumber } from './comparable-number.ts';
import type { ExactTest, PatternItem, TextTest } from './event-pattern.ts';
import { caselessText } from './ignore-case.ts';
import { InvalidPatternError } from './invalid-pattern-error.ts';
import { parseAddress, parseCidr } from './ip-address.ts';
import { textOf } from './json-document.ts';
import type { JsonDocument, JsonMember, JsonObject, JsonScalar } from './parse-json.ts';
import { parseNumericRange } from './parse-numeric-range.ts';
import { parseWildcard } from './wildcard.ts';

type Path = readonly (string | number)[];

const ONE_KEY = 'Only one key allowed in match expression';

/** Reads one item of a field's list; throws {@link InvalidPatternError} with the pointer of what is wrong in it. */
export function parseItem(item: JsonDocument, path: Path): PatternItem {
  if (item.kind === 'array') {
    throw new InvalidPatternError('Match value must be String, number, true, false, or null', path);
  }
  const source = textOf(item);
  if (item.kind !== 'object') return { source, operator: 'equals', test: exactItem(item) };
  const { key, value } = onlyMember(item, path, 'Match expression name not found');
  const at = [...path, key];
  switch (key) {
    case 'exactly':
      // Unlike a plain string, this is never read as an address.
      return {
        source,
        operator: 'equals',
        test: { kind: 'string', value: stringOf(value, at, 'exact match') },
      };
    case 'exists':
      if (value.kind === 'boolean') return { source, operator: 'exists', wanted: value.value };
      throw new InvalidPatternError('exists match pattern must be either true or false.', at);
    case 'numeric':
      return { source, operator: 'numeric', range: parseNumericRange(value, at) };
    case 'cidr': {
      const range = parseCidr(stringOf(value, at, 'cidr match'));
      if (typeof range === 'string') throw new InvalidPatternError(range, at);
      return { source, operator: 'cidr', range };
    }
    case 'equals-ignore-case':
    case 'wildcard':
      return { source, operator: 'text', test: textTest(key, value, at) };
    case 'prefix':
    case 'suffix':
      return { source, operator: 'text', test: affixTest(key, value, at) };
    case 'anything-but':
      return { source, operator: 'anything-but', excluded: parseExcluded(value, at) };
    default:
      throw new InvalidPatternError(`Unrecognized match type ${key}`, at);
  }
}

/** A scalar of a list. Only here is an IP literal an address: not under `exactly`, not under `anything-but`. */
function exactItem(item: JsonScalar): ExactTest {
  if (item.kind !== 'string') return item.kind === 'number' ? numberTest(item.text) : item;
  const address = parseAddress(item.value);
  return address === undefined ? item : { kind: 'address', address };
}

function numberTest(text: string): ExactTest {
  const value = comparableNumber(text);
  return value === undefined ? { kind: 'number-text', text } : { kind: 'number', value };
}

function onlyMember(object: JsonObject, path: Path, whenEmpty: string): JsonMember {
  const [member, second] = object.members;
  if (member === undefined) throw new InvalidPatternError(whenEmpty, path);
  if (second !== undefined) throw new InvalidPatternError(ONE_KEY, [...path, second.key]);
  return member;
}

function stringOf(value: JsonDocument, path: Path, subject: string): string {
  if (value.kind === 'string') return value.value;
  throw new InvalidPatternError(`${subject} pattern must be a string`, path);
}

type PlainTextOperator = 'prefix' | 'suffix' | 'wildcard' | 'equals-ignore-case';

function textTest(kind: PlainTextOperator, operand: JsonDocument, path: Path): TextTest {
  const value = stringOf(operand, path, `${kind} match`);
  if (kind === 'equals-ignore-case') return { kind, value, caseless: caselessText(value) };
  if (kind !== 'wildcard') return { kind, value };
  const wildcard = parseWildcard(value);
  if (typeof wildcard === 'string') throw new InvalidPatternError(wildcard, path);
  return { kind, value, wildcard };
}

/** `prefix` or `suffix` of a string, or of `{"equals-ignore-case": string}`. */
function affixTest(kind: 'prefix' | 'suffix', operand: JsonDocument, path: Path): TextTest {
  if (operand.kind !== 'object') return textTest(kind, operand, path);
  const { key, value } = onlyMember(operand, path, `${kind} match pattern must be a string`);
  const at = [...path, key];
  if (key !== 'equals-ignore-case')
    throw new InvalidPatternError(`Unsupported ${kind} match pattern: ${key}`, at);
  const text = stringOf(value, at, `${kind} and equals-ignore-case match`);
  return { kind: `${kind}-ignore-case`, value: text, caseless: caselessText(text) };
}

function parseExcluded(operand: JsonDocument, path: Path): (ExactTest | TextTest)[] {
  if (operand.kind === 'object') {
    const { key, value } = onlyMember(operand, path, 'Anything-But expression name not found');
    return parseExcludedTexts(key, value, [...path, key]);
  }
  const values = listed(operand, path);
  const tests = values.map((value, index): ExactTest => {
    const at = operand.kind === 'array' ? [...path, index] : path;
    if (value.kind === 'string') return value;
    if (value.kind !== 'number') {
      const reason = 'Inside anything but list, start|null|boolean is not supported.';
      throw new InvalidPatternError(reason, at);
    }
    const test = numberTest(value.text);
    if (test.kind === 'number') return test;
    throw new InvalidPatternError(`Cannot compare number: ${value.text.slice(0, 64)}`, at);
  });
  if (tests.some(test => test.kind !== tests[0]?.kind)) {
    const reason =
      'Inside anything but list, either all values are number or string, mixed type is not supported';
    throw new InvalidPatternError(reason, path);
  }
  return tests;
}

function parseExcludedTexts(key: string, operand: JsonDocument, path: Path): TextTest[] {
  if (key !== 'prefix' && key !== 'suffix' && key !== 'wildcard' && key !== 'equals-ignore-case') {
    throw new InvalidPatternError(`Unsupported anything-but pattern: ${key}`, path);
  }
  return listed(operand, path).map((value, index) => {
    const at = operand.kind === 'array' ? [...path, index] : path;
    const test = textTest(key, value, at);
    if (test.value === '' && (key === 'prefix' || key === 'suffix')) {
      throw new InvalidPatternError('Null prefix/suffix not allowed', at);
    }
    return test;
  });
}

function listed(operand: JsonDocument, path: Path): readonly JsonDocument[] {
  if (operand.kind !== 'array') return [operand];
  if (operand.items.length === 0) throw new InvalidPatternError('Empty arrays are not allowed', path);
  return operand.items;
}
