import fc from 'fast-check';
import type { Condition } from '../../../../functions/domain/conditions/condition.ts';
import type { Filter } from '../../../../functions/domain/filter.ts';

const words = fc.constantFrom('a', 'b', 'ab', 'ba', 'A', 'Ab');
export const scalars = fc.constantFrom<string | number | boolean | null>(
  'a',
  'b',
  'ab',
  'A',
  1,
  2,
  3,
  true,
  false,
  null,
);
export const dates = fc.constantFrom(
  '2026-01-01',
  '2026-01-08T12:00:00Z',
  '2026-01-10T00:00:00+01:00',
  '2026-01-20',
);
const names = fc.constantFrom('title', 'tags', 'tags.id', 'tags.name', 'list.id', 'list.tags.id', 'due', 'n');
const anyField = fc.oneof(
  names.map(name => `currentValue.${name}`),
  names.map(name => `previousValue.${name}`),
  fc.constantFrom('actorId', 'items.id', 'items.name', 'items', 'currentValue', 'prefix', 'prefix.suffix'),
);
export const numbers = fc.constantFrom(0, 1, 2, 3);
export const ownNames = fc.constantFrom('title', 'due', 'n', 'tags');
const caseless = fc.constantFrom({}, {}, { ignoreCase: true });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ op: fc.constantFrom('eq', 'ne'), field: anyField, value: scalars, more: caseless })
      .map(flat),
  },
  fc
    .record({
      op: fc.constantFrom('in', 'notIn'),
      field: anyField,
      value: fc.array(scalars, { minLength: 1, maxLength: 3 }),
      more: caseless,
    })
    .map(flat),
  fc.record({ op: fc.constantFrom('exists', 'empty'), field: anyField, value: fc.boolean() }),
  fc
    .record({
      op: fc.constantFrom('startsWith', 'endsWith', 'contains'),
      field: anyField,
      value: words,
      more: caseless,
    })
    .map(flat),
  fc
    .record({
      op: fc.constant('wildcard'),
      field: anyField,
      value: fc.constantFrom('a*', '*b', 'a*b', '*a*', 'ab'),
      more: caseless,
    })
    .map(flat),
  fc.record({ op: fc.constantFrom('gt', 'gte', 'lt', 'lte'), field: anyField, value: numbers }),
  fc.record({ op: fc.constant('between'), field: anyField, value: fc.constantFrom([0, 1], [1, 2], [2, 3]) }),
  fc.record({ op: fc.constantFrom('before', 'after'), field: anyField, value: dates }),
  fc.record({ op: fc.constantFrom('inLast', 'inNext'), field: anyField, value: fc.constantFrom('1d', '7d') }),
  {
    weight: 2,
    arbitrary: fc
      .record({ op: fc.constantFrom('was', 'became'), field: names, value: scalars, more: caseless })
      .map(flat),
  },
  fc.record({ op: fc.constant('changed'), field: ownNames }),
  fc.record({
    op: fc.constant('changed'),
    field: names,
    value: fc.constantFrom({ from: 'a', to: 'b' }, { from: 1, to: null }),
  }),
  fc.record({
    op: fc.constant('onlyChanged'),
    value: fc.uniqueArray(fc.constantFrom('title', 'due', 'n', 'tags', 'x', 'y'), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
  fc.record({ op: fc.constantFrom('movedLater', 'increased'), field: ownNames }),
);

function flat<Given extends { op: string; field: string; value: unknown; more: object }>({
  more,
  ...given
}: Given) {
  return { ...given, ...more };
}

const { tree } = fc.letrec<{ tree: Condition }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 2, arbitrary: leaf },
    { weight: 2, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(all => ({ all })) },
    { weight: 2, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(any => ({ any })) },
    { weight: 1, arbitrary: tie('tree').map(not => ({ not })) },
  ),
}));

export const projects = fc.constantFrom('p1', 'p2', 'p3');
const someProjects = fc.uniqueArray(projects, { minLength: 1, maxLength: 2 });
export const types = fc.constantFrom('T1', 'T2', 'T3');
/** Valid filters over few names and values, so that their conditions meet each other. */
export const filters: fc.Arbitrary<Filter> = fc.record({
  anyOf: fc.array(
    fc
      .record({
        types: fc.oneof(
          fc.constant({ eventTypes: ['*'] }),
          types.map(type => ({ eventTypes: ['*'], exceptEventTypes: [type] })),
          fc.uniqueArray(types, { minLength: 1 }).map(eventTypes => ({ eventTypes })),
        ),
        companies: fc.array(
          fc.oneof(
            fc.record({
              companyId: fc.constantFrom('acme', 'globex'),
              projectIds: fc.constant('*' as const),
            }),
            fc.record({
              companyId: fc.constantFrom('acme', 'globex'),
              projectIds: fc.constant('*' as const),
              exceptProjectIds: someProjects,
            }),
            fc.record({ companyId: fc.constantFrom('acme', 'globex'), projectIds: someProjects }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        conditions: fc.option(tree, { nil: undefined, freq: 8 }),
      })
      .map(({ types: ofTypes, companies, conditions }) => ({
        ...ofTypes,
        companies,
        ...(conditions === undefined ? {} : { conditions }),
      })),
    { minLength: 1, maxLength: 2 },
  ),
});
