import { expect, it } from 'vitest';
import type { Condition } from '../../../../functions/domain/conditions/condition.ts';
import { explainFilter } from '../../../../functions/domain/explain-filter.ts';
import { filteredEvent } from '../../../../functions/domain/match-filter.ts';

const many = <Item>(count: number, item: (i: number) => Item) =>
  Array.from({ length: count }, (_, i) => item(i));
const eq = (field: string): Condition => ({ op: 'eq', field, value: 1 });

function verdictOn(conditions: Condition, detail: object) {
  const companies = [{ companyId: 'acme', projectIds: '*' as const }];
  const whole = { companyId: 'acme', projectId: 'p', ...detail };
  const event = { type: 'T', time: '2026-01-01T00:00:00Z', detail: whole, detailText: JSON.stringify(whole) };
  return explainFilter({ anyOf: [{ eventTypes: ['*'], companies, conditions }] }, filteredEvent(event))
    .matches;
}

it('decides lists of 100,000 elements, no two of which meet the conditions together', () => {
  const x = many(100_000, i => (i % 2 === 0 ? { a: 1 } : { b: 1 }));
  expect(verdictOn({ all: [eq('x.a'), eq('x.b')] }, { x })).toBe(false);
  expect(verdictOn({ all: [eq('x.a'), eq('x.b')] }, { x: [...x, { a: 1, b: 1 }] })).toBe(true);
});

it('decides lists that have nothing to do with each other apart, whichever is the shorter one', () => {
  const y = many(1_000, () => ({ c: 1 }));
  const x = many(3_000, i => (i % 2 === 0 ? { a: 1 } : { b: 1 }));
  expect(verdictOn({ all: [eq('y.c'), eq('x.a'), eq('x.b')] }, { x, y })).toBe(false);
});

it('says so of an event that repeats a key such that it cannot be decided', () => {
  // Ten fields in nine lists, each in an element of its own: two of them always meet in one list (the pigeonhole principle).
  const names = many(10, i => `f${i}`);
  const lists = many(9, () => `"x":${JSON.stringify(names.map(name => ({ [name]: 1 })))}`).join();
  const companies = [{ companyId: 'acme', projectIds: '*' as const }];
  const conditions = { all: names.map(name => eq(`x.${name}`)) };
  const event = filteredEvent({
    type: 'T',
    time: '2026-01-01T00:00:00Z',
    detail: { companyId: 'acme', projectId: 'p' },
    detailText: `{${lists}}`,
  });
  const filter = { anyOf: [{ eventTypes: ['*'], companies, conditions }] };
  expect(() => explainFilter(filter, event)).toThrow(
    expect.objectContaining({
      code: 'invalid-request',
      message: expect.stringContaining('too many combinations'),
    }),
  );
});
