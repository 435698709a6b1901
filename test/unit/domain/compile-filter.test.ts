import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { compileFilter } from '../../../functions/domain/compile-filter.ts';
import { ProblemError } from '../../../functions/domain/errors.ts';
import { eventTypeNames } from '../../../functions/domain/event-catalog.ts';
import { allowsTenant, type Clause, type Filter } from '../../../functions/domain/filter.ts';
import compiled from '../../fixtures/filters/compiled.json' with { type: 'json' };
import refused from '../../fixtures/filters/refused.json' with { type: 'json' };

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('compileFilter', () => {
  it.each(compiled)('$name', ({ filters, pattern, isExact = true }) => {
    for (const filter of filters)
      expect(compileFilter(filter as Filter)).toEqual({
        pattern: JSON.stringify(pattern),
        isExact,
        isShortened: false,
      });
  });

  it.each(refused)('refuses $name', ({ conditions, pointer, detail }) => {
    const clause = {
      eventTypes: ['TODO_MOVED'],
      companies: [{ companyId: 'acme', projectIds: ['p1'] }],
      conditions,
    };
    const error = thrownBy(() => compileFilter({ anyOf: [clause as unknown as Clause] }));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'invalid-filter', faults: [{ pointer }] });
    if (detail !== undefined) expect(error).toMatchObject({ faults: [{ detail }] });
  });

  const filterOf = (projectIds: string[]): Filter => ({
    anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds }] }],
  });

  it('leaves projects to the check before each call when the pattern would have 2,049 characters', () => {
    const base = compileFilter(filterOf([''])).pattern.length;
    const { pattern, isExact } = compileFilter(filterOf(['x'.repeat(2048 - base)]));
    expect([pattern.length, isExact]).toEqual([2048, true]);
    expect(compileFilter(filterOf(['x'.repeat(2049 - base)]))).toEqual({
      pattern: '{"detail":{"companyId":["acme"]}}',
      isExact: false,
      isShortened: true,
    });
  });

  it('refuses companies that have more than 2,048 characters', () => {
    const companies = (idLength: number) =>
      [...'abcdefghijklmnopqrst'].map(letter => ({
        companyId: letter.repeat(idLength),
        projectIds: '*' as const,
      }));
    const filterOfAll = (idLength: number) => ({
      anyOf: [{ eventTypes: ['*'], companies: companies(idLength) }],
    });
    expect(compileFilter(filterOfAll(98)).pattern).toHaveLength(2046);
    expect(thrownBy(() => compileFilter(filterOfAll(99)))).toMatchObject({
      code: 'pattern-too-long',
      faults: [{ pointer: '/filter' }],
    });
  });

  it('fits every event type of the catalog for two companies', () => {
    const companies = [
      { companyId: 'acme', projectIds: ['p1'] },
      { companyId: 'globex', projectIds: '*' as const },
    ];
    expect(compileFilter({ anyOf: [{ eventTypes: eventTypeNames, companies }] }).pattern.length).toBeLessThan(
      1_100,
    );
  });
});

const name = fc.constantFrom('a', 'b', 'status', 'x.y', 'currentValue');
const scalar = fc.constantFrom<unknown>('acme', 'globex', 'p1', 1, true, null);
const leaf = fc.oneof(
  scalar,
  fc.constantFrom<unknown>(
    { exists: true },
    { exists: false },
    { prefix: '' },
    { 'anything-but': 'zzz' },
    { wildcard: '*' },
  ),
);
const { pattern: anyPattern } = fc.letrec<{ pattern: Record<string, unknown>; value: unknown }>(tie => ({
  value: fc.oneof({ maxDepth: 3 }, fc.array(leaf, { minLength: 1, maxLength: 3 }), tie('pattern')),
  pattern: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(
      fc.oneof(
        { weight: 20, arbitrary: name },
        { weight: 1, arbitrary: fc.constantFrom('companyId', 'projectId', 'detail', 'detail.companyId') },
      ),
      tie('value'),
      {
        minKeys: 1,
        maxKeys: 3,
      },
    ),
    fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map(branches => ({ $or: branches })),
  ),
}));

describe('reserved names', () => {
  const clause = (pattern: Record<string, unknown>, companyId = 'acme'): Clause => ({
    eventTypes: ['TODO_MOVED'],
    companies: [{ companyId, projectIds: ['p1'] }],
    conditions: { pattern },
  });

  it('work alone; with several clauses the fault names the field, and the mend', () => {
    expect(compileFilter({ anyOf: [clause({ prefix: ['x'] })] }).pattern).toContain('"prefix":["x"]');
    const error = thrownBy(() =>
      compileFilter({ anyOf: [clause({ a: [1] }), clause({ b: { prefix: ['x'] } })] }),
    );
    expect(error).toMatchObject({
      code: 'invalid-filter',
      faults: [
        {
          pointer: '/filter/anyOf/1/conditions/pattern/b/prefix',
          detail: expect.stringContaining('put this clause into a webhook of its own'),
        },
      ],
    });
  });
});

const field = fc.constantFrom('a', 'b', 'c', 'd');
const simpleLeaf = fc.oneof(
  fc.constantFrom<unknown>('x', 'y', 1, 2, true, null),
  fc.constantFrom<unknown>(
    { exists: true },
    { exists: false },
    { 'anything-but': ['x', 'q'] },
    { numeric: ['>', 1] },
  ),
);
const simplePattern = fc.dictionary(field, fc.array(simpleLeaf, { minLength: 1, maxLength: 3 }), {
  minKeys: 1,
  maxKeys: 2,
});
const conditions = fc.oneof(
  simplePattern,
  fc.array(simplePattern, { minLength: 2, maxLength: 3 }).map(branches => ({ $or: branches })),
);
const term = fc.record({
  companyId: fc.constantFrom('acme', 'globex', 'initech'),
  projectIds: fc.oneof(
    fc.constant<'*'>('*'),
    fc.array(fc.constantFrom('p1', 'p2', 'p3'), { minLength: 1, maxLength: 3 }),
  ),
});
const clauses = fc.array(
  fc.record({
    eventTypes: fc.oneof<fc.Arbitrary<string[]>[]>(
      fc.constant(['*']),
      fc.array(fc.constantFrom('TODO_MOVED', 'TAG_CREATED'), { minLength: 1, maxLength: 2 }),
    ),
    companies: fc.array(term, { minLength: 1, maxLength: 3 }),
    conditions: fc.record({ pattern: conditions }),
  }),
  { minLength: 1, maxLength: 3 },
);
const event = fc.record({
  'detail-type': fc.constantFrom('TODO_MOVED', 'TAG_CREATED', 'TAG_DELETED'),
  detail: fc.record(
    {
      companyId: fc.constantFrom('acme', 'globex', 'initech', 'umbrella'),
      projectId: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      a: fc.constantFrom<unknown>('x', 'y', 'z', 1, 2, 3, true, null),
      b: fc.constantFrom<unknown>('x', 1, 2, false),
      c: fc.constantFrom<unknown>('y', 3),
    },
    { requiredKeys: ['companyId', 'projectId'] },
  ),
});

describe('what is compiled', () => {
  it('matches an event exactly when one of the clauses, read by itself, does', () => {
    let matched = 0;
    fc.assert(
      fc.property(clauses, fc.array(event, { minLength: 5, maxLength: 10 }), (anyOf, events) => {
        const compiled = parsePattern(compileFilter({ anyOf }).pattern);
        for (const candidate of events) {
          const { companyId, projectId } = candidate.detail;
          const document = parseEvent(JSON.stringify(candidate));
          const expected = anyOf.some(
            clause =>
              (clause.eventTypes.includes('*') || clause.eventTypes.includes(candidate['detail-type'])) &&
              allowsTenant({ anyOf: [clause] }, companyId, projectId) &&
              matches(parsePattern(JSON.stringify({ detail: clause.conditions.pattern })), document),
          );
          if (expected) matched++;
          expect(matches(compiled, document)).toBe(expected);
        }
      }),
      { seed: 20_260_102, numRuns: 3_000 },
    );
    expect(matched).toBeGreaterThan(500);
  });
});

describe('tenants cannot escape', () => {
  it('no conditions widen the companies, and what is compiled is accepted', () => {
    let accepted = 0;
    let matched = 0;
    const events = ['acme', 'globex'].flatMap(companyId =>
      ['p1', 'p2'].flatMap(projectId =>
        [{}, { a: 'acme', b: 1 }, { status: 'globex', companyId: 'acme' }].map(more => ({
          ...more,
          companyId,
          projectId,
        })),
      ),
    );
    fc.assert(
      fc.property(fc.array(anyPattern, { minLength: 1, maxLength: 3 }), patterns => {
        const clauses = patterns.map(pattern => ({
          eventTypes: ['*'],
          companies: [{ companyId: 'acme', projectIds: ['p1'] }],
          conditions: { pattern },
        }));
        let text: string;
        try {
          text = compileFilter({ anyOf: clauses }).pattern;
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
          return;
        }
        accepted++;
        const pattern = parsePattern(text);
        for (const detail of events) {
          if (!matches(pattern, parseEvent(JSON.stringify({ 'detail-type': 'TODO_MOVED', detail }))))
            continue;
          matched++;
          expect(detail).toMatchObject({ companyId: 'acme', projectId: 'p1' });
        }
      }),
      { seed: 20_260_101, numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(1_000);
    expect(matched).toBeGreaterThan(100);
  });
});
