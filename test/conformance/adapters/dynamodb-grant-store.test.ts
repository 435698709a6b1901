import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbGrantStore } from '../../../functions/adapters/dynamodb-grant-store.ts';
import { type Grant, grantId } from '../../../functions/domain/grant.ts';
import { type GrantStore, grantSort } from '../../../functions/domain/grant-ports.ts';
import { MemoryGrantStore } from '../../support/memory-grant-store.ts';
import { storeTables } from './support/store-tables.ts';

const { overDynamoDb } = storeTables(Date.parse('2026-01-02T00:00:00Z'));

function grant(companyId: string, toCompanyId: string, second = 0): Grant {
  const createdAt = `2026-01-01T00:00:0${second}.000Z`;
  return { id: grantId(companyId, toCompanyId), companyId, toCompanyId, createdAt, createdBy: 'key:key_1' };
}

describe.each([
  { name: 'memory', make: async (): Promise<GrantStore> => new MemoryGrantStore() },
  ...overDynamoDb((table): GrantStore => new DynamoDbGrantStore(table)),
])('GrantStore over $name', ({ make }) => {
  let grants: GrantStore;
  beforeEach(async () => {
    grants = await make();
  });

  it('finds what was given, the first time, until it is taken back', async () => {
    const first = grant('globex', 'acme');
    expect(await grants.add(first)).toEqual(first);
    expect(await grants.add(grant('globex', 'acme', 5))).toEqual(first);
    expect(await grants.find(first.id)).toEqual(first);
    await grants.remove(first.id);
    await grants.remove(first.id);
    expect(await grants.find(first.id)).toBeUndefined();
    expect(await grants.list({ companyId: 'globex', direction: 'given', limit: 5 })).toEqual([]);
  });

  it('says which companies have granted nothing', async () => {
    await grants.add(grant('globex', 'acme'));
    await grants.add(grant('acme', 'initech'));
    expect(await grants.missing('acme', ['initech', 'globex', 'other'])).toEqual(['initech', 'other']);
    expect(await grants.missing('globex', ['acme'])).toEqual(['acme']);
    expect(await grants.missing('acme', ['globex'])).toEqual([]);
    expect(await grants.missing('acme', [])).toEqual([]);
  });

  it('says which of many grants are there', async () => {
    const names = Array.from({ length: 150 }, (_, n) => `company-${n}`);
    const given = names.filter((_, n) => n % 50 === 7).map(name => grant(name, 'acme'));
    for (const one of given) await grants.add(one);
    const asked = names.map(name => grant(name, 'acme').id);
    expect([...(await grants.given([...asked, ...asked]))].sort()).toEqual(given.map(({ id }) => id).sort());
    expect((await grants.given([])).size).toBe(0);
  });

  it('lists what a company gave and what it got, newest first, page by page', async () => {
    const [one, two, three, other] = [
      grant('globex', 'acme', 1),
      grant('globex', 'initech', 2),
      grant('acme', 'globex', 3),
      grant('initech', 'acme', 4),
    ] as const;
    for (const given of [one, two, three, other]) await grants.add(given);
    const list = (companyId: string, direction: 'given' | 'received', limit = 5, before?: string) =>
      grants.list({ companyId, direction, limit, ...(before === undefined ? {} : { before }) });
    expect(await list('globex', 'given')).toEqual([two, one]);
    expect(await list('globex', 'given', 1)).toEqual([two]);
    expect(await list('globex', 'given', 5, grantSort(two))).toEqual([one]);
    expect(await list('acme', 'received')).toEqual([other, one]);
    expect(await list('globex', 'received')).toEqual([three]);
    expect(await list('nobody', 'given')).toEqual([]);
  });
});
