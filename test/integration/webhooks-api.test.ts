import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { operations } from '../../functions/api/operations.ts';
import { type ApiAnswer, Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));
const url = `${finehook.runtime.receiverUrl}/in/api`;

const filterFor = (companyId: string, eventTypes = ['TODO_MOVED']) => ({
  anyOf: [{ eventTypes, companies: [{ companyId, projectIds: ['p1'] }] }],
});

const valid = () => ({ name: 'Tasks to CRM', url, filter: filterFor('api') });

function expectProblem(answer: ApiAnswer, status: number, code: string, pointer?: string): void {
  expect([answer.status, answer.body]).toMatchObject([
    status,
    {
      type: expect.stringMatching(new RegExp(`/${code}$`)),
      title: expect.any(String),
      status,
      detail: expect.any(String),
    },
  ]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  if (pointer !== undefined)
    expect(answer.body.errors).toMatchObject([
      { pointer, code: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/), detail: expect.any(String) },
    ]);
}

describe('createWebhook, getWebhook', () => {
  it('answers 201 with the webhook, its secret, location and tag', async () => {
    const name = uniqueName('create');
    const answer = await finehook.api('POST', '/v1/webhooks', { name, url, filter: filterFor(name) });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^whk_[0-9a-z]{26}$/),
      name,
      url,
      filter: filterFor(name),
      status: 'active',
      statusReason: null,
      rule: 'live',
      noAccessTo: [],
      slowSince: null,
      format: 'standard',
      options: {},
      headerNames: [],
      authType: null,
      health: { since: answer.body.createdAt, nextCheckAt: null, holdUntil: null, releasingSince: null },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: answer.body.createdAt,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    expect(answer.headers.get('location')).toBe(`/v1/webhooks/${answer.body.id}`);
    const { secret: _, ...readable } = answer.body;
    const read = await finehook.api('GET', `/v1/webhooks/${answer.body.id}`);
    const looked = { lastSuccessAt: null, lastFailureAt: null, certificateExpiresAt: null };
    expect([read.status, read.body]).toEqual([
      200,
      { ...readable, health: { ...readable.health, ...looked, heldCount: 0, hasMoreHeld: false } },
    ]);
    expect(read.headers.get('etag')).toMatch(/^"[^"]+"$/);
  });

  const bad: [string, unknown, number, string, string | undefined][] = [
    ['malformed JSON', '{"name":', 400, 'malformed-json', undefined],
    ['an empty body', '', 400, 'malformed-json', undefined],
    ['a list', '[]', 400, 'invalid-request', ''],
    ['an unknown field', { ...valid(), nmae: 'x' }, 400, 'invalid-request', '/nmae'],
    ['no name', { ...valid(), name: undefined }, 400, 'invalid-request', '/name'],
    ['a wrong type', { ...valid(), name: 5 }, 400, 'invalid-request', '/name'],
    ['an unknown format', { ...valid(), format: 'xml' }, 400, 'invalid-request', '/format'],
    ['a URL that is none', { ...valid(), url: 'example' }, 400, 'url-not-allowed', '/url'],
    [
      'credentials in the URL',
      { ...valid(), url: 'https://a:b@example.com/' },
      400,
      'url-not-allowed',
      '/url',
    ],
    ['no clauses', { ...valid(), filter: { anyOf: [] } }, 400, 'invalid-request', '/filter/anyOf'],
    [
      'no event types',
      { ...valid(), filter: filterFor('api', []) },
      400,
      'invalid-request',
      '/filter/anyOf/0/eventTypes',
    ],
    [
      'an unknown event type',
      { ...valid(), filter: filterFor('api', ['TODO_MOVD']) },
      400,
      'invalid-filter',
      '/filter/anyOf/0/eventTypes/0',
    ],
    [
      'the health check as event type',
      { ...valid(), filter: filterFor('api', ['WEBHOOK_HEALTH_CHECK']) },
      400,
      'invalid-filter',
      '/filter/anyOf/0/eventTypes/0',
    ],
    [
      'conditions on companyId',
      {
        ...valid(),
        filter: {
          anyOf: [
            {
              ...filterFor('api').anyOf[0],
              conditions: { pattern: { $or: [{ companyId: ['x'] }, { a: [1] }] } },
            },
          ],
        },
      },
      400,
      'invalid-filter',
      '/filter/anyOf/0/conditions/pattern/$or/0/companyId',
    ],
    [
      'companies whose names have more than 2,048 characters',
      {
        ...valid(),
        filter: {
          anyOf: [
            {
              eventTypes: ['*'],
              companies: Array.from({ length: 100 }, (_, i) => ({
                companyId: `one-of-many-companies-${i}`,
                projectIds: '*',
              })),
            },
          ],
        },
      },
      422,
      'pattern-too-long',
      '/filter',
    ],
    ['a body over the limit', { ...valid(), name: 'x'.repeat(300_000) }, 413, 'payload-too-large', undefined],
  ];

  it.each(bad)('%s', async (_, body, status, code, pointer) => {
    expectProblem(await finehook.api('POST', '/v1/webhooks', body), status, code, pointer);
  });

  it('a misspelt event type is told the nearest', async () => {
    const answer = await finehook.api('POST', '/v1/webhooks', {
      ...valid(),
      filter: filterFor('api', ['TODO_MOVD']),
    });
    expect(answer.body.errors[0].detail).toContain('TODO_MOVED');
  });

  it('another content type: 415', async () => {
    const answer = await finehook.api('POST', '/v1/webhooks', '<xml/>', {
      'content-type': 'application/xml',
    });
    expectProblem(answer, 415, 'unsupported-media-type');
  });
});

describe('access', () => {
  const everyOperation = [
    ['POST', '/v1/webhooks'],
    ['GET', '/v1/webhooks'],
    ['POST', '/v1/url-checks'],
    ['GET', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs'],
    ['PATCH', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs'],
    ['DELETE', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs'],
    ['POST', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs/pause'],
    ['POST', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs/enable'],
    ['POST', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs/test'],
    ['POST', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs/secrets'],
    ['GET', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs/secrets'],
    ['GET', '/v1/webhooks/whk_0123456789abcdefghjkmnpqrs/deliveries'],
    ['GET', '/v1/deliveries/dlv_01hf7yat0000000000000000001mnedd5x9zd1fswjsasnbzd'],
    ['GET', '/v1/deliveries/dlv_01hf7yat0000000000000000001mnedd5x9zd1fswjsasnbzd/request'],
  ] as const;

  it.each(everyOperation)('%s %s without a key, and with a wrong one: 401', async (method, path) => {
    for (const authorization of ['', 'Bearer', 'Bearer fhk_wrong', `Basic ${finehook.runtime.apiKey}`]) {
      const answer = await finehook.api(method, path, undefined, { authorization });
      expectProblem(answer, 401, 'unauthenticated');
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it.each(everyOperation.slice(3))('%s %s of something that is not there: 404', async (method, path) => {
    const body = path.endsWith('/test') ? { eventType: 'TODO_MOVED' } : method === 'PATCH' ? {} : undefined;
    expectProblem(await finehook.api(method, path, body), 404, 'not-found');
  });

  it.each([
    ['GET', '/v1/nothing', 404, 'not-found'],
    ['PUT', '/v1/webhooks', 405, 'method-not-allowed'],
    ['GET', '/v1/webhooks/not-an-id', 404, 'not-found'],
    ['GET', '/v1/deliveries/not-an-id', 404, 'not-found'],
  ])('%s %s: %i', async (method, path, status, code) => {
    expectProblem(await finehook.api(method, path), status, code);
  });

  it('a key of some companies sees and makes only what is theirs', async () => {
    const [ours, theirs] = [uniqueName('ours'), uniqueName('theirs')];
    const key = await finehook.makeKey([ours]);
    const authorization = `Bearer ${key}`;
    const make = (companyId: string, headers = {}) =>
      finehook.api('POST', '/v1/webhooks', { name: 'x', url, filter: filterFor(companyId) }, headers);
    const { body: foreign } = await make(theirs);
    const { body: own, status } = await make(ours, { authorization });
    expect(status).toBe(201);
    expectProblem(
      await make(theirs, { authorization }),
      403,
      'forbidden',
      '/filter/anyOf/0/companies/0/companyId',
    );

    const list = await finehook.api('GET', '/v1/webhooks', undefined, { authorization });
    expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([own.id]);
    for (const [method, suffix, body] of [
      ['GET', ''],
      ['PATCH', '', { name: 'y' }],
      ['POST', '/pause'],
      ['POST', '/enable'],
      ['POST', '/test', { eventType: 'TODO_MOVED' }],
      ['GET', '/deliveries'],
      ['DELETE', ''],
    ] as const) {
      const answer = await finehook.api(method, `/v1/webhooks/${foreign.id}${suffix}`, body, {
        authorization,
      });
      expectProblem(answer, 404, 'not-found');
    }
    const widened = { filter: { anyOf: [...filterFor(ours).anyOf, ...filterFor(theirs).anyOf] } };
    const patch = await finehook.api('PATCH', `/v1/webhooks/${own.id}`, widened, { authorization });
    expectProblem(patch, 403, 'forbidden', '/filter/anyOf/1/companies/0/companyId');
    expect((await finehook.api('GET', `/v1/webhooks/${foreign.id}`)).body.name).toBe('x');
  });
});

describe('listWebhooks, listDeliveries', () => {
  it('page through, newest first, without repeats', async () => {
    const company = uniqueName('pages');
    const authorization = `Bearer ${await finehook.makeKey([company])}`;
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      ids.unshift(
        (await finehook.webhookTo(company, { name: `number ${i}`, filter: filterFor(company) })).id,
      );
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await finehook.api('GET', `/v1/webhooks?limit=2${query}`, undefined, {
        authorization,
      });
      seen.push(...body.items.map((item: { id: string }) => item.id));
      expect(body.items.length).toBeLessThanOrEqual(2);
      expect(body.items.every((item: object) => !('secret' in item))).toBe(true);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
  });

  it('deliveries page through', async () => {
    const name = uniqueName('log');
    const { id } = await finehook.webhookTo(name);
    await finehook.put(...Array.from({ length: 7 }, () => ({ companyId: name })));
    await finehook.receives(name, 7);
    await finehook.delivery(id, 'delivered');
    const seen = new Set<string>();
    let path = `/v1/webhooks/${id}/deliveries?limit=3`;
    for (;;) {
      const { body } = await finehook.api('GET', path);
      for (const item of body.items) seen.add(item.id);
      if (body.nextCursor === null) break;
      path = `/v1/webhooks/${id}/deliveries?limit=3&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(seen.size).toBe(7);
  });

  it.each([
    ['limit=0', '?limit'],
    ['limit=101', '?limit'],
    ['limit=x', '?limit'],
    ['cursor=!!', '?cursor'],
    [`cursor=${randomBytes(12).toString('base64url')}`, '?cursor'],
    ['offset=3', '?offset'],
  ])('?%s: 400', async (query, pointer) => {
    expectProblem(await finehook.api('GET', `/v1/webhooks?${query}`), 400, 'invalid-request', pointer);
  });
});

describe('updateWebhook', () => {
  it('merges (RFC 7396), raises the tag, and honours If-Match', async () => {
    const name = uniqueName('patch');
    const { id } = await finehook.webhookTo(name);
    const before = await finehook.api('GET', `/v1/webhooks/${id}`);
    const tag = before.headers.get('etag') ?? '';
    const patch = (body: unknown, headers: Record<string, string> = {}) =>
      finehook.api('PATCH', `/v1/webhooks/${id}`, body, {
        'content-type': 'application/merge-patch+json',
        ...headers,
      });
    const renamed = await patch({ name: 'renamed' }, { 'if-match': tag });
    expect([renamed.status, renamed.body.name, renamed.body.url]).toEqual([200, 'renamed', before.body.url]);
    expect(renamed.headers.get('etag')).not.toBe(tag);
    expectProblem(await patch({ name: 'again' }, { 'if-match': tag }), 412, 'precondition-failed');
    expectProblem(await patch({ name: null }), 400, 'invalid-request', '/name');
    expectProblem(await patch({ status: 'active' }), 400, 'invalid-request', '/status');
    expectProblem(await patch({ secret: 'whsec_x' }), 400, 'invalid-request', '/secret');
    for (const [method, suffix] of [
      ['DELETE', ''],
      ['POST', '/pause'],
      ['POST', '/enable'],
    ] as const) {
      const answer = await finehook.api(method, `/v1/webhooks/${id}${suffix}`, undefined, {
        'if-match': tag,
      });
      expectProblem(answer, 412, 'precondition-failed');
    }
    expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.name).toBe('renamed');
  });
});

describe('getOpenApi', () => {
  it('is served without a key and names every operation', async () => {
    const answer = await finehook.api('GET', '/openapi.json', undefined, { authorization: '' });
    expect([answer.status, answer.body.openapi]).toEqual([200, expect.stringMatching(/^3\.1\./)]);
    const paths = [...new Set(operations.map(({ path }) => path))];
    expect(Object.keys(answer.body.paths).sort()).toEqual(paths.sort());
  });
});
