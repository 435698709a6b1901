import { describe, expect, test } from 'vitest';
import { explain } from '../../../event-pattern/explain.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';

function failuresOf(pattern: unknown, event: unknown) {
  const explanation = explain(parsePattern(JSON.stringify(pattern)), parseEvent(JSON.stringify(event)));
  return explanation.branches.map(branch =>
    branch.failures.map(({ path, cause, wanted, seen }) => ({
      path,
      cause,
      wanted: wanted.map(item => item.source),
      seen,
    })),
  );
}

describe('explain', () => {
  test('a match has no failures', () => {
    const explanation = explain(parsePattern('{"a":[1]}'), parseEvent('{"a":1}'));
    expect(explanation).toEqual({ matched: true, branches: [{ paths: ['a'], failures: [] }] });
  });

  test('names every field that fails, with what it wants and sees', () => {
    const pattern = { detail: { state: ['done', { prefix: 'clo' }], list: [1], kind: ['x'] } };
    expect(failuresOf(pattern, { detail: { state: ['open', null], list: 1.5 } })).toEqual([
      [
        { path: 'detail.kind', cause: 'no-value', wanted: ['"x"'], seen: [] },
        {
          path: 'detail.list',
          cause: 'unwanted-value',
          wanted: ['1'],
          seen: [{ kind: 'number', text: '1.5' }],
        },
        {
          path: 'detail.state',
          cause: 'unwanted-value',
          wanted: ['"done"', '{"prefix":"clo"}'],
          seen: [{ kind: 'string', value: 'open' }, { kind: 'null' }],
        },
      ],
    ]);
  });

  test('a value where absence is wanted', () => {
    expect(failuresOf({ a: [{ exists: false }] }, { a: true })).toEqual([
      [
        {
          path: 'a',
          cause: 'unwanted-value',
          wanted: ['{"exists":false}'],
          seen: [{ kind: 'boolean', value: true }],
        },
      ],
    ]);
  });

  test('values of different elements of one array', () => {
    const rows = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ];
    expect(failuresOf({ rows: { x: [1], y: [2] } }, { rows })).toEqual([
      [
        {
          path: 'rows.y',
          cause: 'different-elements',
          wanted: ['2'],
          seen: [
            { kind: 'number', text: '1' },
            { kind: 'number', text: '2' },
          ],
        },
      ],
    ]);
  });

  test('each alternative of an $or for itself', () => {
    const pattern = { $or: [{ a: [1] }, { b: [1] }], c: [1] };
    const paths = failuresOf(pattern, { a: 1, b: 2, c: 3 }).map(failures => failures.map(({ path }) => path));
    expect(paths).toEqual([['c'], ['b', 'c']]);
    expect(explain(parsePattern(JSON.stringify(pattern)), parseEvent('{"b":1,"c":1}'))).toMatchObject({
      matched: true,
      branches: [
        { paths: ['a', 'c'], failures: [{ path: 'a' }] },
        { paths: ['b', 'c'], failures: [] },
      ],
    });
  });
});
