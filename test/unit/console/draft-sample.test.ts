import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../client/api/client.ts';
import { exampleOf } from '../../../console/src/edit/draft-sample.ts';

const now = '2026-01-01T00:00:00.000Z';

const typeOf = (name: string, example: EventType['example']): EventType => ({
  name,
  group: 'g',
  title: { en: name },
  description: { en: name },
  schema: {},
  example,
  deprecated: false,
  version: 1,
  builtIn: true,
  updatedAt: null,
});

const eventTypes = [
  typeOf('A', { companyId: 'x', projectId: 'y', occurredAt: 'then', n: 1 }),
  typeOf('B', null),
  typeOf('C', { n: 3, currentValue: { title: 'x' } }),
];

const projects = ['p1', 'p2'].map(id => ({ id, name: `Name of ${id}` }));
const names = {
  companies: [{ id: 'acme', name: 'Acme', projects }],
  nameOf: (_kind: string, _companyId: string, id: string) => `Name of ${id}`,
};

const clause = (types: string[], projectIds: '*' | string[], more: object = {}) => ({
  filter: { anyOf: [{ eventTypes: types, companies: [{ companyId: 'acme', projectIds, ...more }] }] },
  eventTypes,
  names,
});

describe('the example that a test of a draft tells of', () => {
  it.each([
    ['the first that was chosen', clause(['C', 'A'], ['p9']), 'C', 'p9'],
    ['the first that has one', clause(['B', 'A'], ['p9']), 'A', 'p9'],
    ['any, in a project that is known', clause(['*'], '*'), 'A', 'p1'],
    ['in none that is left out', clause(['*'], '*', { exceptProjectIds: ['p1'] }), 'A', 'p2'],
    [
      'in its own project when none is known',
      { ...clause(['A'], '*'), names: { ...names, companies: [] } },
      'A',
      'y',
    ],
  ])('is %s', (_, facts, type, projectId) => {
    const told = exampleOf(facts, now);
    expect([told?.type, told?.data]).toEqual([
      type,
      expect.objectContaining({ companyId: 'acme', projectId, occurredAt: now }),
    ]);
  });

  it('calls company and project what they are called, wherever it tells of them', () => {
    const project = { id: 'y', name: 'Relaunch', uid: 'u', company: { id: 'x', name: 'Example' } };
    const example = { companyId: 'x', projectId: 'y', currentValue: { id: 't', lists: [{ project }] } };
    const facts = { ...clause(['A'], ['p2']), eventTypes: [typeOf('A', example)] };
    expect(exampleOf(facts, now)?.data).toEqual({
      companyId: 'acme',
      projectId: 'p2',
      occurredAt: now,
      currentValue: {
        id: 't',
        lists: [
          {
            project: {
              id: 'p2',
              name: 'Name of p2',
              uid: 'u',
              company: { id: 'acme', name: 'Name of acme' },
            },
          },
        ],
      },
    });
  });

  it('leaves an example that names no place as it is, but for that', () => {
    expect(exampleOf(clause(['C'], ['p2']), now)?.data).toEqual({
      n: 3,
      currentValue: { title: 'x' },
      companyId: 'acme',
      projectId: 'p2',
      occurredAt: now,
    });
  });

  it('is none of what the catalog has none of', () => {
    expect(exampleOf(clause(['B'], '*'), now)).toBeUndefined();
    expect(exampleOf({ ...clause(['A'], '*'), eventTypes: [] }, now)).toBeUndefined();
  });
});
