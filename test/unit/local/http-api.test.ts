import { expect, it } from 'vitest';
import { gatewayEvent } from '../../../local/http-api/event.ts';
import { gatewayResponse } from '../../../local/http-api/response.ts';
import { createRouter } from '../../../local/http-api/routes.ts';
import { createTokenBucket } from '../../../local/http-api/token-bucket.ts';

const route = createRouter(
  [
    '$default',
    'ANY /v1/{proxy+}',
    'GET /v1/webhooks',
    'GET /v1/webhooks/{id}',
    'ANY /v1/webhooks/{id}',
    'GET /v1/webhooks/newest',
    'POST /v1/webhooks/{id}/pause',
  ].map(routeKey => ({ routeKey, functionName: 'api' })),
);

it.each([
  ['GET', '/v1/webhooks', 'GET /v1/webhooks', {}],
  ['GET', '/v1/webhooks/w1', 'GET /v1/webhooks/{id}', { id: 'w1' }],
  ['PUT', '/v1/webhooks/w1', 'ANY /v1/webhooks/{id}', { id: 'w1' }],
  ['GET', '/v1/webhooks/newest', 'GET /v1/webhooks/newest', {}],
  ['POST', '/v1/webhooks/w1/pause', 'POST /v1/webhooks/{id}/pause', { id: 'w1' }],
  ['GET', '/v1/webhooks/w1/pause', 'ANY /v1/{proxy+}', { proxy: 'webhooks/w1/pause' }],
  ['POST', '/v1/webhooks', 'ANY /v1/{proxy+}', { proxy: 'webhooks' }],
  ['GET', '/v1', '$default', {}],
  ['GET', '/v1/', '$default', {}],
  ['GET', '/', '$default', {}],
])('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
  const match = route(method, path);
  expect(match?.route.routeKey).toBe(routeKey);
  expect(match?.pathParameters).toEqual(pathParameters);
});

it('has no route where the template has none', () => {
  expect(createRouter([{ routeKey: 'GET /a', functionName: 'f' }])('POST', '/a')).toBeUndefined();
});

const context = {
  accountId: '000000000000',
  apiId: 'local',
  stage: '$default',
  requestId: 'request-1',
  nowMs: Date.UTC(2026, 2, 9, 4, 5, 6, 789),
};
const match = { route: { routeKey: 'POST /a/{id}', functionName: 'api' }, pathParameters: { id: 'b' } };

it('makes an event of payload format 2.0', () => {
  const request = {
    method: 'POST',
    target: '/a/b%20c?x=1&x=%202&y',
    protocol: 'HTTP/1.1',
    rawHeaders: [
      ...['Host', '127.0.0.1:4010', 'Content-Type', 'application/json; charset=utf-8', 'User-Agent', 'curl'],
      ...['X-Many', 'one', 'x-many', 'two', 'Cookie', 'a=1; b=2', 'Connection', 'keep-alive'],
    ],
    body: Buffer.from('{"ä":1}'),
    sourceIp: '127.0.0.1',
  };
  expect(gatewayEvent(request, match, context)).toEqual({
    version: '2.0',
    routeKey: 'POST /a/{id}',
    rawPath: '/a/b c',
    rawQueryString: 'x=1&x=%202&y',
    cookies: ['a=1', 'b=2'],
    headers: {
      host: '127.0.0.1:4010',
      'content-type': 'application/json; charset=utf-8',
      'content-length': '8',
      'user-agent': 'curl',
      'x-many': 'one,two',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '4010',
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { x: '1, 2', y: '' },
    pathParameters: { id: 'b' },
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: '127.0.0.1',
      domainPrefix: '127',
      http: {
        method: 'POST',
        path: '/a/b c',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'curl',
      },
      requestId: 'request-1',
      routeKey: 'POST /a/{id}',
      stage: '$default',
      time: '09/Mar/2026:04:05:06 +0000',
      timeEpoch: context.nowMs,
    },
    body: '{"ä":1}',
    isBase64Encoded: false,
  });
});

it.each([
  ['text/plain', false],
  ['TEXT/HTML; charset=utf-8', false],
  ['application/json', false],
  ['application/xml', false],
  ['application/javascript', false],
  ['application/merge-patch+json', true],
  ['application/x-www-form-urlencoded', true],
  ['application/octet-stream', true],
  [undefined, true],
])('a body of type %s in base64: %s', (type, isBase64Encoded) => {
  const event = gatewayEvent(
    {
      method: 'POST',
      target: '/a/%E0%A4%A',
      protocol: 'HTTP/1.1',
      rawHeaders: type === undefined ? [] : ['content-type', type],
      body: Buffer.from('hello'),
      sourceIp: '127.0.0.1',
    },
    match,
    context,
  );
  expect(event).toMatchObject({
    rawPath: '/a/%E0%A4%A',
    body: isBase64Encoded ? 'aGVsbG8=' : 'hello',
    isBase64Encoded,
  });
});

const json = { 'content-type': 'application/json' };
const internalError = {
  statusCode: 500,
  headers: json,
  cookies: [],
  body: '{"message":"Internal Server Error"}',
};

it.each([
  [
    {
      statusCode: 201,
      headers: { 'Content-Type': 'text/html', 'x-n': 1 },
      body: '<p>',
      cookies: ['a=1', 'b=2'],
    },
    {
      statusCode: 201,
      headers: { 'content-type': 'text/html', 'x-n': '1' },
      cookies: ['a=1', 'b=2'],
      body: '<p>',
    },
  ],
  [
    { statusCode: '200', body: 'aGk=', isBase64Encoded: true },
    { statusCode: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, cookies: [], body: 'hi' },
  ],
  [{ statusCode: 204 }, { statusCode: 204, headers: {}, cookies: [], body: '' }],
  ['just text', { statusCode: 200, headers: json, cookies: [], body: 'just text' }],
  [{ a: 1 }, { statusCode: 200, headers: json, cookies: [], body: '{"a":1}' }],
  [null, { statusCode: 200, headers: json, cookies: [], body: 'null' }],
  [{ statusCode: 'no' }, internalError],
  [{ statusCode: 42 }, internalError],
  [{ statusCode: 200, body: { not: 'text' } }, internalError],
])('answers %j', (answer, expected) => {
  const response = gatewayResponse(JSON.stringify(answer));
  expect({ ...response, body: response.body.toString() }).toEqual(expected);
});

it('answers 500 when the function answered no JSON', () => {
  expect(gatewayResponse('{').statusCode).toBe(500);
});

it('lets a burst through and then the rate', () => {
  const take = createTokenBucket(2, 3);
  expect([0, 0, 0, 0].map(take)).toEqual([true, true, true, false]);
  expect([499, 500, 501, 1000].map(take)).toEqual([false, true, false, true]);
  expect([60_000, 60_000, 60_000, 60_000].map(take)).toEqual([true, true, true, false]);
});
