import { describe, expect, it } from 'vitest';
import { hashOfKey } from '../../../functions/domain/api-key.ts';
import { makeKey } from '../../../functions/key-maker/make-key.ts';
import { MemoryApiKeyStore } from '../../support/memory-api-key-store.ts';

const make = (input: unknown, keys = new MemoryApiKeyStore()) =>
  makeKey(input, {
    keys,
    now: () => Date.parse('2026-01-01T00:00:00.000Z'),
    randomBytes: count => new Uint8Array(count).fill(1),
  });

const key = `fhk_${'AQEB'.repeat(10)}AQE`;

describe('makeKey', () => {
  it('shows the key once and stores its hash', async () => {
    const keys = new MemoryApiKeyStore();
    const made = await make({ operation: 'create', name: 'first', companies: ['b', 'a', 'b'] }, keys);
    const id = 'key_01kdvdna001111111111111111';
    expect(made).toEqual({
      id,
      key,
      prefix: 'fhk_AQEBAQ',
      companies: ['a', 'b'],
      role: 'manager',
      revealSecrets: false,
      name: 'first',
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'operator',
      expiresAt: null,
      lastUsedAt: null,
    });
    expect([...keys.keys.values()]).toEqual([
      {
        id,
        name: 'first',
        prefix: 'fhk_AQEBAQ',
        hash: hashOfKey(key),
        companies: ['a', 'b'],
        role: 'manager',
        revealsSecrets: false,
        createdAt: '2026-01-01T00:00:00.000Z',
        createdBy: 'operator',
      },
    ]);
  });

  it('knows every company', async () => {
    const keys = new MemoryApiKeyStore();
    const made = await make({ operation: 'create', name: 'first', companies: ['*'] }, keys);
    expect([made.companies, [...keys.keys.values()][0]?.companies]).toEqual([['*'], '*']);
  });

  it('gives a key the role that it is told', async () => {
    const keys = new MemoryApiKeyStore();
    const setup = { name: 'first', companies: ['*'], role: 'reader', revealSecrets: true };
    const made = await make({ operation: 'create', ...setup }, keys);
    expect(made).toMatchObject({ role: 'reader', revealSecrets: true });
    expect([...keys.keys.values()]).toMatchObject([{ role: 'reader', revealsSecrets: true }]);
  });

  it.each([
    [
      { operation: 'create', name: 'x', companies: ['*'], role: 'owner' },
      '/role: Must be "admin" or "manager" or "reader" or "publisher".',
    ],
    [null, 'input: Must be an object, not null.'],
    [{}, '/operation: This member is required.'],
    [{ operation: 'delete', name: 'x', companies: ['*'] }, '/operation: Must be "create".'],
    [{ operation: 'create', name: '', companies: ['*'] }, '/name: Must have at least 1 character.'],
    [{ operation: 'create', name: 'x', companies: [] }, '/companies: Must not be empty'],
    [
      { operation: 'create', name: 'x', companies: ['*', 'a'] },
      '/companies: "*" means every company and stands alone.',
    ],
    [{ operation: 'create', name: 'x', company: ['a'] }, '/companies: This member is required.'],
  ])('refuses %j', async (input, message) => {
    await expect(make(input)).rejects.toThrow(message);
  });
});
