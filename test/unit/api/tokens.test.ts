import { describe, expect, it } from 'vitest';
import type { TokenVerdict } from '../../../functions/domain/token-verifier.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import type { MemoryApiOptions } from '../../support/memory-api-options.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

/** Tokens by what the verifier says of them. */
const ada = { sub: 'auth0|ada', name: 'Ada', companies: ['acme'], role: 'manager' };
const verdicts: Readonly<Record<string, TokenVerdict>> = {
  'ada.one.x': { kind: 'valid', claims: ada },
  'ada.two.x': { kind: 'valid', claims: ada },
  'bob.one.x': { kind: 'valid', claims: { sub: 'bob', companies: ['acme'] } },
  'key.one.x': { kind: 'valid', claims: { sub: 'key_0', companies: ['globex'] } },
  'all.one.x': { kind: 'valid', claims: { sub: 'root', companies: '*', role: 'admin' } },
  'none.one.x': { kind: 'valid', claims: { sub: 'eve', role: 'admin' } },
  'late.one.x': { kind: 'refused', reason: 'expired' },
  'down.one.x': { kind: 'undecided' },
};
const asked: string[] = [];
const tokens = {
  verify: async (token: string): Promise<TokenVerdict> => {
    asked.push(token);
    return verdicts[token] ?? { kind: 'refused', reason: 'malformed' };
  },
};
const newApi = (more: MemoryApiOptions = {}) => new MemoryApi({ tokens, ...more });
const by = (token: string) => ({ authorization: `Bearer ${token}` });
const get = (api: MemoryApi, path: string, token: string) => api.send('GET', path, undefined, by(token));
const input = { name: 'n', url: 'https://example.com/', filter: filterOf('acme') };
const neither = 'This is neither an API key (fhk_…) nor the token of a session (fhs_…).';
const invalidToken = 'Bearer realm="finehook", error="invalid_token"';

describe('a token of the issuer', () => {
  it('lets its person do what their role may, for their companies', async () => {
    const api = newApi();
    expect((await get(api, '/v1/session', 'ada.one.x')).body).toMatchObject({
      id: 'user:auth0|ada',
      kind: 'user',
      name: 'Ada',
      companies: ['acme'],
      portal: null,
    });
    const made = await api.send('POST', '/v1/webhooks', input, by('ada.one.x'));
    expect(made.status).toBe(201);
    expect(api.webhooks.states.get(made.body.id)?.health.changedBy).toBe('user:auth0|ada');
    const other = await api.send(
      'POST',
      '/v1/webhooks',
      { ...input, filter: filterOf('globex') },
      by('ada.one.x'),
    );
    expect([other.status, other.body.errors[0].pointer]).toEqual([
      403,
      '/filter/anyOf/0/companies/0/companyId',
    ]);
    const reader = await api.send('POST', '/v1/webhooks', input, by('bob.one.x'));
    expect([reader.status, reader.body.detail]).toEqual([
      403,
      'This token does not have the scope webhooks:write. Whoever gives people their roles can change that, but for secrets:reveal, which no token has.',
    ]);
    expect((await api.send('DELETE', '/v1/session', undefined, by('ada.one.x'))).status).toBe(204);
  });

  it('reveals no secrets, whatever its role, and gives nobody the right to', async () => {
    const api = newApi();
    given(api);
    expect((await get(api, `/v1/webhooks/${webhookId}/secrets`, 'all.one.x')).status).toBe(403);
    const key = { name: 'k', companies: ['acme'], role: 'admin', revealSecrets: true };
    expect((await api.send('POST', '/v1/keys', key, by('all.one.x'))).status).toBe(403);
  });

  it('is told in the audit log by its subject', async () => {
    const api = newApi();
    await api.send('POST', '/v1/webhooks', input, by('ada.one.x'));
    const { status, body } = await get(
      api,
      `/v1/audit-log?actorId=${encodeURIComponent('auth0|ada')}`,
      'all.one.x',
    );
    expect([status, body.items.map(({ actor }: { actor: unknown }) => actor)]).toEqual([
      200,
      [{ kind: 'user', id: 'auth0|ada', name: 'Ada' }],
    ]);
  });

  it.each([
    ['late.one.x', 401, 'This token has expired. Get a new one.', invalidToken],
    ['some.thing.else', 401, 'This token is not a signed JWT that can be read.', invalidToken],
    ['unsigned.token.', 401, 'This token is not a signed JWT that can be read.', invalidToken],
    [
      'none.one.x',
      403,
      expect.stringMatching(/^The token is valid, but its claim "companies" does not say/),
      undefined,
    ],
    ['fhk_x', 401, 'This API key is not known.', invalidToken],
    ['no-token', 401, neither, invalidToken],
    ['four.parts.are.none', 401, neither, invalidToken],
  ])('%s: %i', async (token, status, detail, challenge) => {
    const answer = await get(newApi(), '/v1/webhooks', token);
    expect([answer.status, answer.body.detail, answer.headers['www-authenticate']]).toEqual([
      status,
      detail,
      challenge,
    ]);
  });

  it('503 while nobody can say; API keys are not asked for at the issuer', async () => {
    const api = newApi();
    const answer = await get(api, '/v1/webhooks', 'down.one.x');
    expect([answer.status, answer.body.type.split('/').at(-1), answer.headers['retry-after']]).toEqual([
      503,
      'temporarily-unavailable',
      '10',
    ]);
    asked.length = 0;
    expect((await api.send('GET', '/v1/webhooks')).status).toBe(200);
    expect(asked).toEqual([]);
  });

  it('is not taken where no issuer is set up', async () => {
    const { status, body } = await get(new MemoryApi(), '/v1/webhooks', 'ada.one.x');
    expect([status, body.detail]).toEqual([
      401,
      'This service takes no tokens of an issuer. Send an API key, fhk_….',
    ]);
  });
});

describe('the rate', () => {
  it('is each person’s, over all their tokens, and never that of an API key with the same name', async () => {
    const api = newApi({ keyRate: { quota: 1, windowMs: 1000 } });
    const statuses = [];
    for (const token of ['ada.one.x', 'ada.two.x', 'bob.one.x', 'key.one.x', api.adminKey]) {
      statuses.push((await get(api, '/v1/session', token)).status);
    }
    expect(statuses).toEqual([200, 429, 200, 200, 200]);
  });
});

describe('a creation with an Idempotency-Key', () => {
  const create = (api: MemoryApi, token: string) =>
    api.send('POST', '/v1/webhooks', input, { 'idempotency-key': 'k-1', ...by(token) });

  it('is answered again to the same token', async () => {
    const api = newApi();
    const first = await create(api, 'ada.one.x');
    const again = await create(api, 'ada.one.x');
    expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([
      201,
      first.body,
      'true',
    ]);
  });

  it('is not done again under a renewed token: the person is told to look', async () => {
    const api = newApi();
    await create(api, 'ada.one.x');
    const again = await create(api, 'ada.two.x');
    expect([again.status, again.body.type.split('/').at(-1), again.body.detail]).toEqual([
      422,
      'idempotency-key-reused',
      'This Idempotency-Key was sent before, with another request or under another token. If your token was renewed since, look whether what you asked for is there; if it is not, send the request with a new key.',
    ]);
    expect(api.webhooks.states.size).toBe(1);
  });
});
