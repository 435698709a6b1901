import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { acmeFilter } from '../../support/webhook-state.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;

describe('getWebhook', () => {
  it('shows all but the secrets, with a strong tag', async () => {
    const api = new MemoryApi();
    given(api, { version: 3 }, { status: 'disabled', statusReason: 'gone', version: 2 });
    expect(await api.send('GET', path)).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'private, no-cache',
        'x-request-id': 'req-1',
        etag: expect.stringMatching(/^"3\.2\.live\.[\w-]{22}"$/),
      },
      body: {
        id: webhookId,
        name: 'Tasks to CRM',
        url: 'https://receiver.example.com/in',
        filter: acmeFilter,
        status: 'disabled',
        statusReason: 'gone',
        rule: 'live',
        noAccessTo: [],
        slowSince: null,
        format: 'standard',
        options: {},
        headerNames: [],
        authType: null,
        health: {
          since: '2026-01-01T00:00:00.000Z',
          nextCheckAt: null,
          holdUntil: null,
          releasingSince: null,
          lastSuccessAt: null,
          lastFailureAt: null,
          certificateExpiresAt: null,
          heldCount: 0,
          hasMoreHeld: false,
        },
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
      },
    });
  });

  it.each([
    ['TAG', 304],
    ['W/TAG', 304],
    ['"x", TAG', 304],
    ['*', 304],
    ['"1.1.live"', 200],
    ['"1.1.pending"', 200],
    ['1.1.live', 200],
    ['', 200],
  ])('If-None-Match %s: %i', async (header, status) => {
    const api = new MemoryApi();
    given(api);
    const { etag = '' } = (await api.send('GET', path)).headers;
    const known = { 'if-none-match': header.replace('TAG', etag) };
    const answer = await api.send('GET', path, undefined, known);
    expect([answer.status, answer.headers.etag, answer.body === undefined]).toEqual([
      status,
      etag,
      status === 304,
    ]);
  });

  it.each([
    ['its rule', { rule: 'pending' }],
    ['its owner', { version: 2 }],
  ] as const)('has another tag after a change by %s', async (_, change) => {
    const api = new MemoryApi();
    given(api);
    const { etag } = (await api.send('GET', path)).headers;
    given(api, change);
    expect((await api.send('GET', path)).headers.etag).not.toBe(etag);
  });

  it.each([
    ['/v1/webhooks/whk_01kdvdna000000000000000001', 'of another id'],
    ['/v1/webhooks/WHK_01KDVDNA000000000000000000', 'in capitals'],
    ['/v1/webhooks/whk_', 'too short'],
    ['/v1/webhooks/%00', 'no id at all'],
    ['/v1/webhooks/..%2f..', 'of no path'],
    ['/v1/webhooks/__proto__', 'prototype'],
  ])('404: %s (%s)', async where => {
    const api = new MemoryApi();
    given(api);
    const answer = await api.send('GET', where);
    expect([answer.status, answer.body]).toEqual([
      404,
      {
        type: 'https://finehook.dev/problems/not-found',
        title: 'Not found',
        status: 404,
        detail: 'No such webhook, or this API key does not hold all of its companies.',
        requestId: 'req-1',
        errors: [],
      },
    ]);
  });

  it('404 once it is deleted', async () => {
    const api = new MemoryApi();
    given(api, { deletedAt: '2026-01-01T00:00:00.000Z' });
    expect((await api.send('GET', path)).status).toBe(404);
  });
});

describe('listWebhooks', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'].map(letter => `whk_01kdvdna00000000000000000${letter}`);
  const api = new MemoryApi();
  ids.forEach((id, i) => {
    given(api, { id, name: `number ${i}`, filter: filterOf(i < 3 ? 'acme' : 'globex') });
  });
  given(api, { deletedAt: '2026-01-01T00:00:00.000Z' });
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id.slice(-1)).join('');

  it('pages, newest first', async () => {
    const first = await api.send('GET', '/v1/webhooks?limit=2');
    expect([idsOf(first.body.items), Object.keys(first.body.items[0])]).toEqual([
      'ed',
      [
        'id',
        'name',
        'url',
        'filter',
        'status',
        'statusReason',
        'rule',
        'noAccessTo',
        'slowSince',
        'format',
        'options',
        'health',
        'headerNames',
        'authType',
        'createdAt',
        'updatedAt',
      ],
    ]);
    const second = await api.send('GET', `/v1/webhooks?limit=2&cursor=${first.body.nextCursor}`);
    const third = await api.send('GET', `/v1/webhooks?limit=2&cursor=${second.body.nextCursor}`);
    expect([second, third].map(({ body }) => [idsOf(body.items), body.nextCursor !== null])).toEqual([
      ['cb', true],
      ['a', false],
    ]);
  });

  it('says when a page that is full is the last', async () => {
    const { body } = await api.send('GET', '/v1/webhooks?limit=5');
    expect([idsOf(body.items), body.nextCursor]).toEqual(['edcba', null]);
  });

  it('shows only what the key holds', async () => {
    const key = api.key(['acme']);
    const { body } = await api.send('GET', '/v1/webhooks', undefined, { authorization: `Bearer ${key}` });
    expect(idsOf(body.items)).toBe('cba');
  });

  it.each([
    ['limit=0', '?limit', 'Must be a whole number from 1 to 100.'],
    ['limit=101', '?limit', 'Must be a whole number from 1 to 100.'],
    ['limit=', '?limit', 'Must be a whole number from 1 to 100.'],
    ['limit=1e1', '?limit', 'Must be a whole number from 1 to 100.'],
    ['limit=%2B5', '?limit', 'Must be a whole number from 1 to 100.'],
    ['limit=5&limit=6', '?limit', 'Must be a whole number from 1 to 100.'],
    ['cursor=', '?cursor', 'Must be a "nextCursor" of this list, as it was given.'],
    ['cursor=!!', '?cursor', 'Must be a "nextCursor" of this list, as it was given.'],
    ['cursor=d2hr', '?cursor', 'Must be a "nextCursor" of this list, as it was given.'],
    ['offset=3', '?offset', 'Unknown member. Known here: limit, cursor, language.'],
    ['limits=3', '?limits', 'Unknown member. Did you mean "limit"?'],
  ])('?%s: 400', async (query, pointer, detail) => {
    const answer = await api.send('GET', `/v1/webhooks?${query}`);
    expect([answer.status, answer.body.detail, answer.body.errors]).toEqual([
      400,
      'The query is not valid.',
      [expect.objectContaining({ pointer, detail })],
    ]);
  });

  it.each(['limit=1', 'limit=100'])('?%s: 200', async query => {
    expect((await api.send('GET', `/v1/webhooks?${query}`)).status).toBe(200);
  });

  it('takes no query where none is known', async () => {
    given(api);
    const { status, body } = await api.send('GET', `${path}/secrets?limit=5`);
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '?limit', code: 'unknown-member', detail: 'Unknown member: none is known here.' }],
    ]);
  });
});
