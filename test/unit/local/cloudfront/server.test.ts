import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BehaviorDefinition } from '../../../../local/cloudfront/distribution.ts';
import { type DistributionServer, startDistributionServer } from '../../../../local/cloudfront/server.ts';
import { listen } from '../../../../local/loopback-server.ts';
import { bucket as bucketName, type Connection, connect } from '../../../conformance/s3/connection.ts';

let s3: Connection;
let api: Server;
let apiUrl: string;
let distribution: DistributionServer;

const pages: BehaviorDefinition = {
  pathPattern: '*',
  origin: { kind: 'bucket', bucketName },
  allowedMethods: ['GET', 'HEAD'],
  viewerRequest: async ({ uri }) => (uri.includes('.') ? uri : '/index.html'),
  headers: [
    ['x-policy', 'one'],
    ['cache-control', 'replaced'],
  ],
};
const calls: BehaviorDefinition = {
  pathPattern: '/v1/*',
  origin: { kind: 'api' },
  allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
  viewerRequest: undefined,
  headers: [],
};
const plain: BehaviorDefinition = {
  ...pages,
  pathPattern: '/plain/*',
  viewerRequest: undefined,
  headers: [],
};

beforeAll(async () => {
  s3 = await connect();
  await s3.put('index.html', '<p>', { ContentType: 'text/html', CacheControl: 'no-cache' });
  await s3.put('plain/a b.txt', 'text', { ContentType: 'text/plain', CacheControl: 'no-cache' });
  // Says what it was asked.
  api = createServer(async (asked, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(Buffer.from(chunk));
    const { method, url, headers } = asked;
    const body = JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(asked.url === '/v1/none' ? 404 : 200, [
      ['content-type', 'application/json'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    response.end(body);
  });
  apiUrl = (await listen(api, 0)).url;
  distribution = await startDistributionServer(0);
});
afterAll(async () => {
  await distribution.close();
  api.close();
  await s3.close();
});

const lastModified = 'Sun, 01 Mar 2026 12:00:00 GMT';

/** Status, the headers but for the connection's own, and the body. */
async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(`${distribution.url}${path}`, init);
  const { date: _, connection: __, 'keep-alive': ___, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

it('is not available before the template is made', async () => {
  expect(await get('/')).toEqual({
    status: 503,
    headers: { 'content-type': 'text/plain', 'content-length': '19' },
    body: 'Service Unavailable',
  });
});

describe('with a distribution', () => {
  beforeAll(() => {
    distribution.serve({ behaviors: [calls, plain, pages] }, { apiUrl, s3: s3.client });
  });

  it.each(['/', '/webhooks/whk_1?x=.'])('answers %s by the object that the function says', async path => {
    const answer = await get(path);
    expect(answer).toEqual({
      status: 200,
      headers: {
        'content-type': 'text/html',
        'content-length': '3',
        'cache-control': 'replaced',
        'x-policy': 'one',
        'last-modified': lastModified,
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      },
      body: '<p>',
    });
  });

  it('gives the object’s own headers without a policy, and reads keys decoded', async () => {
    expect(await get('/plain/a%20b.txt')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain', 'cache-control': 'no-cache' },
      body: 'text',
    });
  });

  it('says 304 for what the viewer has, to HEAD no body', async () => {
    const { etag = '' } = (await get('/')).headers;
    for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      expect(await get('/', { headers: { 'if-none-match': tags } })).toEqual({
        status: 304,
        headers: {
          etag,
          'last-modified': lastModified,
          'cache-control': 'replaced',
          'x-policy': 'one',
        },
        body: '',
      });
    }
    expect(await get('/', { headers: { 'if-none-match': '"x"' } })).toMatchObject({ status: 200 });
    expect(await get('/', { method: 'HEAD' })).toMatchObject({
      status: 200,
      headers: { 'content-length': '3', 'x-policy': 'one' },
      body: '',
    });
  });

  it.each(['/none.js', '/%E0%A4%A.js'])(
    'refuses %s, which is not there, with the policy’s headers',
    async path => {
      expect(await get(path)).toMatchObject({
        status: 403,
        headers: { 'content-type': 'application/xml', 'x-policy': 'one' },
        body: expect.stringContaining('<Code>AccessDenied</Code>'),
      });
    },
  );

  it('refuses methods that the behavior does not have', async () => {
    expect(await get('/', { method: 'POST', body: 'x' })).toMatchObject({
      status: 403,
      body: 'This distribution is not configured to allow the HTTP request method.',
    });
  });

  it('passes requests on to the API without the viewer’s host, and answers back', async () => {
    const passed = request(`${distribution.url}/v1/a%20b?c=d&c=e`, {
      method: 'POST',
      headers: {
        host: 'console.example',
        authorization: 'Bearer x',
        'x-forwarded-for': '192.0.2.7',
        connection: 'close',
      },
    });
    passed.end('body');
    const [response] = await once(passed, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    const asked: { headers: IncomingHttpHeaders } = JSON.parse(text);
    expect(asked).toMatchObject({ method: 'POST', url: '/v1/a%20b?c=d&c=e', body: 'body' });
    expect(asked.headers).toMatchObject({
      host: new URL(apiUrl).host,
      authorization: 'Bearer x',
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
    });
    expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(response.headers['x-policy']).toBeUndefined();
  });

  it('passes on what the API refuses', async () => {
    expect(await get('/v1/none')).toMatchObject({ status: 404 });
    const deleted = await get('/v1/x', { method: 'DELETE' });
    expect(JSON.parse(deleted.body)).toMatchObject({ method: 'DELETE', body: '' });
  });

  it('says 502 when the API cannot be reached', async () => {
    distribution.serve({ behaviors: [calls] }, { apiUrl: 'http://127.0.0.1:1', s3: s3.client });
    expect(await get('/v1/x')).toMatchObject({ status: 502, body: 'Bad Gateway' });
  });
});
