import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventPattern } from '../../../event-pattern/event-pattern.ts';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { PatternIndex } from '../../../event-pattern/pattern-index.ts';

// Few names and values, so that many patterns match many events and indexes collide.
const scalar = fc.constantFrom(
  1,
  2,
  1.5,
  true,
  false,
  null,
  'x',
  'y',
  '1',
  'null',
  '::1',
  '0:0:0:0:0:0:0:1',
  '10.0.0.1',
);
const item = fc.oneof(
  { weight: 6, arbitrary: scalar.map(value => JSON.stringify(value)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '{"exists":true}',
      '{"exists":false}',
      '{"prefix":"x"}',
      '{"anything-but":["x","1"]}',
      '{"anything-but":1}',
      '{"numeric":[">",1]}',
      '{"cidr":"10.0.0.0/8"}',
      '{"exactly":"::1"}',
      '12345678901234567891',
    ),
  },
);
const list = fc.array(item, { minLength: 1, maxLength: 3 }).map(items => `[${items.join()}]`);
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: fc.constantFrom('a.b', 'b.a.c', '', 'd') },
);
const member = (value: string, key: string) => `${JSON.stringify(key)}:${value}`;
const flat = fc.array(fc.tuple(list, name), { minLength: 1, maxLength: 3 }).map(pairs => {
  return `{${pairs.map(([value, key]) => member(value, key)).join()}}`;
});
const pattern = fc.oneof(
  flat,
  fc.tuple(flat, list).map(([inner, outer]) => `{"a":${inner},"b":${outer}}`),
  fc.tuple(flat, flat, list).map(([one, two, outer]) => `{"$or":[${one},${two}],"c":${outer}}`),
  fc.tuple(flat, flat).map(([one, two]) => `{"b":{"$or":[${one},${two}]}}`),
);
const { event } = fc.letrec<{ value: string; event: string }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar.map(value => JSON.stringify(value)),
    fc.constant('12345678901234567891'),
    fc.array(tie('value'), { maxLength: 3 }).map(values => `[${values.join()}]`),
    tie('event'),
  ),
  // Keys may repeat: the event then has the values of both.
  event: fc.array(fc.tuple(tie('value'), name), { maxLength: 4 }).map(pairs => {
    return `{${pairs.map(([value, key]) => member(value, key)).join()}}`;
  }),
}));

const SEED = 20_261_123;

/** Both ways to ask the index, which have to agree. */
function ask(index: PatternIndex<number>, source: string): number[] {
  const found = index.match(parseEvent(source));
  expect(index.matchText(source)).toEqual(found);
  return found;
}

function alone(patterns: ReadonlyMap<number, EventPattern>, source: string): number[] {
  const parsed = parseEvent(source);
  return [...patterns].filter(([, wanted]) => matches(wanted, parsed)).map(([key]) => key);
}

describe('PatternIndex', () => {
  test('answers as each pattern alone, while patterns come, change and go', () => {
    const step = fc.record({ key: fc.nat(40), pattern: fc.option(pattern, { freq: 4 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.array(event, { minLength: 5 }), (steps, events) => {
        const index = new PatternIndex<number>();
        const patterns = new Map<number, EventPattern>();
        for (const { key, pattern: source } of steps) {
          const removed = patterns.delete(key);
          if (source === null) expect(index.delete(key)).toBe(removed);
          else {
            const parsed = parsePattern(source);
            patterns.set(key, parsed);
            index.set(key, parsed);
          }
          expect(index.size).toBe(patterns.size);
        }
        for (const source of events) {
          expect(ask(index, source)).toEqual(alone(patterns, source));
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('the same with so many patterns that they are placed anew', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 150, maxLength: 150 }),
        fc.array(event, { minLength: 20 }),
        (sources, events) => {
          const patterns = new Map(sources.map((source, key) => [key, parsePattern(source)]));
          const index = new PatternIndex<number>();
          for (const [key, parsed] of patterns) index.set(key, parsed);
          for (const source of events) {
            expect(ask(index, source)).toEqual(alone(patterns, source));
          }
        },
      ),
      { seed: SEED, numRuns: 20 },
    );
  });

  test('the same with so many patterns of the same values that one field leaves many of them', () => {
    const scalars = fc.array(fc.constantFrom('"x"', '"y"', '1', 'null', '"::1"'), {
      minLength: 1,
      maxLength: 2,
    });
    const wanted = scalars.map(values => `[${values.join()}]`);
    const many = fc.tuple(wanted, wanted, wanted, fc.oneof(wanted, list)).map(([a, b, c, d]) => {
      return `{"a":${a},"b":{"c":${b},"d":${c}},"e":${d}}`;
    });
    const value = fc.oneof(
      scalar.map(one => JSON.stringify(one)),
      wanted,
    );
    const element = fc.tuple(value, value).map(([c, d]) => `{"c":${c},"d":${d}}`);
    const inner = fc.oneof(
      element,
      fc.array(element, { maxLength: 3 }).map(all => `[${all.join()}]`),
    );
    const full = fc.tuple(value, inner, value).map(([a, b, e]) => `{"a":${a},"b":${b},"e":${e}}`);
    fc.assert(
      fc.property(
        fc.array(many, { minLength: 300, maxLength: 300 }),
        fc.array(full, { minLength: 20 }),
        fc.array(fc.nat(299), { minLength: 50 }),
        (sources, events, gone) => {
          const patterns = new Map(sources.map((source, key) => [key, parsePattern(source)]));
          const index = new PatternIndex<number>();
          for (const [key, parsed] of patterns) index.set(key, parsed);
          for (const source of events) expect(ask(index, source)).toEqual(alone(patterns, source));
          for (const key of gone) expect(index.delete(key)).toBe(patterns.delete(key));
          for (const source of events) expect(ask(index, source)).toEqual(alone(patterns, source));
        },
      ),
      { seed: SEED, numRuns: 20 },
    );
  });

  test('an emptied index matches nothing and can be filled again', () => {
    const index = new PatternIndex<string>();
    for (let nth = 0; nth < 200; nth++) index.set(`k${nth}`, parsePattern(`{"a":[${nth}],"b":["x"]}`));
    expect(index.match(parseEvent('{"a":[3,7],"b":"x"}'))).toEqual(['k3', 'k7']);
    for (let nth = 0; nth < 200; nth++) expect(index.delete(`k${nth}`)).toBe(true);
    expect(index.delete('k0')).toBe(false);
    expect(index.match(parseEvent('{"a":3,"b":"x"}'))).toEqual([]);
    index.set('again', parsePattern('{"a":[3]}'));
    expect(index.match(parseEvent('{"a":3}'))).toEqual(['again']);
  });
});
