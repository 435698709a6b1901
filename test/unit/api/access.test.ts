import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { hashOfKey } from '../../../functions/domain/api-key.ts';
import { keyRoles, scopesOf } from '../../../functions/domain/key-role.ts';
import { newResend } from '../../../functions/domain/resend-job.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf, given as givenWebhook, webhookId } from './memory-fixtures.ts';

const guarded = operations.filter(({ scope }) => scope !== 'public');
const resend = newResend(
  {
    id: 'rsd_01kdvdna000000000000000000',
    webhookId,
    statuses: ['failed'],
    from: '2025-12-31T00:00:00.000Z',
    to: '2026-01-01T00:00:00.000Z',
    createdBy: 'key:key_1',
  },
  '2026-01-01T00:00:00.000Z',
);
const placeOf = (path: string) => path.replace('{id}', webhookId).replace('{resendId}', resend.id);
const unknownKey = `fhk_${'A'.repeat(43)}`;

describe('keys', () => {
  it.each(guarded.map(({ method, path }) => [method, placeOf(path)]))(
    '%s %s needs one',
    async (method, path) => {
      const api = new MemoryApi();
      const cases: [string, string, string][] = [
        ['', 'Bearer realm="finehook"', 'Send the header "authorization: Bearer fhk_…".'],
        ['Bearer', 'Bearer realm="finehook"', 'Send the header "authorization: Bearer fhk_…".'],
        [
          `Basic ${api.adminKey}`,
          'Bearer realm="finehook"',
          'Send the header "authorization: Bearer fhk_…".',
        ],
        ['Bearer fhk_x', 'Bearer realm="finehook", error="invalid_token"', 'This API key is not known.'],
        [
          `Bearer ${unknownKey}`,
          'Bearer realm="finehook", error="invalid_token"',
          'This API key is not known.',
        ],
      ];
      for (const [authorization, challenge, detail] of cases) {
        const { status, headers, body } = await api.send(method, path, undefined, { authorization });
        expect([status, headers['www-authenticate'], body.detail]).toEqual([401, challenge, detail]);
      }
    },
  );

  it.each(['bearer', 'BEARER', 'Bearer '])('the scheme "%s" is known in every case', async scheme => {
    const api = new MemoryApi();
    const answer = await api.send('GET', '/v1/webhooks', undefined, {
      authorization: `${scheme} ${api.adminKey}`,
    });
    expect(answer.status).toBe(200);
  });

  it('are refused from the moment when they expire, also while they are remembered', async () => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key('*', { expiresAt: '2026-01-01T00:00:02.000Z' })}`;
    const ask = () => api.send('GET', '/v1/webhooks', undefined, { authorization });
    api.nowMs += 1_999;
    expect((await ask()).status).toBe(200);
    api.nowMs += 1;
    const { status, headers, body } = await ask();
    expect([status, headers['www-authenticate'], body.detail]).toEqual([
      401,
      'Bearer realm="finehook", error="invalid_token"',
      'This API key expired at 2026-01-01T00:00:02.000Z.',
    ]);
  });

  it('are looked up once in five seconds, unknown ones each time', async () => {
    const api = new MemoryApi();
    const ask = (key: string) =>
      api.send('GET', '/v1/webhooks', undefined, { authorization: `Bearer ${key}` });
    await ask(api.adminKey);
    api.keys.keys.delete(hashOfKey(api.adminKey));
    api.nowMs += 4_999;
    expect([(await ask(api.adminKey)).status, api.keys.lookups]).toEqual([200, 1]);
    api.nowMs += 1;
    expect([(await ask(api.adminKey)).status, api.keys.lookups]).toEqual([401, 2]);
    await ask(unknownKey);
    await ask(unknownKey);
    expect(api.keys.lookups).toBe(4);
  });
});

describe('scopes', () => {
  const byPlace = guarded.map(({ id, method, path, scope }) => [id, method, placeOf(path), scope] as const);

  const cases = byPlace.flatMap(([id, method, path, scope]) =>
    keyRoles.flatMap(role =>
      [true, false].map(revealsSecrets => ({ id, method, path, scope, role, revealsSecrets })),
    ),
  );

  it.each(cases)('$id by a $role, reveals secrets: $revealsSecrets', async given => {
    const { method, path, scope, ...key } = given;
    const api = new MemoryApi();
    givenWebhook(api);
    const before = api.webhooks.states.get(webhookId);
    const authorization = `Bearer ${api.key('*', key)}`;
    const { status, body } = await api.send(method, path, undefined, { authorization });
    if (scopesOf(key).some(one => one === scope)) return expect(status).not.toBe(403);
    expect([status, body.detail]).toEqual([
      403,
      `This API key does not have the scope ${scope}. Use one that has it; whoever runs this service makes keys.`,
    ]);
    expect(api.webhooks.states.get(webhookId)).toBe(before);
  });
});

describe('companies', () => {
  const bodyOf: Readonly<Record<string, unknown>> = {
    updateWebhook: { name: 'New' },
    testWebhook: { eventType: 'TODO_MOVED' },
    createResend: { from: resend.from, to: resend.to },
  };
  const ofOne = guarded.filter(({ path }) => path.startsWith('/v1/webhooks/{id}'));

  it.each(ofOne.map(({ id, method, path, status }) => [id, method, placeOf(path), status] as const))(
    '%s: 404 unless the key holds all of them',
    async (id, method, path, success) => {
      const api = new MemoryApi();
      givenWebhook(api, { filter: filterOf('acme', 'globex') });
      if (path.includes(resend.id)) api.resends.put(resend);
      const before = api.webhooks.states.get(webhookId);
      for (const companies of [['acme'], ['globex'], ['Acme', 'Globex'], ['other']]) {
        const authorization = `Bearer ${api.key(companies)}`;
        const { status } = await api.send(method, path, bodyOf[id], { authorization });
        expect(status).toBe(404);
      }
      expect([api.webhooks.states.get(webhookId), api.rules.calls]).toEqual([before, []]);
      expect(api.resends.saved).toEqual([]);
      const authorization = `Bearer ${api.key(['globex', 'acme', 'other'])}`;
      const { status } = await api.send(method, path, bodyOf[id], { authorization });
      expect(status).toBe(success);
    },
  );

  it('createWebhook: 403 with a pointer at each company that the key does not hold', async () => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(['acme'])}`;
    const body = { name: 'n', url: 'https://example.com/', filter: filterOf('acme', 'globex', 'other') };
    const refused = await api.send('POST', '/v1/webhooks', body, { authorization });
    expect([refused.status, refused.body.errors]).toEqual([
      403,
      [1, 2].map(index => ({
        pointer: `/filter/anyOf/0/companies/${index}/companyId`,
        detail: 'This API key does not hold the company.',
      })),
    ]);
    expect(api.webhooks.states.size).toBe(0);
    const own = { ...body, filter: filterOf('acme') };
    expect((await api.send('POST', '/v1/webhooks', own, { authorization })).status).toBe(201);
  });
});
