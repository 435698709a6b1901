import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const origin = 'https://console.example.com';
const policy = "default-src 'none'; frame-ancestors 'none'";

describe('every answer', () => {
  it.each([
    ['GET', '/v1/webhooks', {}],
    ['GET', '/v1/webhooks', { authorization: '' }],
    ['GET', '/v1/nothing', {}],
    ['PUT', '/v1/webhooks', {}],
    ['HEAD', '/v1/webhooks', {}],
    ['POST', '/v1/webhooks', {}],
    ['GET', '/openapi.json', {}],
    ['GET', '/v1/webhooks', { 'if-none-match': '*' }],
  ])('%s %s %j is nobody’s to sniff, frame or refer from', async (method, path, headers) => {
    const api = new MemoryApi();
    await api.send(method, path, undefined, { ...headers, 'x-forwarded-proto': 'https' });
    expect(api.lastHeaders).toMatchObject({
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': 'req-1',
    });
  });

  it('also when the API has failed', async () => {
    const api = new MemoryApi();
    api.webhooks.list = async () => {
      throw new Error('no table');
    };
    expect((await api.send('GET', '/v1/webhooks')).status).toBe(500);
    expect(api.lastHeaders).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
  });

  it('promises TLS only over TLS (RFC 6797 §7.2)', async () => {
    const api = new MemoryApi();
    await api.send('GET', '/openapi.json', undefined, { 'x-forwarded-proto': 'http' });
    expect(api.lastHeaders['strict-transport-security']).toBeUndefined();
  });

  it('a page keeps its own content security policy', async () => {
    const api = new MemoryApi();
    await api.send('GET', '/v1/contacts/cnt_x/confirm');
    expect(api.lastHeaders['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(api.lastHeaders['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});

describe('pages of other origins', () => {
  const asked = { origin, 'access-control-request-method': 'PATCH', authorization: '' };

  it.each([...new Set(operations.map(({ path }) => path))])('may ask for %s', async path => {
    const api = new MemoryApi({ allowedOrigins: ['https://other.example', origin] });
    const { status, headers, body } = await api.send('OPTIONS', path, undefined, asked);
    const methods = operations.filter(one => one.path === path).map(({ method }) => method);
    const withHead = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    expect([status, body, headers]).toEqual([
      204,
      undefined,
      {
        'access-control-allow-headers':
          'authorization, content-type, idempotency-key, if-match, if-none-match',
        'access-control-allow-methods': withHead.sort().join(', '),
        'access-control-allow-origin': origin,
        'access-control-expose-headers': expect.any(String),
        'access-control-max-age': '7200',
        vary: 'origin, access-control-request-method, access-control-request-headers',
        'x-request-id': 'req-1',
      },
    ]);
  });

  it.each([
    ['GET', '/v1/webhooks', {}, 200],
    ['GET', '/v1/nothing', {}, 404],
    ['POST', '/v1/webhooks', {}, 415],
    ['GET', '/v1/webhooks', { authorization: '' }, 401],
  ])('may read %s %s', async (method, path, headers, status) => {
    const api = new MemoryApi({ allowedOrigins: [origin] });
    const answer = await api.send(method, path, undefined, { origin, ...headers });
    expect([answer.status, answer.headers['access-control-allow-origin'], answer.headers.vary]).toEqual([
      status,
      origin,
      'origin',
    ]);
    const shown = (answer.headers['access-control-expose-headers'] ?? '').split(', ');
    expect(shown).toEqual(
      expect.arrayContaining([
        'etag',
        'idempotent-replayed',
        'link',
        'location',
        'ratelimit',
        'ratelimit-policy',
        'retry-after',
        'x-request-id',
      ]),
    );
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each(['https://console.example.com.evil.example', 'http://console.example.com', 'null'])(
    'of %s may not',
    async stranger => {
      const api = new MemoryApi({ allowedOrigins: [origin] });
      const read = await api.send('GET', '/v1/webhooks', undefined, { origin: stranger });
      expect([read.status, read.headers['access-control-allow-origin'], read.headers.vary]).toEqual([
        200,
        undefined,
        'origin',
      ]);
      const preflight = await api.send('OPTIONS', '/v1/webhooks', undefined, { ...asked, origin: stranger });
      expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([405, undefined]);
    },
  );

  it('are none unless somebody has named them', async () => {
    const api = new MemoryApi();
    const read = await api.send('GET', '/v1/webhooks', undefined, { origin });
    expect(Object.keys(read.headers).filter(name => /^access-control|^vary/.test(name))).toEqual([]);
    expect((await api.send('OPTIONS', '/v1/webhooks', undefined, asked)).status).toBe(405);
  });

  it('OPTIONS that no browser asks is no method here', async () => {
    const api = new MemoryApi({ allowedOrigins: [origin] });
    const { status, headers } = await api.send('OPTIONS', '/v1/webhooks', undefined, { origin });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });
});
