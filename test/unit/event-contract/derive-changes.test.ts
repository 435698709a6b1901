import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, decimalOf } from '../../../event-contract/decimal.ts';
import { deriveChanges } from '../../../event-contract/derive-changes.ts';
import { isObject, type JsonObject, parseExactJson } from '../../../event-contract/exact-json.ts';

function object(text: string): JsonObject {
  const value = parseExactJson(text);
  if (!isObject(value)) throw new Error(`${text} is no object`);
  return value;
}

const changesText = (previous: string, current: string) =>
  JSON.stringify(deriveChanges(object(previous), object(current)));

/** Previous value, current value, and the changes as they are written. */
const table: [string, string, string, string][] = [
  ['nothing changed', '{"a":1,"b":[{"c":null}]}', '{"b":[{"c":null}],"a":1}', '{}'],
  ['a text', '{"title":"a"}', '{"title":"b"}', '{"title":{"from":"a","to":"b"}}'],
  ['one came', '{}', '{"tag":"x"}', '{"tag":{"from":null,"to":"x"}}'],
  ['one went', '{"done":false}', '{}', '{"done":{"from":false,"to":null}}'],
  ['absent is null', '{"a":null}', '{"b":null}', '{}'],
  ['false is not null', '{"a":null}', '{"a":false}', '{"a":{"from":null,"to":false}}'],
  [
    'names in order',
    '{}',
    '{"b":1,"a":2,"B":3}',
    '{"B":{"from":null,"to":3},"a":{"from":null,"to":2},"b":{"from":null,"to":1}}',
  ],
  ['up', '{"n":9}', '{"n":10}', '{"n":{"from":9,"to":10,"direction":"up"}}'],
  ['down, below zero', '{"n":-1}', '{"n":-1.5}', '{"n":{"from":-1,"to":-1.5,"direction":"down"}}'],
  ['up through zero', '{"n":-0.1}', '{"n":1e-3}', '{"n":{"from":-0.1,"to":1e-3,"direction":"up"}}'],
  ['two spellings of a number', '{"n":1.0,"m":100,"z":-0}', '{"n":1,"m":1e2,"z":0.00}', '{}'],
  [
    'numbers that a double cannot tell apart',
    '{"n":12345678901234567890}',
    '{"n":12345678901234567891}',
    '{"n":{"from":12345678901234567890,"to":12345678901234567891,"direction":"up"}}',
  ],
  ['a number became a text', '{"n":1}', '{"n":"1"}', '{"n":{"from":1,"to":"1"}}'],
  [
    'later',
    '{"at":"2026-03-29T01:00:00.000Z"}',
    '{"at":"2026-03-29T03:30:00+02:00"}',
    '{"at":{"from":"2026-03-29T01:00:00.000Z","to":"2026-03-29T03:30:00+02:00","direction":"later"}}',
  ],
  [
    'earlier, by less than a millisecond',
    '{"at":"2026-01-01T00:00:00.00012Z"}',
    '{"at":"2026-01-01t00:00:00.0001z"}',
    '{"at":{"from":"2026-01-01T00:00:00.00012Z","to":"2026-01-01t00:00:00.0001z","direction":"earlier"}}',
  ],
  [
    'the same time in other words',
    '{"at":"2026-01-01T00:00:00Z"}',
    '{"at":"2026-01-01T01:00:00.0+01:00"}',
    '{"at":{"from":"2026-01-01T00:00:00Z","to":"2026-01-01T01:00:00.0+01:00"}}',
  ],
  [
    'dates',
    '{"due":"2026-12-31"}',
    '{"due":"2027-01-01"}',
    '{"due":{"from":"2026-12-31","to":"2027-01-01","direction":"later"}}',
  ],
  [
    'a date that got a time',
    '{"due":"2026-12-31"}',
    '{"due":"2027-01-01T00:00:00Z"}',
    '{"due":{"from":"2026-12-31","to":"2027-01-01T00:00:00Z"}}',
  ],
  [
    'no dates',
    '{"due":"2026-13-31","v":"2026-01"}',
    '{"due":"2026-14-01","v":"2026-02"}',
    '{"due":{"from":"2026-13-31","to":"2026-14-01"},"v":{"from":"2026-01","to":"2026-02"}}',
  ],
  [
    'lists and objects, whole',
    '{"tags":[{"id":1}],"list":{"id":"a","n":1.0}}',
    '{"tags":[{"id":1},{"id":2}],"list":{"n":1,"id":"a"}}',
    '{"tags":{"from":[{"id":1}],"to":[{"id":1},{"id":2}]}}',
  ],
  ['order in lists', '{"l":[1,2]}', '{"l":[2,1]}', '{"l":{"from":[1,2],"to":[2,1]}}'],
  [
    'names that objects have of their own',
    '{"constructor":1}',
    '{"__proto__":2}',
    '{"__proto__":{"from":null,"to":2},"constructor":{"from":1,"to":null}}',
  ],
];

const seed = 20260101;

describe('changes', () => {
  it.each(table)('%s', (_, previous, current, changes) => {
    expect(changesText(previous, current)).toBe(changes);
  });

  const json = fc.jsonValue({ maxDepth: 3 });
  const value = fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string({ maxLength: 3 })), json, {
    maxKeys: 6,
  });
  const written = value.map(one => JSON.stringify(one));

  it('none between equals', () => {
    fc.assert(
      fc.property(written, text => {
        expect(changesText(text, text)).toBe('{}');
      }),
      { seed },
    );
  });

  it('applied to the previous value they make the current one, and name nothing else', () => {
    fc.assert(
      fc.property(written, written, (previous, current) => {
        const changes = deriveChanges(object(previous), object(current));
        const applied = new Map(Object.entries(object(previous)));
        for (const [field, { from, to }] of Object.entries(changes)) {
          expect(JSON.stringify(from)).toBe(JSON.stringify(applied.get(field) ?? null));
          applied.set(field, to);
        }
        const said = (entries: Iterable<[string, unknown]>) =>
          new Map([...entries].filter(([, one]) => one !== null && one !== undefined));
        expect(said(applied)).toEqual(said(Object.entries(object(current))));
      }),
      { seed },
    );
  });

  it('turned round they swap from and to, and go the other way', () => {
    const other = { up: 'down', down: 'up', later: 'earlier', earlier: 'later' } as const;
    fc.assert(
      fc.property(written, written, (previous, current) => {
        const there = deriveChanges(object(previous), object(current));
        const turned = Object.entries(there).map(([field, { from, to, direction }]) => [
          field,
          { from: to, to: from, ...(direction === undefined ? {} : { direction: other[direction] }) },
        ]);
        const back = deriveChanges(object(current), object(previous));
        expect(JSON.stringify(back)).toBe(JSON.stringify(Object.fromEntries(turned)));
      }),
      { seed },
    );
  });
});

describe('decimals', () => {
  it('compare as doubles do, where doubles are exact', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const order = compareDecimals(decimalOf(String(a)), decimalOf(String(b)));
        expect(Math.sign(order)).toBe(Math.sign(a === b ? 0 : a < b ? -1 : 1));
      }),
      { seed },
    );
  });

  it.each(['', 'NaN', '1.', '.5', '0x1', '--1'])('%j is none', text => {
    expect(() => decimalOf(text)).toThrow(RangeError);
  });
});
