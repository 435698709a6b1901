import { describe, expect, it } from 'vitest';
import { allowsTenant, companiesOf, type Filter } from '../../../functions/domain/filter.ts';

const filter: Filter = {
  anyOf: [
    { eventTypes: ['*'], companies: [{ companyId: 'globex', projectIds: '*' }] },
    { eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: ['p1', 'p2'] }] },
  ],
};

describe('allowsTenant', () => {
  it.each([
    ['acme', 'p1', true],
    ['acme', 'p2', true],
    ['acme', 'p3', false],
    ['globex', 'anything', true],
    ['initech', 'p1', false],
    ['', '', false],
    ['*', 'p1', false],
    [undefined, 'p1', false],
    [['acme'], 'p1', false],
    ['acme', ['p1'], false],
    ['globex', undefined, false],
    ['globex', null, false],
    [{ id: 'acme' }, 'p1', false],
  ])('%j in project %j: %s', (companyId, projectId, allowed) => {
    expect(allowsTenant(filter, companyId, projectId)).toBe(allowed);
  });
});

describe('companiesOf', () => {
  it('names each company once, sorted', () => {
    const [first, second] = filter.anyOf;
    expect(companiesOf({ anyOf: [first, second, second].filter(clause => clause !== undefined) })).toEqual([
      'acme',
      'globex',
    ]);
  });
});
