import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { delivery, given, webhookId } from './memory-fixtures.ts';

const one = delivery(1);

function apiWithOne(): MemoryApi {
  const api = new MemoryApi();
  given(api);
  api.deliveries.records.set(one.id, one);
  return api;
}

describe.each([`/v1/deliveries/${one.id}`, '/v1/webhooks', `/v1/webhooks/${webhookId}/deliveries`])(
  'GET %s',
  path => {
    it('has a strong tag of its bytes', async () => {
      const api = apiWithOne();
      const { status, headers } = await api.send('GET', path);
      expect([status, headers['cache-control']]).toEqual([200, 'private, no-cache']);
      expect(headers.etag).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
      expect((await api.send('GET', path)).headers.etag).toBe(headers.etag);
    });

    it('304 to who has them', async () => {
      const api = apiWithOne();
      const { etag = '' } = (await api.send('GET', path)).headers;
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        expect(await api.send('GET', path, undefined, { 'if-none-match': known })).toEqual({
          status: 304,
          headers: { etag, 'cache-control': 'private, no-cache', 'x-request-id': 'req-1' },
          body: undefined,
        });
      }
    });

    it('200 once they are others', async () => {
      const api = apiWithOne();
      const { etag = '' } = (await api.send('GET', path)).headers;
      given(api, { name: 'Other' });
      api.deliveries.records.set(one.id, { ...one, status: 'failed' });
      const changed = await api.send('GET', path, undefined, { 'if-none-match': etag });
      expect([changed.status, changed.headers.etag === etag]).toEqual([200, false]);
    });
  },
);

it('the document of the API stays cacheable for all, with a tag', async () => {
  const { headers } = await new MemoryApi().send('GET', '/openapi.json', undefined, { authorization: '' });
  expect(headers['cache-control']).toBe('public, max-age=300');
  const again = { authorization: '', 'if-none-match': headers.etag ?? '' };
  expect((await new MemoryApi().send('GET', '/openapi.json', undefined, again)).status).toBe(304);
});

it('errors have no tag', async () => {
  const { status, headers } = await new MemoryApi().send('GET', '/v1/deliveries/x');
  expect([status, headers.etag, headers['cache-control']]).toEqual([404, undefined, 'no-store']);
});
