import { describe, expect, it } from 'vitest';
import { hashOfKey } from '../../../functions/domain/api-key.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const setup = { name: 'CI', companies: ['globex', 'acme', 'acme'], role: 'reader' };

describe('createKey', () => {
  it('shows a key once, which then works for its companies', async () => {
    const api = new MemoryApi();
    const { status, headers, body } = await api.send('POST', '/v1/keys', setup);
    const { key, ...view } = body;
    expect([status, view]).toEqual([
      201,
      {
        id: expect.stringMatching(/^key_[0-9a-z]{26}$/),
        name: 'CI',
        prefix: key.slice(0, 10),
        companies: ['acme', 'globex'],
        role: 'reader',
        revealSecrets: false,
        createdAt: '2026-01-01T00:00:00.000Z',
        createdBy: 'key:key_0',
        expiresAt: null,
        lastUsedAt: null,
      },
    ]);
    expect(headers.location).toBe(`/v1/keys/${view.id}`);
    expect((await api.send('GET', `/v1/keys/${view.id}`)).body).toEqual(view);
    const authorization = `Bearer ${key}`;
    expect((await api.send('GET', '/v1/webhooks', undefined, { authorization })).status).toBe(200);
    expect((await api.send('GET', '/v1/keys', undefined, { authorization })).status).toBe(403);
    expect(api.keys.keys.get(hashOfKey(key))?.companies).toEqual(['acme', 'globex']);
  });

  it.each([
    [['acme'], { companies: ['acme', 'globex'] }, '/companies'],
    [['acme'], { companies: ['*'] }, '/companies'],
    ['*', { companies: ['acme'], revealSecrets: true }, '/revealSecrets'],
  ] as const)('403: a key of %j makes none of %j', async (companies, more, pointer) => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(companies, { revealsSecrets: false })}`;
    const { status, body } = await api.send('POST', '/v1/keys', { ...setup, ...more }, { authorization });
    expect([status, body.errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
      403,
      [pointer],
    ]);
    expect(api.keys.keys.size).toBe(2);
  });

  it('may expire, in the future', async () => {
    const api = new MemoryApi();
    const ask = (expiresAt: string) => api.send('POST', '/v1/keys', { ...setup, expiresAt });
    const { status, body } = await ask('2026-01-01T01:00:00+01:00');
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/expiresAt', code: 'in-the-past', detail: 'Must lie in the future.' }],
    ]);
    expect((await ask('2026-01-01T01:00:01+01:00')).body.expiresAt).toBe('2026-01-01T00:00:01.000Z');
  });
});

describe('listKeys, getKey, deleteKey', () => {
  it('show and end only keys whose companies the caller holds', async () => {
    const api = new MemoryApi();
    const make = async (companies: string[]): Promise<string> =>
      (await api.send('POST', '/v1/keys', { name: companies.join(), companies })).body.id;
    const [acme, both, all] = [await make(['acme']), await make(['acme', 'globex']), await make(['*'])];
    const authorization = `Bearer ${api.key(['acme'])}`;
    const list = await api.send('GET', '/v1/keys', undefined, { authorization });
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(acme);
    expect(list.body.items.map(({ id }: { id: string }) => id)).not.toContain(both);
    for (const id of [both, all, 'key_x']) {
      for (const method of ['GET', 'DELETE']) {
        const { status } = await api.send(method, `/v1/keys/${id}`, undefined, { authorization });
        expect([method, status]).toEqual([method, 404]);
      }
    }
    expect((await api.send('DELETE', `/v1/keys/${acme}`, undefined, { authorization })).status).toBe(204);
    expect((await api.send('GET', `/v1/keys/${acme}`)).status).toBe(404);
  });

  it('go through pages', async () => {
    const api = new MemoryApi();
    for (let n = 0; n < 3; n++) {
      api.nowMs += 1;
      await api.send('POST', '/v1/keys', { ...setup, name: String(n) });
    }
    const names = async (query: string) => {
      const { body } = await api.send('GET', `/v1/keys?limit=2${query}`);
      return [body.items.map(({ name }: { name: string }) => name), body.nextCursor];
    };
    const [first, cursor] = await names('');
    expect([first, (await names(`&cursor=${cursor}`))[0]]).toEqual([
      ['2', '1'],
      ['0', 'k'],
    ]);
  });

  it('a revoked key is refused after five seconds at the latest', async () => {
    const api = new MemoryApi();
    const { id, key } = (await api.send('POST', '/v1/keys', setup)).body;
    const ask = () => api.send('GET', '/v1/webhooks', undefined, { authorization: `Bearer ${key}` });
    expect((await ask()).status).toBe(200);
    await api.send('DELETE', `/v1/keys/${id}`);
    api.nowMs += 5_000;
    expect((await ask()).status).toBe(401);
  });
});

describe('rotateKey', () => {
  it('makes another like it, and lets the old one expire', async () => {
    const api = new MemoryApi();
    const old = (await api.send('POST', '/v1/keys', { ...setup, expiresAt: '2026-01-09T00:00:00Z' })).body;
    const { status, body } = await api.send('POST', `/v1/keys/${old.id}/rotations`);
    expect([status, body]).toEqual([
      201,
      { ...old, id: body.id, key: body.key, prefix: body.prefix, expiresAt: null },
    ]);
    expect([body.id === old.id, body.key === old.key]).toEqual([false, false]);
    const read = async () => (await api.send('GET', `/v1/keys/${old.id}`)).body.expiresAt;
    expect(await read()).toBe('2026-01-02T00:00:00.000Z');
    await api.send('POST', `/v1/keys/${old.id}/rotations`, { overlapHours: 168 });
    expect(await read()).toBe('2026-01-02T00:00:00.000Z');
    await api.send('POST', `/v1/keys/${old.id}/rotations`, { overlapHours: 0 });
    const authorization = `Bearer ${old.key}`;
    expect((await api.send('GET', '/v1/webhooks', undefined, { authorization })).status).toBe(401);
  });

  it('403 for a key that reaches further than the caller', async () => {
    const api = new MemoryApi();
    const made = (await api.send('POST', '/v1/keys', { ...setup, revealSecrets: true })).body;
    const authorization = `Bearer ${api.key('*', { revealsSecrets: false })}`;
    const answer = await api.send('POST', `/v1/keys/${made.id}/rotations`, undefined, { authorization });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([403, '/revealSecrets']);
  });
});

describe('lastUsedAt', () => {
  it('is noted once a minute', async () => {
    const api = new MemoryApi();
    const ask = () => api.send('GET', '/v1/webhooks');
    await ask();
    api.nowMs += 59_999;
    await ask();
    expect(api.keys.uses).toEqual(['key_0 2026-01-01T00:00:00.000Z']);
    api.nowMs += 1;
    await ask();
    await ask();
    expect(api.keys.uses).toEqual(['key_0 2026-01-01T00:00:00.000Z', 'key_0 2026-01-01T00:01:00.000Z']);
  });

  it('keeps nobody out when it cannot be noted', async () => {
    const api = new MemoryApi();
    api.keys.noteUse = async () => {
      throw new Error('down');
    };
    expect((await api.send('GET', '/v1/webhooks')).status).toBe(200);
    expect(api.logged[0]).toMatchObject({ level: 'warn', fields: { keyId: 'key_0' } });
  });
});
