import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../functions/domain/credentials.ts';
import { ProblemError } from '../../../functions/domain/errors.ts';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';
import { memorySealed } from '../../support/memory-vault.ts';
import { acmeFilter, credentials, webhookState } from '../../support/webhook-state.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const input = { name: 'n', url: 'https://receiver.example.com/in', filter: acmeFilter };
const basic = { type: 'basic', username: 'finehook', password: 'päss:word' } as const;
const bearer = { type: 'bearer', token: '1|secret-token' } as const;
const own = { headers: { 'x-api-key': 'secret-key', 'x-tenant': 'acme' }, auth: bearer };

function apiWith(content: Partial<Credentials> = own): MemoryApi {
  const api = new MemoryApi();
  const all = { ...credentials, ...content };
  given(api, {
    sealedCredentials: memorySealed('acme', webhookId, all),
    headerNames: Object.keys(all.headers).sort(),
    authType: all.auth?.type ?? null,
  });
  return api;
}

const webhookOf = (api: MemoryApi) => api.webhooks.states.get(webhookId)?.webhook ?? webhookState().webhook;
const stored = async (api: MemoryApi) => api.vault.open(webhookOf(api));

describe('headers and auth of a new webhook', () => {
  it.each([basic, bearer])('are sealed; the answer shows names and the type $type', async auth => {
    const api = new MemoryApi();
    const headers = { 'X-Tenant': 'acme', 'x-API-key': 'secret key' };
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, headers, auth });
    expect([status, body.headerNames, body.authType]).toEqual([201, ['x-api-key', 'x-tenant'], auth.type]);
    for (const value of ['secret key', 'secret-token', 'päss'])
      expect(JSON.stringify(body)).not.toContain(value);
    const [state = webhookState()] = api.webhooks.states.values();
    expect(await api.vault.open(state.webhook)).toEqual({
      secrets: [{ value: body.secret }],
      headers: { 'x-tenant': 'acme', 'x-api-key': 'secret key' },
      auth,
    });
    expect((await api.send('GET', `/v1/webhooks/${body.id}`)).body).toMatchObject({
      headerNames: ['x-api-key', 'x-tenant'],
      authType: auth.type,
    });
  });

  it('go out with the health check', async () => {
    const api = apiWith();
    await api.send('POST', `${path}/enable`);
    expect(api.prober.calls[0]?.headers).toMatchObject({
      'x-api-key': 'secret-key',
      'x-tenant': 'acme',
      authorization: 'Bearer 1|secret-token',
    });
  });

  it('are not told by a receiver that says what it was sent', async () => {
    const api = apiWith();
    api.prober.answers = [
      { ...okAttempt, status: 503, responseBody: 'sent: secret-key, Bearer 1|secret-token' },
    ];
    const checked = await api.send('POST', `${path}/enable`);
    const tested = await api.send('POST', `${path}/test`, { eventType: 'TODO_MOVED' });
    for (const { attempt } of [checked.body, tested.body]) {
      expect(attempt.responseBody).toBe('sent: [hidden], Bearer [hidden]');
    }
    expect(tested.body.request.headers).toMatchObject({ 'x-api-key': null, authorization: null });
  });

  const refused: [string, object, string, string][] = [
    [
      'a name that is kept',
      { headers: { 'X-Forwarded-For': '1.2.3.4' } },
      '/headers/X-Forwarded-For',
      'X-Forwarded-For cannot be set: it is what a proxy or a browser vouches for.',
    ],
    ['a name with ~', { headers: { 'x~y': 'a\n' } }, '/headers/x~0y', 'Must be visible ASCII'],
    ['no text', { headers: { 'x-a': 5 } }, '/headers/x-a', 'Must be a string, not a number.'],
    ['null', { headers: { 'x-a': null } }, '/headers/x-a', 'Must be a string, not null.'],
    ['a list', { headers: ['x-a'] }, '/headers', 'Must be an object, not a list.'],
    [
      'too many',
      { headers: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`x-${i}`, 'v'])) },
      '/headers',
      'There are 21 headers; at most 20 are possible.',
    ],
    ['no type', { auth: { token: 't' } }, '/auth/type', 'This member is required.'],
    ['another type', { auth: { type: 'digest' } }, '/auth/type', 'Must be "basic" or "bearer".'],
    ['no password', { auth: { type: 'basic', username: 'u' } }, '/auth/password', 'This member is required.'],
    [
      'a colon in the user name',
      { auth: { ...basic, username: 'a:b' } },
      '/auth/username',
      'A colon is not possible in it',
    ],
    ['a line break', { auth: { ...basic, password: 'a\nb' } }, '/auth/password', 'Control characters'],
    [
      'a token with a space',
      { auth: { type: 'bearer', token: 'a b' } },
      '/auth/token',
      'Must be visible ASCII',
    ],
    [
      'an empty token',
      { auth: { type: 'bearer', token: '' } },
      '/auth/token',
      'Must have at least 1 character.',
    ],
    [
      'a token for basic',
      { auth: { ...basic, token: 't' } },
      '/auth/token',
      'Unknown member. Known here: type, username, password.',
    ],
  ];

  it.each(refused)('%s: 400', async (_, more, pointer, detail) => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, ...more });
    expect([status, body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail: expect.stringContaining(detail) })],
    ]);
    expect(api.webhooks.states.size).toBe(0);
  });
});

describe('a patch', () => {
  it.each<[string, object, Partial<Credentials>]>([
    [
      'adds and replaces, whatever the case',
      { headers: { 'X-API-Key': 'new', 'x-more': '1' } },
      { headers: { 'x-api-key': 'new', 'x-tenant': 'acme', 'x-more': '1' } },
    ],
    ['removes one header', { headers: { 'X-Tenant': null } }, { headers: { 'x-api-key': 'secret-key' } }],
    ['removes all headers', { headers: null }, { headers: {} }],
    ['changes the token alone', { auth: { token: 'new' } }, { auth: { type: 'bearer', token: 'new' } }],
    ['begins anew with another type', { auth: basic }, { auth: basic }],
  ])('%s: the rest stays, and nothing has to be sent again', async (_, patch, expected) => {
    const api = apiWith();
    const { status, body } = await api.send('PATCH', path, patch);
    const next = { ...credentials, ...own, ...expected };
    expect([status, body.headerNames, body.authType, await stored(api)]).toEqual([
      200,
      Object.keys(next.headers).sort(),
      next.auth.type,
      next,
    ]);
    expect(webhookOf(api).version).toBe(2);
    expect(body).not.toHaveProperty('droppedHeaders');
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('removes auth by null', async () => {
    const api = apiWith();
    expect((await api.send('PATCH', path, { auth: null })).body.authType).toBeNull();
    expect(await stored(api)).toEqual({ ...credentials, headers: own.headers });
  });

  it.each([
    ['nothing', {}],
    ['an empty object', { headers: {}, auth: {} }],
    ['the same values', { headers: { 'X-TENANT': 'acme' }, auth: { token: bearer.token } }],
    ['to remove what is not there', { headers: { 'x-none': null } }],
  ])('that says %s changes nothing', async (_, patch) => {
    const api = apiWith();
    const before = webhookOf(api);
    expect((await api.send('PATCH', path, patch)).status).toBe(200);
    expect(webhookOf(api)).toBe(before);
  });

  it.each([
    [{ headers: { host: 'x' } }, '/headers/host'],
    [{ headers: { 'x-a': ' ' } }, '/headers/x-a'],
    [{ auth: { username: 'u' } }, '/auth/username'],
    [{ auth: { token: null } }, '/auth/token'],
    [{ auth: { type: 'basic' } }, '/auth/username'],
    [{ auth: 'Bearer t' }, '/auth'],
    [{ headers: Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`x-${i}`, 'v'])) }, '/headers'],
  ])('%j: 400, and nothing has changed', async (patch, pointer) => {
    const api = apiWith();
    const before = webhookOf(api);
    const { status, body } = await api.send('PATCH', path, patch);
    expect([status, body.errors[0].pointer, webhookOf(api)]).toEqual([400, pointer, before]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('a URL', () => {
  it.each([
    ['path', 'https://receiver.example.com/other?x=1'],
    ['spelling', 'https://Receiver.Example.com:443/in'],
  ])('with another %s keeps headers and auth, and opens nothing', async (_, url) => {
    const api = apiWith();
    const { body } = await api.send('PATCH', path, { url });
    expect([body.url, body.headerNames, body.authType, api.vault.opened]).toEqual([
      url,
      ['x-api-key', 'x-tenant'],
      'bearer',
      0,
    ]);
    expect(body).not.toHaveProperty('droppedHeaders');
  });

  it.each([
    ['host', 'https://evil.example.com/in'],
    ['port', 'https://receiver.example.com:8443/in'],
    ['subdomain', 'https://a.receiver.example.com/in'],
  ])('with another %s drops them, and the answer says so', async (_, url) => {
    const api = apiWith();
    const { body } = await api.send('PATCH', path, { url });
    expect([body.headerNames, body.authType, body.droppedHeaders]).toEqual([
      [],
      null,
      ['x-api-key', 'x-tenant', 'authorization'],
    ]);
    expect(await stored(api)).toEqual(credentials);
  });

  it('keeps what the same request sends again, and nothing besides', async () => {
    const api = apiWith();
    const url = 'https://other.example.com/in';
    const { body } = await api.send('PATCH', path, { url, headers: { 'X-Tenant': 'other' }, auth: basic });
    expect([body.headerNames, body.authType, body.droppedHeaders]).toEqual([
      ['x-tenant'],
      'basic',
      ['x-api-key'],
    ]);
    expect(await stored(api)).toEqual({ ...credentials, headers: { 'x-tenant': 'other' }, auth: basic });
  });

  it('merges no part of auth into a new origin', async () => {
    const api = apiWith({ headers: {}, auth: basic });
    const url = 'https://evil.example.com/in';
    const { status, body } = await api.send('PATCH', path, { url, auth: { username: 'evil' } });
    expect([status, body.errors[0].pointer, webhookOf(api).url]).toEqual([
      400,
      '/auth/type',
      'https://receiver.example.com/in',
    ]);
  });

  it('says nothing of what was removed on purpose, or was never there', async () => {
    const moved = { url: 'https://other.example.com/in' };
    const removed = await apiWith().send('PATCH', path, { ...moved, headers: null, auth: null });
    const none = await apiWith({ headers: {} }).send('PATCH', path, moved);
    for (const { body } of [removed, none]) expect(body).not.toHaveProperty('droppedHeaders');
  });

  it('is as before, with its headers, when EventBridge refuses the new rule', async () => {
    const api = apiWith();
    api.rules.beforePut = (_, { pattern }) => {
      if (pattern.includes('globex')) throw new ProblemError('too-many-rules', 'No rule is left.');
    };
    api.grants.give('globex', 'acme');
    const patch = { url: 'https://other.example.com/in', filter: filterOf('acme', 'globex') };
    expect((await api.send('PATCH', path, patch)).status).toBe(409);
    expect([webhookOf(api).url, webhookOf(api).headerNames, await stored(api)]).toEqual([
      'https://receiver.example.com/in',
      ['x-api-key', 'x-tenant'],
      { ...credentials, ...own },
    ]);
  });
});

it('headers and auth stay through a rotation and a change of owner, and go with the webhook', async () => {
  const api = apiWith();
  await api.send('POST', `${path}/secrets`, { overlapHours: 0 });
  await api.send('PATCH', path, { filter: filterOf('globex') });
  expect(webhookOf(api)).toMatchObject({
    ownerCompanyId: 'globex',
    headerNames: ['x-api-key', 'x-tenant'],
    authType: 'bearer',
  });
  expect(await stored(api)).toMatchObject(own);
  await api.send('DELETE', path);
  expect(webhookOf(api)).toMatchObject({ sealedCredentials: '', headerNames: [], authType: null });
});
