import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbApiKeyStore } from '../../../functions/adapters/dynamodb-api-key-store.ts';
import type { ApiKey } from '../../../functions/domain/api-key.ts';
import type { ApiKeyStore } from '../../../functions/domain/api-key-ports.ts';
import { MemoryApiKeyStore } from '../../support/memory-api-key-store.ts';
import { storeTables } from './support/store-tables.ts';

const { overDynamoDb } = storeTables(Date.parse('2026-01-02T00:00:00Z'));

const key: ApiKey = {
  id: 'key_01kdvdnt000000000000000000',
  name: 'first',
  prefix: 'fhk_abcdef',
  hash: 'ab'.repeat(32),
  companies: ['acme', 'umbrella'],
  role: 'reader',
  revealsSecrets: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'key:key_01kdvdnt000000000000000001',
};

function numbered(n: number, companies: ApiKey['companies']): ApiKey {
  const digits = String(n).padStart(2, '0');
  return { ...key, id: `key_01kdvdnt0000000000000000${digits}`, hash: digits.repeat(32), companies };
}

describe.each([
  { name: 'memory', make: async (): Promise<ApiKeyStore> => new MemoryApiKeyStore() },
  ...overDynamoDb((table): ApiKeyStore => new DynamoDbApiKeyStore(table)),
])('ApiKeyStore over $name', ({ make }) => {
  let keys: ApiKeyStore;
  beforeEach(async () => {
    keys = await make();
  });

  it.each([
    { companies: key.companies },
    { companies: '*' as const, createdBy: 'operator' as const },
    { companies: [] },
    { expiresAt: '2026-02-01T00:00:00.000Z', lastUsedAt: '2026-01-01T00:01:00.000Z' },
  ])('finds a key by its hash and by its id, every member: %j', async more => {
    await keys.create({ ...key, ...more });
    expect(await keys.findByHash(key.hash)).toEqual({ ...key, ...more });
    expect(await keys.find(key.id)).toEqual({ ...key, ...more });
    expect(await keys.findByHash('cd'.repeat(32))).toBeUndefined();
    expect(await keys.find('key_01kdvdnt000000000000000009')).toBeUndefined();
    await expect(keys.create(key)).rejects.toThrow('exists');
  });

  it('lists those that belong to none but these companies, newest first, page by page', async () => {
    const all = [['acme'], '*', ['acme', 'globex'], ['globex'], ['acme'], ['other']] as const;
    await Promise.all(all.map((companies, n) => keys.create(numbered(n, companies))));
    const list = async (companies: ApiKey['companies'], limit = 10, before?: string) =>
      (await keys.list({ companies, limit, ...(before === undefined ? {} : { before }) })).map(({ id }) =>
        Number(id.slice(-2)),
      );
    expect(await list(['acme'])).toEqual([4, 0]);
    expect(await list(['globex', 'acme', 'globex'])).toEqual([4, 3, 2, 0]);
    expect(await list(['globex', 'acme'], 2, numbered(4, '*').id)).toEqual([3, 2]);
    expect(await list('*')).toEqual([5, 4, 3, 2, 1, 0]);
    expect(await list('*', 2, numbered(2, '*').id)).toEqual([1, 0]);
    expect(await list([])).toEqual([]);
  });

  it('lets a key expire, never later than it was to', async () => {
    await keys.create(key);
    expect(await keys.expire(key, '2026-02-02T00:00:00.000Z')).toBe(true);
    expect(await keys.expire(key, '2026-03-01T00:00:00.000Z')).toBe(false);
    expect((await keys.findByHash(key.hash))?.expiresAt).toBe('2026-02-02T00:00:00.000Z');
    expect(await keys.expire(key, '2026-02-01T00:00:00.000Z')).toBe(true);
    expect((await keys.find(key.id))?.expiresAt).toBe('2026-02-01T00:00:00.000Z');
    expect(await keys.expire(numbered(1, '*'), '2026-02-01T00:00:00.000Z')).toBe(false);
    expect(await keys.findByHash(numbered(1, '*').hash)).toBeUndefined();
  });

  it('notes the newest use, of a key that is there', async () => {
    await keys.create(key);
    await keys.noteUse(key, '2026-01-05T00:00:00.000Z');
    await keys.noteUse(key, '2026-01-04T00:00:00.000Z');
    expect((await keys.find(key.id))?.lastUsedAt).toBe('2026-01-05T00:00:00.000Z');
    await keys.noteUse(numbered(1, '*'), '2026-01-05T00:00:00.000Z');
    expect(await keys.findByHash(numbered(1, '*').hash)).toBeUndefined();
  });

  it('removes a key whole', async () => {
    await keys.create(key);
    expect(await keys.remove(key)).toBe(true);
    expect(await keys.remove(key)).toBe(false);
    expect([await keys.findByHash(key.hash), await keys.find(key.id)]).toEqual([undefined, undefined]);
    expect(await keys.list({ companies: '*', limit: 5 })).toEqual([]);
    await keys.create(key);
  });
});
