import { describe, expect, test } from 'vitest';
import { explain } from '../../../event-pattern/explain.ts';
import { InvalidPatternError } from '../../../event-pattern/invalid-pattern-error.ts';
import { documentOf, textOf } from '../../../event-pattern/json-document.ts';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parseJson } from '../../../event-pattern/parse-json.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { PatternIndex } from '../../../event-pattern/pattern-index.ts';
import { readVectors, type Vector } from './read-vectors.ts';

const FILES = [
  { file: 'patterns.jsonl', cases: 3999 },
  { file: 'aws-validated.jsonl', cases: 155 },
];

/** What the library says: null for an invalid pattern. */
function answer(vector: Vector): boolean | null {
  try {
    return matches(parsePattern(vector.pattern), parseEvent(vector.event));
  } catch (error) {
    if (error instanceof InvalidPatternError) return null;
    throw error;
  }
}

describe.each(FILES)('$file', ({ file, cases }) => {
  const vectors = readVectors(file);

  test(`has ${cases} cases`, () => {
    expect(vectors).toHaveLength(cases);
    expect(new Set(vectors.map(vector => vector.id)).size).toBe(cases);
  });

  test('every case is answered as labelled', () => {
    const wrong = vectors
      .map(vector => ({ ...vector, got: answer(vector) }))
      .filter(({ got, match, valid }) => got !== match || (got !== null) !== valid);
    expect(wrong).toEqual([]);
  });

  test('valid without the tag needs-raw, a case holds as JSON.parse reads it too', () => {
    const parsed = (source: string) => JSON.stringify(JSON.parse(source));
    const wrong = vectors
      .filter(({ valid, tags }) => valid && !tags.includes('needs-raw'))
      .map(vector => ({ ...vector, pattern: parsed(vector.pattern), event: parsed(vector.event) }))
      .filter(vector => answer(vector) !== vector.match);
    expect(wrong).toEqual([]);
  });

  test('explain agrees and names a failure for each branch exactly when there is no match', () => {
    for (const vector of vectors.filter(({ valid }) => valid)) {
      const { matched, branches } = explain(parsePattern(vector.pattern), parseEvent(vector.event));
      expect(matched, vector.id).toBe(vector.match);
      if (!matched) expect(branches.map(branch => branch.failures.length > 0)).not.toContain(false);
    }
  });

  test('an index over all valid patterns answers as each pattern alone', () => {
    const valid = vectors.filter(vector => vector.valid);
    const patterns = valid.map(vector => ({ id: vector.id, pattern: parsePattern(vector.pattern) }));
    const index = new PatternIndex<string>();
    for (const { id, pattern } of patterns) index.set(id, pattern);
    for (const vector of valid.filter((_, nth) => nth % 20 === 0)) {
      const event = parseEvent(vector.event);
      const alone = patterns.filter(({ pattern }) => matches(pattern, event)).map(({ id }) => id);
      expect(index.match(event), vector.id).toEqual(alone);
      expect(index.matchText(vector.event), vector.id).toEqual(alone);
    }
  });

  test('events read as JSON.parse reads them', () => {
    for (const { id, event } of vectors.filter(vector => vector.valid)) {
      expect(JSON.parse(textOf(parseJson(event))), id).toEqual(JSON.parse(event));
      // 1e400 is a JSON text whose value JSON.stringify cannot write.
      const value: unknown = JSON.parse(event, (_, part) =>
        typeof part === 'number' ? part % 1e308 || 0 : part,
      );
      expect(textOf(documentOf(value)), id).toBe(JSON.stringify(value));
    }
  });
});
