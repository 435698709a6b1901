import { describe, expect, test } from 'vitest';
import { EventTooComplexError } from '../../../event-pattern/array-consistency.ts';
import { comparableNumber } from '../../../event-pattern/comparable-number.ts';
import { InvalidPatternError } from '../../../event-pattern/invalid-pattern-error.ts';
import { documentOf } from '../../../event-pattern/json-document.ts';
import { matches } from '../../../event-pattern/match.ts';
import { InvalidEventError, parseEvent } from '../../../event-pattern/parse-event.ts';
import { InvalidJsonError, parseJson } from '../../../event-pattern/parse-json.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';

describe('deep nesting is refused, not overflowed', () => {
  const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);

  test.each([
    ['objects', deep('{"a":', '}')],
    ['arrays', `{"a":${deep('[', ']')}}`],
    ['unclosed', '['.repeat(100_000)],
    ['$or', deep('{"$or":[', ']}')],
  ])('%s', (_, source) => {
    expect(() => parseJson(source)).toThrow(InvalidJsonError);
    expect(() => parseEvent(source)).toThrow(InvalidEventError);
    expect(() => parsePattern(source)).toThrow(InvalidPatternError);
  });

  test('1,000 levels are read', () => {
    const source = `${'{"a":'.repeat(1000)}["x"]${'}'.repeat(1000)}`;
    expect(() => parseJson(source)).toThrow('Nested deeper than 1000 levels');
    const readable = `${'{"a":'.repeat(999)}["x"]${'}'.repeat(999)}`;
    expect(matches(parsePattern(readable), parseEvent(readable))).toBe(true);
  });

  test('a cycle of JavaScript objects', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => documentOf(cycle)).toThrow(InvalidJsonError);
    expect(() => documentOf(Number.NaN)).toThrow(InvalidJsonError);
  });
});

describe('long input takes linear time', () => {
  test('numbers, strings and escapes of a million characters', () => {
    const million = 1_000_000;
    expect(comparableNumber(`1${'0'.repeat(million)}`)).toBeUndefined();
    expect(comparableNumber(`0.${'0'.repeat(million)}1`)).toBeUndefined();
    expect(comparableNumber(`5.${'0'.repeat(million)}`)).toBe(5);
    expect(parseJson(`"${'\\n'.repeat(million)}"`)).toEqual({ kind: 'string', value: '\n'.repeat(million) });
    expect(() => parseJson(`"${'\\'.repeat(million)}`)).toThrow(InvalidJsonError);
    expect(() => parseJson(`${' '.repeat(million)}`)).toThrow(
      'Unexpected end of the text at position 1000000',
    );
  });

  test('a wildcard against a long value', () => {
    const event = parseEvent(JSON.stringify({ a: 'ab'.repeat(500_000) }));
    expect(matches(parsePattern('{"a":[{"wildcard":"*abac*b*z"}]}'), event)).toBe(false);
  });
});

describe('malformed JSON', () => {
  test.each([
    '{"a":1,}',
    '[1,]',
    '{"a" 1}',
    '{a:1}',
    '01',
    '1.',
    '-',
    '+1',
    '.5',
    '1e',
    'tru',
    'NaN',
    '"\\x"',
    '"\\u12g4"',
    '"a\nb"',
    '"abc',
    '"abc\\"',
    '\ufeff{}',
    '{}{}',
    '/**/1',
  ])('%j', source => {
    expect(() => JSON.parse(source)).toThrow();
    expect(() => parseJson(source)).toThrow(InvalidJsonError);
  });
});

describe('many array elements', () => {
  test('independent arrays do not multiply', () => {
    const letters = [...'abcdefghijklmnopqrst'];
    const elements = Array.from({ length: 1000 }, (_, x) => ({ x, y: 1000 - x }));
    const event = parseEvent(JSON.stringify(Object.fromEntries(letters.map(letter => [letter, elements]))));
    const pattern = (y: number) =>
      parsePattern(
        JSON.stringify(
          Object.fromEntries(
            letters.map(letter => [letter, { x: [{ exists: true }], y: [{ 'anything-but': y }] }]),
          ),
        ),
      );
    expect(matches(pattern(3), event)).toBe(true);
    expect(matches(parsePattern('{"t":{"x":[1],"y":[1]}}'), event)).toBe(false);
  });

  test('repeated keys can multiply beyond what is decided', () => {
    const array = JSON.stringify(
      Array.from({ length: 10 }, () => ({ b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1 })),
    );
    const event = parseEvent(`{${Array(10).fill(`"a":${array}`).join()}}`);
    const fields = Object.fromEntries([...'bcdefg'].map(name => [name, [1]]));
    expect(matches(parsePattern(JSON.stringify({ a: fields })), event)).toBe(true);
    const undecided = parsePattern(JSON.stringify({ a: { ...fields, h: [{ exists: false }] } }));
    expect(() => matches(undecided, event)).toThrow(EventTooComplexError);
  });
});
