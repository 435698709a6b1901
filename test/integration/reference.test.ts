import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';

const { apiUrl } = inject('runtime');

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came over the wire. */
  readonly body: Buffer;
}

/** fetch() would ask for compression by itself, and undo it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${apiUrl}${path}`, { method, headers }, async response => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    });
    sent.once('error', reject);
    sent.end();
  });
}

const gzip = { 'accept-encoding': 'gzip' };
const page = await ask('/reference');
const names = [...page.body.toString().matchAll(/"\/reference\/([^"]+)"/g)].map(([, name = '']) => name);

it('the page names files of this server only, and none is a script or style of its own', () => {
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(names.map(name => name.replace(/\.[0-9a-f]{16}\./, '.<hash>.'))).toEqual([
    'swagger-ui.<hash>.css',
    'reference.<hash>.css',
    'swagger-ui-bundle.<hash>.js',
    'reference.<hash>.js',
    'swagger-ui-bundle.js.LICENSE.txt',
  ]);
  const html = page.body.toString();
  expect(html).not.toMatch(/\{\{|<style|style=|<script>|https?:|\bon\w+=/);
});

it.each(names)('%s comes plain and compressed, for a year where the name has its hash', async name => {
  const plain = await ask(`/reference/${name}`);
  const compressed = await ask(`/reference/${name}`, gzip);
  expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
  expect([compressed.status, compressed.headers['content-encoding']]).toEqual([200, 'gzip']);
  expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
  expect(compressed.body.length).toBeLessThan(Math.max(plain.body.length * 0.6, 1_000));
  for (const { headers } of [plain, compressed]) {
    expect(headers).toMatchObject({
      'cache-control': name.endsWith('.txt') ? 'public, no-cache' : 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      etag: plain.headers.etag,
    });
  }
  const again = await ask(`/reference/${name}`, { ...gzip, 'if-none-match': String(plain.headers.etag) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

it('HEAD is answered as GET, without the body', async () => {
  const { status, headers, body } = await ask('/reference', gzip, 'HEAD');
  expect([status, headers.etag, headers['content-encoding'], body.length]).toEqual([
    200,
    page.headers.etag,
    'gzip',
    0,
  ]);
});

it.each(['/reference/nothing.js', '/reference/..%2Findex.mjs', '/reference/index.mjs'])(
  '%s is a problem',
  async path => {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(body.toString())).toMatchObject({
      type: 'https://finehook.dev/problems/not-found',
      status: 404,
      requestId: headers['x-request-id'],
    });
  },
);

it('the API goes on answering what is beside the page', async () => {
  expect((await ask('/reference/a/b')).headers['content-type']).toBe('application/problem+json');
  expect((await ask('/reference', {}, 'POST')).status).toBe(404);
  const document = JSON.parse((await ask('/openapi.json')).body.toString());
  expect(document.externalDocs.url).toBe('/reference');
});
