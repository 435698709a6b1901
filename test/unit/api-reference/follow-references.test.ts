import { expect, it } from 'vitest';
import { followReferences, type Json } from '../../../functions/api-reference/page/follow-references.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const document = {
  paths: { '/a/{b}': { get: { answer: { $ref: '#/components/Answer' } } } },
  components: {
    Answer: { type: 'object', members: [{ $ref: '#/components/a~1b' }, 1, null] },
    'a/b': { is: 'text' },
    Beside: { $ref: '#/components/a~1b', is: 'number', more: true },
    Tree: { leaf: 'x', branch: { $ref: '#/components/Tree' } },
    Outside: { one: { $ref: 'other.json#/x' }, two: { $ref: '#/nowhere' }, three: { $ref: 3 } },
    Whole: { $ref: '#/list' },
  },
  list: [{ $ref: '#/components/a~1b' }],
};

it.each<[string, (string | number)[], Json | undefined]>([
  [
    'what they name',
    ['paths', '/a/{b}', 'get'],
    { answer: { type: 'object', members: [{ is: 'text' }, 1, null] } },
  ],
  ['lists', ['components', 'Whole'], [{ is: 'text' }]],
  ['an item of a list', ['list', 0], { is: 'text' }],
  ['but what stands beside wins', ['components', 'Beside'], { is: 'number', more: true }],
  [
    'once around a circle',
    ['components', 'Tree'],
    { leaf: 'x', branch: { leaf: 'x', branch: { $ref: '#/components/Tree' } } },
  ],
  ['but not out of the document, or to nowhere', ['components', 'Outside'], document.components.Outside],
  ['not where there is nothing', ['paths', '/b'], undefined],
  ['not to what objects inherit', ['paths', 'toString'], undefined],
])('follows references: %s', (_, path, expected) => {
  expect(followReferences(document, path)).toEqual(expected);
});

const { body: served } = await new MemoryApi().send('GET', '/openapi.json');
const operations = Object.entries<Record<string, { operationId: string }>>(served.paths).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => [operationId, path, method] as const),
);

/** References that are left, wherever they lead. */
function referencesIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
}

it.each(operations)('of the operation %s none is left that is not in a circle', (_, path, method) => {
  const followed = followReferences(served, ['paths', path, method]);
  const circles = referencesIn(followed).filter(target => {
    const [, , kind = '', name = ''] = target.split('/');
    return !referencesIn(followReferences(served, ['components', kind, name])).includes(target);
  });
  expect(circles).toEqual([]);
});
