import { describe, expect, it } from 'vitest';
import { referencePage } from '../../../functions/api-reference/answer-file.ts';

const texts = {
  'index.html': '<!doctype html>',
  'swagger-ui.0123456789abcdef.css': 'body{}',
  'reference.fedcba9876543210.js': 'void 0',
  'swagger-ui-bundle.js.LICENSE.txt': 'MIT',
};
const files = new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));

const everywhere = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-request-id': 'req-1',
};
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Stands for gzip: the bytes backwards. */
function site() {
  const compressed: string[] = [];
  const answer = referencePage({
    files,
    gzip: async bytes => {
      compressed.push(Buffer.from(bytes).toString());
      return Uint8Array.from(bytes).reverse();
    },
  });
  const ask = (file?: string, headers: Record<string, string> = {}, method = 'GET') =>
    answer({
      headers,
      ...(file === undefined ? {} : { pathParameters: { file } }),
      requestContext: { requestId: 'req-1', http: { method } },
    });
  return { ask, compressed };
}

const text = (body = '') => Buffer.from(body, 'base64').toString();

describe('the page', () => {
  it('may load and call what is of its own origin, and nothing else', async () => {
    const { headers, body, ...answer } = await site().ask();
    expect(answer).toEqual({ statusCode: 200, isBase64Encoded: true });
    expect(headers).toEqual({
      ...everywhere,
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, no-cache',
      etag: 'W/"_ibFnpGsjeaUslMdw73Bt_"',
      vary: 'accept-encoding',
    });
    expect(text(body)).toBe('<!doctype html>');
  });

  it('is asked for over TLS for a year, once it was', async () => {
    const { headers } = await site().ask(undefined, { 'x-forwarded-proto': 'https' });
    expect(headers).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
  });
});

describe('its files', () => {
  it.each([
    ['swagger-ui.0123456789abcdef.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    [
      'reference.fedcba9876543210.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
    ['swagger-ui-bundle.js.LICENSE.txt', 'text/plain; charset=utf-8', 'public, no-cache'],
  ] as const)('%s is %s, %s', async (name, contentType, cacheControl) => {
    const { headers, body } = await site().ask(name);
    expect(headers).toMatchObject({
      ...everywhere,
      'content-security-policy': nothing,
      'content-type': contentType,
      'cache-control': cacheControl,
      vary: 'accept-encoding',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(text(body)).toBe(texts[name]);
  });

  it('are compressed for whom that suits, once', async () => {
    const { ask, compressed } = site();
    const name = 'swagger-ui.0123456789abcdef.css';
    const plain = await ask(name);
    const answers = [
      await ask(name, { 'accept-encoding': 'gzip, deflate, br' }),
      await ask(name, { 'accept-encoding': 'br;q=1.0, gzip;q=0.8' }),
    ];
    for (const { headers, body } of answers) {
      expect(headers).toEqual({ ...plain.headers, 'content-encoding': 'gzip' });
      expect(text(body)).toBe('}{ydob');
    }
    expect(compressed).toEqual(['body{}']);
  });

  it('have no body for HEAD', async () => {
    const { ask, compressed } = site();
    const gzip = { 'accept-encoding': 'gzip' };
    const { headers } = await ask(undefined, gzip);
    expect(await ask(undefined, gzip, 'HEAD')).toEqual({ statusCode: 200, headers });
    expect(compressed).toEqual(['<!doctype html>']);
  });

  it.each([
    ['W/"_ibFnpGsjeaUslMdw73Bt_"', 304],
    ['"_ibFnpGsjeaUslMdw73Bt_"', 304],
    ['"other", W/"_ibFnpGsjeaUslMdw73Bt_"', 304],
    ['*', 304],
    ['"other"', 200],
    ['', 200],
  ])('If-None-Match: %s is answered with %i', async (tag, status) => {
    const { statusCode, headers, body } = await site().ask(undefined, { 'if-none-match': tag });
    expect([statusCode, body === undefined]).toEqual([status, status === 304]);
    expect(headers).toMatchObject({
      etag: 'W/"_ibFnpGsjeaUslMdw73Bt_"',
      'cache-control': 'public, no-cache',
    });
    expect(headers).toHaveProperty('content-security-policy');
  });
});

describe('what is not there', () => {
  it.each(['nothing.js', 'swagger-ui.css', '..', '__proto__', ''])('%j is a problem', async name => {
    const { statusCode, headers, body = '' } = await site().ask(name);
    expect([statusCode, headers]).toEqual([
      404,
      {
        ...everywhere,
        'content-security-policy': nothing,
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      },
    ]);
    expect(JSON.parse(body)).toEqual({
      type: 'https://finehook.dev/problems/not-found',
      title: 'Not found',
      status: 404,
      detail: 'The reference has no such file. Open /reference, which names the files that it needs.',
      requestId: 'req-1',
      errors: [],
    });
  });

  it('has no body for HEAD', async () => {
    const { statusCode, body } = await site().ask('nothing.js', {}, 'HEAD');
    expect([statusCode, body]).toEqual([404, undefined]);
  });
});
