import { describe, expect, test } from 'vitest';
import { InvalidPatternError } from '../../../event-pattern/invalid-pattern-error.ts';
import { documentOf } from '../../../event-pattern/json-document.ts';
import { matches } from '../../../event-pattern/match.ts';
import { eventOf, parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern, patternOf } from '../../../event-pattern/parse-pattern.ts';

function refusal(source: string): InvalidPatternError {
  try {
    parsePattern(source);
  } catch (error) {
    if (error instanceof InvalidPatternError) return error;
    throw error;
  }
  throw new Error(`accepted: ${source.slice(0, 100)}`);
}

describe('a refused pattern says where and why', () => {
  test.each([
    ['[]', '', 'Filter is not an object'],
    ['{}', '', 'Empty objects are not allowed'],
    ['{"a":{}}', '/a', 'Empty objects are not allowed'],
    ['{"a":[]}', '/a', 'Empty arrays are not allowed'],
    ['{"a":5}', '/a', '"a" must be an object or an array'],
    ['{"a/b":{"~c":"x"}}', '/a~1b/~0c', '"~c" must be an object or an array'],
    ['{"a":["x",[1]]}', '/a/1', 'Match value must be String, number, true, false, or null'],
    ['{"a":["x",{"eq":1}]}', '/a/1/eq', 'Unrecognized match type eq'],
    ['{"a":[{}]}', '/a/0', 'Match expression name not found'],
    ['{"a":[{"prefix":"a","suffix":"b"}]}', '/a/0/suffix', 'Only one key allowed in match expression'],
    ['{"a":[{"prefix":5}]}', '/a/0/prefix', 'prefix match pattern must be a string'],
    ['{"a":[{"exists":"yes"}]}', '/a/0/exists', 'exists match pattern must be either true or false.'],
    ['{"a":[{"numeric":[">",5,"<",5]}]}', '/a/0/numeric', 'Bottom must be less than top'],
    ['{"a":[{"numeric":[">","5"]}]}', '/a/0/numeric/1', 'Value of > must be numeric'],
    ['{"a":[{"numeric":["=",1e400]}]}', '/a/0/numeric/1', 'Cannot compare number: 1e400'],
    ['{"a":[{"cidr":"10.0.0.0/32"}]}', '/a/0/cidr', 'IPv4 mask bits must be < 32'],
    ['{"a":[{"wildcard":"a**"}]}', '/a/0/wildcard', 'Consecutive wildcard characters at pos 1'],
    ['{"a":[{"wildcard":"a\\\\n"}]}', '/a/0/wildcard', 'Invalid escape character at pos 1'],
    [
      '{"a":[{"anything-but":["x",null]}]}',
      '/a/0/anything-but/1',
      'Inside anything but list, start|null|boolean is not supported.',
    ],
    [
      '{"a":[{"anything-but":{"prefix":["x",""]}}]}',
      '/a/0/anything-but/prefix/1',
      'Null prefix/suffix not allowed',
    ],
    ['{"$or":[{"a":[1]}]}', '/$or', 'There must have at least 2 Objects in $or relationship.'],
    [
      '{"a":{"$or":[{"b":[1]},{"c":{"prefix":["x"]}}]}}',
      '/a/$or/1/c/prefix',
      'prefix is Ruler reserved fieldName which cannot be used inside $or.',
    ],
    ['{"a":[1}', '', 'Unexpected character "}" at position 7'],
    ['{"a":[1]} x', '', 'Unexpected character "x" at position 10'],
    ['{"a":["\u0001"]}', '', 'Unexpected character "\\u0001" at position 7'],
    ['', '', 'Unexpected end of the text at position 0'],
  ])('%s', (source, pointer, reason) => {
    expect(refusal(source)).toMatchObject({
      pointer,
      reason,
      message: `Event pattern is not valid. Reason: ${reason}`,
    });
  });
});

describe('limits', () => {
  const alternatives = (count: number) =>
    Array.from({ length: count }, (_, nth) => ({ [`f${nth % 7}`]: [nth] }));

  test('1,000 combinations of $or are the most', () => {
    const pattern = { a: { $or: alternatives(10) }, b: { $or: alternatives(10) }, $or: alternatives(10) };
    expect(parsePattern(JSON.stringify(pattern)).branches).toHaveLength(1000);
    const error = refusal(JSON.stringify({ ...pattern, c: { $or: alternatives(2) } }));
    expect(error).toMatchObject({ pointer: '/c/$or', reason: '$or makes more than 1000 combinations' });
  });

  test('a hundred multiplied alternatives are refused before they are made', () => {
    const fields = Array.from({ length: 100 }, (_, nth) => [`a${nth}`, { $or: alternatives(2) }]);
    expect(refusal(JSON.stringify(Object.fromEntries(fields))).reason).toContain('1000 combinations');
  });

  test.each([
    '*:*:*:*:*:event-bus/*',
    '*a*a*a*a*a*a*a',
    `*${'a'.repeat(100_000)}`,
    Array.from('abcdefghijkl', unit => `${unit}*`),
  ])('too complex wildcards: %s', wildcards => {
    const items = [wildcards].flat().map(wildcard => ({ wildcard }));
    expect(refusal(JSON.stringify({ a: items })).reason).toMatch(/^Rule is too complex/);
  });

  test('wildcards of one field add up over the branches of an $or', () => {
    const half = (from: number) => Array.from({ length: 6 }, (_, nth) => ({ wildcard: `${from + nth}*` }));
    const pattern = (first: unknown, second: unknown) => JSON.stringify({ $or: [first, second] });
    expect(refusal(pattern({ a: half(0) }, { a: half(6) })).reason).toMatch(/^Rule is too complex/);
    parsePattern(pattern({ a: half(0) }, { b: half(6) }));
    // Behind different values of an earlier field they are apart, behind a shared one they are together.
    parsePattern(pattern({ a: ['x'], b: half(0) }, { a: ['y'], b: half(6) }));
    expect(refusal(pattern({ a: ['x', 'y'], b: half(0) }, { a: ['y'], b: half(6) })).reason).toContain('"b"');
  });

  test.each([
    '*/dir/*',
    'arn:aws:events:us-east-1:*:event-bus/*',
    '2026-*-*T*Z',
    `*#${'0123456789'.repeat(150)}*`,
  ])('sensible wildcards are accepted: %s', wildcard => {
    expect(parsePattern(JSON.stringify({ a: [{ wildcard }] })).branches).toHaveLength(1);
  });
});

describe('details beyond the vectors', () => {
  const answer = (pattern: string, event: string) => matches(parsePattern(pattern), parseEvent(event));

  test('an upper case form may be longer than the lower case one', () => {
    for (const operand of ['{"equals-ignore-case":"Straße"}', '{"suffix":{"equals-ignore-case":"ße"}}']) {
      expect(answer(`{"a":[${operand}]}`, '{"a":"STRASSE"}')).toBe(true);
    }
    expect(answer('{"a":[{"prefix":{"equals-ignore-case":"ß"}}]}', '{"a":"SS20"}')).toBe(true);
    expect(answer('{"a":[{"equals-ignore-case":"ss"}]}', '{"a":"ß"}')).toBe(false);
  });

  test('an IPv4-mapped address is the IPv4 address', () => {
    expect(answer('{"a":[{"cidr":"10.0.0.0/8"}]}', '{"a":"::ffff:a00:1"}')).toBe(true);
    expect(answer('{"a":["10.0.0.1"]}', '{"a":"::ffff:0a00:0001"}')).toBe(true);
  });

  test('exactly is never an address', () => {
    expect(answer('{"a":[{"exactly":"::1"}]}', '{"a":"0:0:0:0:0:0:0:1"}')).toBe(false);
  });

  test('ordinary JavaScript values can stand in for texts', () => {
    const pattern = patternOf(documentOf({ a: [{ numeric: ['>', 1] }], b: undefined }));
    expect(matches(pattern, eventOf(documentOf({ a: [0, 2], at: new Date(0) })))).toBe(true);
  });
});
