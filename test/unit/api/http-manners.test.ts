import { describe, expect, it } from 'vitest';
import { problemAnswer } from '../../../functions/api/problems.ts';
import { ProblemError } from '../../../functions/domain/errors.ts';
import { problemKinds } from '../../../functions/domain/problem-kinds.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { delivery, filterOf, given, webhookId } from './memory-fixtures.ts';

const valid = { name: 'n', url: 'https://example.com/', filter: filterOf('acme') };

describe('paths and methods', () => {
  it.each([
    ['GET', '/', 404, undefined],
    ['GET', '/v1', 404, undefined],
    ['GET', '/v2/webhooks', 404, undefined],
    ['GET', `/v1/webhooks/${webhookId}/nothing`, 404, undefined],
    ['GET', '/__proto__', 404, undefined],
    ['GET', '/constructor', 404, undefined],
    ['PUT', '/v1/webhooks', 405, 'GET, HEAD, POST'],
    ['OPTIONS', '/v1/webhooks/', 405, 'GET, HEAD, POST'],
    ['PUT', `/v1/webhooks/${webhookId}`, 405, 'DELETE, GET, HEAD, PATCH'],
    ['GET', `/v1/webhooks/${webhookId}/enable`, 405, 'POST'],
    ['HEAD', `/v1/webhooks/${webhookId}/enable`, 405, 'POST'],
    ['DELETE', '/v1/deliveries/x', 405, 'GET, HEAD'],
    ['POST', '/openapi.json', 405, 'GET, HEAD'],
    ['__proto__', '/openapi.json', 405, 'GET, HEAD'],
    ['constructor', '/v1/nothing', 404, undefined],
  ])('%s %s without a key: %i', async (method, path, status, allow) => {
    const answer = await new MemoryApi().send(method, path, undefined, { authorization: '' });
    expect([answer.status, answer.headers.allow, answer.headers['content-type']]).toEqual([
      status,
      allow,
      'application/problem+json',
    ]);
  });
});

describe('HEAD', () => {
  it.each([
    ['/v1/webhooks', {}],
    [`/v1/webhooks/${webhookId}`, {}],
    [`/v1/webhooks/${webhookId}/deliveries?limit=1`, {}],
    [`/v1/deliveries/${delivery(1).id}`, {}],
    ['/openapi.json', { authorization: '' }],
    ['/v1/webhooks?limit=0', {}],
    ['/v1/webhooks', { authorization: '' }],
    ['/v1/nothing', {}],
    [`/v1/webhooks/${webhookId}`, { 'if-none-match': '*' }],
  ])('%s is answered like GET, without the body', async (path, headers) => {
    const api = new MemoryApi();
    given(api);
    api.deliveries.records.set(delivery(1).id, delivery(1));
    const { body: _, ...read } = await api.send('GET', path, undefined, headers);
    expect(await api.send('HEAD', path, undefined, headers)).toEqual({ ...read, body: undefined });
    expect(api.logged.map(({ fields }) => fields)[1]).toEqual(api.logged.map(({ fields }) => fields)[0]);
  });
});

describe('query', () => {
  it.each(['/v1/webhooks', `/v1/webhooks/${webhookId}`, '/openapi.json'])(
    '%s?__proto__=1 is told like any unknown parameter',
    async path => {
      const api = new MemoryApi();
      given(api);
      const { status, body } = await api.send('GET', `${path}?__proto__=1`);
      expect([status, body.errors]).toEqual([
        400,
        [{ pointer: '?__proto__', code: 'unknown-member', detail: 'Unknown member.' }],
      ]);
    },
  );
});

describe('content types', () => {
  it.each([
    ['POST', '/v1/webhooks', 'application/xml'],
    ['POST', '/v1/webhooks', 'text/plain'],
    ['POST', '/v1/webhooks', ''],
    ['POST', '/v1/webhooks', 'application/merge-patch+json'],
    ['PATCH', `/v1/webhooks/${webhookId}`, 'application/json-patch+json'],
    ['POST', `/v1/webhooks/${webhookId}/pause`, 'text/plain'],
  ])('%s %s as "%s": 415', async (method, path, type) => {
    const api = new MemoryApi();
    given(api);
    const answer = await api.send(method, path, valid, { 'content-type': type });
    expect([answer.status, answer.body.type]).toEqual([
      415,
      'https://finehook.dev/problems/unsupported-media-type',
    ]);
  });
});

describe('problems', () => {
  it.each(Object.entries(problemKinds).filter(([code]) => code !== 'internal-error'))(
    '%s has a document of its own',
    (code, { status, title }) => {
      const known = Object.keys(problemKinds).filter((one): one is ProblemError['code'] => one === code)[0];
      if (known === undefined) throw new Error('unknown code');
      const answer = problemAnswer(
        new ProblemError(known, 'Said.', [{ pointer: '/a', code: 'blank', detail: 'b' }]),
        'req-9',
      );
      expect([answer.statusCode, JSON.parse(answer.body ?? '')]).toEqual([
        status,
        {
          type: `https://finehook.dev/problems/${code}`,
          title,
          status,
          detail: 'Said.',
          requestId: 'req-9',
          errors: [{ pointer: '/a', code: 'blank', detail: 'b' }],
        },
      ]);
    },
  );

  it('says nothing of an error that nobody foresaw, but logs it', async () => {
    const api = new MemoryApi();
    const error = new Error('table Webhooks-123 is on fire');
    api.webhooks.list = async () => {
      throw error;
    };
    const answer = await api.send('GET', '/v1/webhooks');
    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
      500,
      'application/problem+json',
      {
        type: 'https://finehook.dev/problems/internal-error',
        title: 'Something went wrong on our side',
        status: 500,
        detail: 'Try again; if it goes on, name the requestId to whoever runs this service.',
        requestId: 'req-1',
        errors: [],
      },
    ]);
    expect(api.logged).toEqual([
      {
        level: 'error',
        message: 'request',
        fields: { requestId: 'req-1', operation: 'listWebhooks', status: 500, ms: 0, error },
      },
    ]);
  });
});

describe('the log', () => {
  it('has a line per request, without secrets', async () => {
    const api = new MemoryApi();
    const created = await api.send('POST', '/v1/webhooks', valid);
    await api.send('GET', `/v1/webhooks/${created.body.id}`);
    await api.send('GET', '/v1/nothing');
    await api.send('GET', '/v1/webhooks', undefined, { authorization: 'Bearer fhk_wrong' });
    expect(api.logged.map(({ level, fields }) => [level, fields])).toEqual([
      ['info', { requestId: 'req-1', operation: 'createWebhook', status: 201, ms: 0 }],
      ['info', { requestId: 'req-1', operation: 'getWebhook', status: 200, ms: 0 }],
      ['info', { requestId: 'req-1', operation: null, status: 404, ms: 0 }],
      ['info', { requestId: 'req-1', operation: 'listWebhooks', status: 401, ms: 0 }],
    ]);
    expect(JSON.stringify(api.logged)).not.toMatch(/whsec_|fhk_/);
  });
});
