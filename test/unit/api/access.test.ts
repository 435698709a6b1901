import { describe, expect, it } from 'vitest';
import { hashOfKey } from '../../../functions/domain/api-key.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf, given as givenWebhook, webhookId } from './memory-fixtures.ts';

const unknownKey = `fhk_${'A'.repeat(43)}`;

describe('keys', () => {
  it.each([
    ['', 'Bearer realm="finehook"', 'Send the header "authorization: Bearer fhk_…".'],
    ['Bearer', 'Bearer realm="finehook"', 'Send the header "authorization: Bearer fhk_…".'],
    ['Basic fhk_x', 'Bearer realm="finehook"', 'Send the header "authorization: Bearer fhk_…".'],
    ['Bearer fhk_x', 'Bearer realm="finehook", error="invalid_token"', 'This API key is not known.'],
    [`Bearer ${unknownKey}`, 'Bearer realm="finehook", error="invalid_token"', 'This API key is not known.'],
  ])('"%s" is refused', async (authorization, challenge, detail) => {
    const api = new MemoryApi();
    const { status, headers, body } = await api.send('GET', '/v1/webhooks', undefined, { authorization });
    expect([status, headers['www-authenticate'], body.detail]).toEqual([401, challenge, detail]);
  });

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

describe('companies', () => {
  it('are told apart by every character of their ids', async () => {
    const api = new MemoryApi();
    givenWebhook(api);
    const statusFor = async (companies: string[]) => {
      const authorization = `Bearer ${api.key(companies)}`;
      return (await api.send('GET', `/v1/webhooks/${webhookId}`, undefined, { authorization })).status;
    };
    expect(await statusFor(['Acme', 'acme ', 'acm', 'acme2'])).toBe(404);
    expect(await statusFor(['other', 'acme'])).toBe(200);
  });

  it('createWebhook: 403 with a pointer at each company that the key does not hold', async () => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(['acme'])}`;
    const body = { name: 'n', url: 'https://example.com/', filter: filterOf('acme', 'globex', 'other') };
    const refused = await api.send('POST', '/v1/webhooks', body, { authorization });
    expect([refused.status, refused.body.errors]).toEqual([
      403,
      [1, 2].map(index => ({
        pointer: `/filter/anyOf/0/companies/${index}/companyId`,
        code: 'not-held',
        detail: 'This API key does not hold the company.',
      })),
    ]);
    expect(api.webhooks.states.size).toBe(0);
    const own = { ...body, filter: filterOf('acme') };
    expect((await api.send('POST', '/v1/webhooks', own, { authorization })).status).toBe(201);
  });
});
