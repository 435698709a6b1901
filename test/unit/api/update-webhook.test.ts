import { describe, expect, it } from 'vitest';
import { AwsCallError, ProblemError } from '../../../functions/domain/errors.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { acmeFilter } from '../../support/webhook-state.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const globexPattern = '{"detail":{"companyId":["globex"]},"detail-type":["TODO_MOVED"]}';

function apiAt(nowMs = Date.parse('2026-01-02T00:00:00.000Z')): MemoryApi {
  const api = new MemoryApi();
  given(api);
  api.nowMs = nowMs;
  return api;
}

const stored = (api: MemoryApi) => api.webhooks.states.get(webhookId)?.webhook;

describe('updateWebhook', () => {
  it.each(['application/merge-patch+json', 'application/json', 'Application/JSON; charset=utf-8'])(
    'merges a patch sent as %s',
    async type => {
      const api = apiAt();
      const answer = await api.send('PATCH', path, { name: 'New' }, { 'content-type': type });
      expect([answer.status, answer.headers.etag, answer.body.name, answer.body.updatedAt]).toEqual([
        200,
        '"2.1.live"',
        'New',
        '2026-01-02T00:00:00.000Z',
      ]);
      expect(stored(api)).toMatchObject({ name: 'New', url: 'https://receiver.example.com/in', version: 2 });
      expect(api.rules.calls).toEqual([]);
    },
  );

  it('puts the rule of a new filter; the owner stays among its companies', async () => {
    const api = apiAt();
    const { body } = await api.send('PATCH', path, { filter: filterOf('globex') });
    expect([body.rule, stored(api)?.ownerCompanyId, stored(api)?.pattern]).toEqual([
      'live',
      'globex',
      globexPattern,
    ]);
    expect(api.rules.rules.get(webhookId)).toEqual({ pattern: globexPattern, enabled: true });
  });

  it('keeps the owner while the filter names it', async () => {
    const api = apiAt();
    await api.send('PATCH', path, { filter: filterOf('aaa', 'acme') });
    expect(stored(api)?.ownerCompanyId).toBe('acme');
  });

  it.each([
    ['nothing', {}],
    ['the same', { name: 'Tasks to CRM', filter: acmeFilter }],
    ['an empty filter patch', { filter: {} }],
    ['the default, by null', { format: null }],
  ])('changes nothing for %s', async (_, patch) => {
    const api = apiAt();
    const answer = await api.send('PATCH', path, patch);
    expect([answer.status, answer.headers.etag, stored(api)?.version]).toEqual([200, '"1.1.live"', 1]);
  });

  it('takes the default again for null', async () => {
    const api = apiAt();
    given(api, { format: 'blue' });
    expect((await api.send('PATCH', path, { format: null })).body.format).toBe('standard');
  });

  it.each([
    [{ name: null }, '/name', 'This member is required: null cannot remove it.'],
    [{ url: null }, '/url', 'This member is required: null cannot remove it.'],
    [{ filter: null }, '/filter', 'This member is required: null cannot remove it.'],
    [{ filter: { anyOf: null } }, '/filter/anyOf', 'This member is required: null cannot remove it.'],
    [{ filter: { anyOf: [] } }, '/filter/anyOf', 'Must not be empty: an empty list never means everything.'],
    [{ filter: { anyOff: [] } }, '/filter/anyOff', 'Unknown member. Did you mean "anyOf"?'],
    [
      { status: 'active' },
      '/status',
      'Unknown member. Known here: name, url, filter, format, template, options, headers, auth.',
    ],
    [
      { secret: null },
      '/secret',
      'Unknown member. Known here: name, url, filter, format, template, options, headers, auth.',
    ],
    [
      { id: webhookId },
      '/id',
      'Unknown member. Known here: name, url, filter, format, template, options, headers, auth.',
    ],
    [{ name: 5 }, '/name', 'Must be a string, not a number.'],
    [[], '', 'Must be an object, not a list.'],
    [{ url: 'http://example.com/' }, '/url', 'Not allowed: the URL must begin with https://.'],
  ])('%j: 400', async (patch, pointer, detail) => {
    const api = apiAt();
    const { status, body } = await api.send('PATCH', path, patch);
    expect([status, body.errors, stored(api)?.version]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
      1,
    ]);
  });

  it('403 for a company that the key does not hold', async () => {
    const api = apiAt();
    const authorization = `Bearer ${api.key(['acme'])}`;
    const filter = filterOf('acme', 'globex');
    const { status, body } = await api.send('PATCH', path, { filter }, { authorization });
    expect([status, body.errors]).toEqual([
      403,
      [
        {
          pointer: '/filter/anyOf/0/companies/1/companyId',
          code: 'not-held',
          detail: 'This API key does not hold the company.',
        },
      ],
    ]);
  });

  it.each([
    ['"1.1.live"', 200],
    ['"1.1.pending"', 200],
    ['"9.9.live", "1.1.live"', 200],
    ['*', 200],
    ['W/"1.1.live"', 412],
    ['"2.1.live"', 412],
    ['"1.2.live"', 412],
    [', "1.1.live" ,', 200],
  ])('If-Match %s: %i', async (tag, status) => {
    const api = apiAt();
    const answer = await api.send('PATCH', path, { name: 'New' }, { 'if-match': tag });
    expect([answer.status, answer.headers.etag]).toEqual([
      status,
      status === 200 ? '"2.1.live"' : '"1.1.live"',
    ]);
  });

  it.each([
    '1.1.live',
    '',
    ' , ',
    '"1.1.live',
    '"1.1.live" "2.1.live"',
    '*, "1.1.live"',
    'W/*',
    'w/"1.1.live"',
  ])('If-Match %s is no list of tags: 400', async tag => {
    const api = apiAt();
    const answer = await api.send('PATCH', path, { name: 'New' }, { 'if-match': tag });
    expect([answer.status, answer.body.detail, answer.body.errors, stored(api)?.version]).toEqual([
      400,
      'The header If-Match is not valid: send the ETag as it was read, with its quotation marks (several separated by commas), or a single * for any.',
      [],
      1,
    ]);
  });

  it('decides anew when another change comes first', async () => {
    const api = apiAt();
    const save = api.webhooks.save.bind(api.webhooks);
    let saves = 0;
    api.webhooks.save = async (state, expected) => {
      if (saves++ === 0) given(api, { name: 'theirs', format: 'blue', version: 2 });
      return save(state, expected);
    };
    const { status, body, headers } = await api.send('PATCH', path, { name: 'ours' });
    expect([status, body.name, body.format, headers.etag]).toEqual([200, 'ours', 'blue', '"3.1.live"']);
  });

  it('409 when others are always faster', async () => {
    const api = apiAt();
    api.webhooks.save = async () => false;
    const { status, body } = await api.send('PATCH', path, { name: 'ours' });
    expect([status, body.type]).toEqual([409, 'https://finehook.dev/problems/conflict']);
  });

  it('412, not a lost update, when another change comes between check and write', async () => {
    const api = apiAt();
    const save = api.webhooks.save.bind(api.webhooks);
    api.webhooks.save = async (state, expected) => {
      given(api, { name: 'theirs', version: 2 });
      return save(state, expected);
    };
    const answer = await api.send('PATCH', path, { name: 'ours' }, { 'if-match': '"1.1.live"' });
    expect([answer.status, stored(api)?.name]).toEqual([412, 'theirs']);
  });

  it('leaves the rule pending when EventBridge does not answer', async () => {
    const api = apiAt();
    api.rules.beforePut = () => {
      throw new AwsCallError('InternalException', 'oops', true);
    };
    const { status, body } = await api.send('PATCH', path, { filter: filterOf('globex') });
    expect([status, body.rule]).toEqual([200, 'pending']);
    api.rules.beforePut = () => {};
    const later = await api.send('PATCH', path, { name: 'New' });
    expect([later.body.rule, api.rules.rules.get(webhookId)?.pattern]).toEqual(['live', globexPattern]);
  });

  it('goes back to what it was when EventBridge refuses the new rule', async () => {
    const api = apiAt();
    const { pattern } = api.rules.rules.get(webhookId) ?? {};
    api.rules.beforePut = (_, rule) => {
      if (rule.pattern === globexPattern) throw new ProblemError('invalid-filter', 'No.');
    };
    const { status } = await api.send('PATCH', path, { name: 'New', filter: filterOf('globex') });
    expect([status, stored(api)]).toMatchObject([
      400,
      { name: 'Tasks to CRM', pattern, rule: 'live', version: 3 },
    ]);
    expect(api.rules.rules.get(webhookId)).toEqual({ pattern, enabled: true });
  });
});
