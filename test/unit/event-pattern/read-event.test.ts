import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidEventError, parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { PatternIndex } from '../../../event-pattern/pattern-index.ts';

function refusal(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    return error;
  }
  return undefined;
}

function isJsonObject(source: string): boolean {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

describe('the text of an event, of which only some is asked for', () => {
  test.each([
    ['as it is written', '{"a":{"b":["x"]}}', '{"a":{"b":"x"}}'],
    ['with escapes', '{"a":{"b":["x"]}}', '{"\\u0061":{"\\u0062":"\\u0078"}}'],
    ['with a dot', '{"a":{"b":["x"]}}', '{"a.b":"x"}'],
    ['without a character', '{"":["x"]}', '{"":"x"}'],
    ['without a character before a dot', '{"a":{"":{"b":["x"]}}}', '{"a":{".b":"x"}}'],
    ['beyond ASCII', '{"é":["x"]}', '{"é":"x"}'],
  ])('a key is found %s, beside others', (_, wanted, source) => {
    const index = new PatternIndex<number>();
    index.set(1, parsePattern(wanted));
    index.set(2, parsePattern('{"a":{"q":["y"]},"q":["y"],"é":{"q":["y"]}}'));
    expect(index.matchText(source)).toEqual([1]);
    index.delete(2);
    expect(index.matchText(source)).toEqual([1]);
    // "A" and "a" look the same to the first glance at a key.
    expect(index.matchText(source.replace('{', '{"A":{"B":"y"},"other":["\\"\\\\"],'))).toEqual([1]);
  });

  test('is refused where JSON.parse refuses it, with the words of parseEvent', () => {
    const sources = [
      '{"a":{"b":"x"},"q":{"a":[1,-2.5e3,true,null,"\\n\\u0061"],"":{}}}',
      '{\n  "c": [{ "d": "\\"" }, false],\n  "q": "A long text \\\\ of more words"\n}',
    ];
    const parts = ['', ...'"\\{}[],: \n\t01-.eu', '\u0001', '\\"', '\\u0061', '\\x', 'null', '"a":'];
    const changes = fc.array(
      fc.record({ at: fc.nat(80), removed: fc.nat(2), added: fc.constantFrom(...parts) }),
      { maxLength: 3 },
    );
    const index = new PatternIndex<number>();
    index.set(1, parsePattern('{"a":{"b":["x"]},"c":{"d":[{"exists":true}]}}'));
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...sources), changes, (source, all) => {
        let text = source;
        for (const { at, removed, added } of all) text = text.slice(0, at) + added + text.slice(at + removed);
        const expected = refusal(() => parseEvent(text));
        expect(refusal(() => index.matchText(text))).toEqual(expected);
        expect(expected === undefined).toBe(isJsonObject(text));
        seen[expected === undefined ? 'read' : 'refused']++;
      }),
      { seed: 20_261_128, numRuns: 2_000 },
    );
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(300);
  });

  test.each([
    '',
    '[]',
    'null',
    '"x"',
    '{"a":1',
    '{"a":1}}',
    '{"b":[1,]}',
    '{"b":{"c" 1}}',
    '{"b":"\u0001"}',
    '{"b":"\\x"}',
    '{"b":01}',
    `{"b":${'['.repeat(1001)}${']'.repeat(1001)}}`,
  ])('refuses %.20s as parseEvent does, even where no pattern asks', source => {
    const index = new PatternIndex<number>();
    index.set(1, parsePattern('{"a":[1]}'));
    const expected = refusal(() => parseEvent(source));
    expect(expected).toBeInstanceOf(InvalidEventError);
    expect(refusal(() => index.matchText(source))).toEqual(expected);
  });
});
