import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../../../../event-pattern/match.ts';
import { parseEvent } from '../../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../../event-pattern/parse-pattern.ts';
import { compileFilter } from '../../../../functions/domain/compile-filter.ts';
import type { Condition } from '../../../../functions/domain/conditions/condition.ts';
import { companiesOf, type Filter } from '../../../../functions/domain/filter.ts';
import { filterTest } from '../../../../functions/domain/match-filter.ts';
import { type NaiveEvent, naivelyWants } from './naive-filter.ts';
import { dates, filters, numbers, ownNames, projects, scalars, types } from './random-filters.ts';

const values: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: scalars },
  dates,
  fc.array(scalars, { maxLength: 2 }),
);
const things = fc.record({ id: values, name: values }, { requiredKeys: [] });
const thingLists = fc.oneof<fc.Arbitrary<unknown>[]>(fc.array(things, { maxLength: 3 }), things, values);
const states = fc.option(
  fc.record(
    {
      title: values,
      n: numbers,
      due: fc.oneof(dates, fc.constant(null)),
      tags: thingLists,
      list: fc.oneof(
        fc.record({ id: values, tags: thingLists }, { requiredKeys: [] }),
        fc.array(fc.record({ id: values, tags: thingLists }, { requiredKeys: [] }), { maxLength: 2 }),
      ),
    },
    { requiredKeys: [] },
  ),
  { nil: null, freq: 6 },
);
const events: fc.Arbitrary<NaiveEvent> = fc.record({
  'detail-type': types,
  time: fc.constant('2026-01-10T00:00:00Z'),
  detail: fc.record(
    {
      companyId: fc.constantFrom('acme', 'globex', 'initech'),
      projectId: projects,
      actorId: scalars,
      prefix: fc.oneof(values, fc.record({ suffix: values })),
      items: thingLists,
      previousValue: states,
      currentValue: states,
      changes: fc.dictionary(ownNames, fc.record({ direction: fc.constantFrom('later', 'up', 'down') })),
      changedFields: fc.constantFrom('due', 'due,title', 'n,tags,title', 'due,n,tags', ''),
    },
    { requiredKeys: ['companyId', 'projectId'] },
  ),
});

/** Few fields of few lists, so that conditions meet each other in them. */
const listFields = fc.constantFrom(
  'items.id',
  'items.name',
  'items.parts.id',
  'items.parts.name',
  'currentValue.id',
);
const few = fc.constantFrom('a', 'b');
const listLeaf: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ op: fc.constantFrom('eq', 'ne', 'notIn'), field: listFields, value: few })
      .map(given => (given.op === 'notIn' ? { ...given, value: [given.value] } : given)),
  },
  fc.record({ op: fc.constantFrom('exists', 'empty'), field: listFields, value: fc.boolean() }),
);
const { listTree } = fc.letrec<{ listTree: Condition }>(tie => ({
  listTree: fc.oneof(
    { maxDepth: 3 },
    { weight: 1, arbitrary: listLeaf },
    { weight: 3, arbitrary: fc.array(tie('listTree'), { minLength: 2, maxLength: 3 }).map(all => ({ all })) },
    { weight: 1, arbitrary: fc.array(tie('listTree'), { minLength: 2, maxLength: 3 }).map(any => ({ any })) },
    { weight: 1, arbitrary: tie('listTree').map(not => ({ not })) },
  ),
}));
const listFilters = listTree.map(
  (conditions): Filter => ({
    anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: '*' }], conditions }],
  }),
);
const part = fc.record({ id: few, name: few }, { requiredKeys: [] });
const item = fc.record({ id: few, name: few, parts: fc.array(part, { maxLength: 2 }) }, { requiredKeys: [] });
const listEvents: fc.Arbitrary<NaiveEvent> = fc
  .record({
    items: fc.array(item, { maxLength: 3 }),
    currentValue: fc.record({ id: few }, { requiredKeys: [] }),
  })
  .map(detail => ({
    'detail-type': 'T1',
    time: '2026-01-10T00:00:00Z',
    detail: { companyId: 'acme', projectId: 'p1', ...detail },
  }));

function filtered({ 'detail-type': type, time, detail }: NaiveEvent) {
  const { companyId, projectId } = detail;
  return { type, companyId, projectId, data: parseEvent(JSON.stringify(detail)), eventMs: Date.parse(time) };
}

/** Compares what a filter compiles to with what it says. @returns how often each case came up */
function compare(seed: number, ofFilters: fc.Arbitrary<Filter>, ofEvents: fc.Arbitrary<NaiveEvent>) {
  const seen = { wanted: 0, exact: 0, residual: 0, letPass: 0 };
  const candidates = fc.array(ofEvents, { minLength: 3, maxLength: 6 });
  fc.assert(
    fc.property(ofFilters, candidates, (filter, given) => {
      const { pattern, isExact } = compileFilter(filter);
      const parsed = parsePattern(pattern);
      const test = filterTest(filter);
      seen[isExact ? 'exact' : 'residual']++;
      for (const event of given) {
        const isWanted = naivelyWants(filter, event);
        const passes = matches(parsed, parseEvent(JSON.stringify(event)));
        const about = JSON.stringify({ filter, event, pattern });
        if (test(filtered(event)) !== isWanted) throw new Error(`the check is wrong (${isWanted}): ${about}`);
        if (passes && !companiesOf(filter).includes(String(event.detail.companyId)))
          throw new Error(`wider: ${about}`);
        if (isWanted && !passes) throw new Error(`the pattern misses: ${about}`);
        if (isExact && passes !== isWanted) throw new Error(`the pattern is not exact: ${about}`);
        if (isWanted) seen.wanted++;
        else if (passes) seen.letPass++;
      }
    }),
    { seed, numRuns: 10_000 },
  );
  return seen;
}

describe('a pattern never misses a wanted event, and with the check before the call lets no other pass', () => {
  it('of any filter', () => {
    const seen = compare(20_260_301, filters, events);
    expect(seen.wanted).toBeGreaterThan(5_000);
    expect(seen.exact).toBeGreaterThan(1_000);
    expect(seen.residual).toBeGreaterThan(2_500);
  });

  it('of filters over lists, whose elements conditions share', () => {
    const seen = compare(20_260_302, listFilters, listEvents);
    expect(seen.wanted).toBeGreaterThan(5_000);
    expect(seen.exact).toBeGreaterThan(500);
    expect(seen.letPass).toBeGreaterThan(500);
  });
});
