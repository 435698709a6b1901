import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';
import { memorySealed } from '../../support/memory-vault.ts';

const filter = {
  anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: ['website'] }] }],
};
const input = { name: 'Tasks to CRM', url: 'https://receiver.example.com/in', filter };
const id = 'whk_01kdvdna001000000000000000';
const pattern = '{"detail":{"companyId":["acme"],"projectId":["website"]},"detail-type":["TODO_MOVED"]}';
const now = '2026-01-01T00:00:00.000Z';

describe('createWebhook', () => {
  it('answers with the webhook and, this once, its secret', async () => {
    const api = new MemoryApi();
    const answer = await api.send('POST', '/v1/webhooks', input);
    const secret = `whsec_${Buffer.from([2, ...new Array(31).fill(0)]).toString('base64')}`;
    expect(answer).toEqual({
      status: 201,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-request-id': 'req-1',
        location: `/v1/webhooks/${id}`,
        etag: '"1.1.live"',
      },
      body: {
        id,
        name: 'Tasks to CRM',
        url: 'https://receiver.example.com/in',
        filter,
        status: 'active',
        statusReason: null,
        rule: 'live',
        noAccessTo: [],
        slowSince: null,
        format: 'standard',
        options: {},
        headerNames: [],
        authType: null,
        health: { since: now, nextCheckAt: null, holdUntil: null, releasingSince: null },
        createdAt: now,
        updatedAt: now,
        secret,
      },
    });
    expect(api.webhooks.states.get(id)).toEqual({
      webhook: {
        id,
        ownerCompanyId: 'acme',
        ...input,
        pattern,
        format: 'standard',
        options: {},
        headerNames: [],
        authType: null,
        sealedCredentials: memorySealed('acme', id, { secrets: [{ value: secret }], headers: {} }),
        rule: 'live',
        version: 1,
        revision: 1,
        createdAt: now,
        updatedAt: now,
      },
      health: {
        status: 'active',
        statusReason: null,
        whilePaused: 'hold',
        version: 1,
        revision: 1,
        changedAt: now,
        changedBy: 'key:key_0',
      },
    });
    expect([...api.rules.rules]).toEqual([[id, { pattern, enabled: true }]]);
  });

  it('keeps the format it is told', async () => {
    const { body } = await new MemoryApi().send('POST', '/v1/webhooks', { ...input, format: 'blue' });
    expect(body.format).toBe('blue');
  });

  it('keeps conditions as they were given', async () => {
    const conditions = { pattern: { currentValue: { done: [true] } } };
    const withConditions = { anyOf: [{ ...filter.anyOf[0], conditions }] };
    const { status, body } = await new MemoryApi().send('POST', '/v1/webhooks', {
      ...input,
      filter: withConditions,
    });
    expect([status, body.filter]).toEqual([201, withConditions]);
  });

  const clause = (more: object) => ({ ...input, filter: { anyOf: [{ ...filter.anyOf[0], ...more }] } });
  const bad: [string, unknown, number, string, [string, string][]][] = [
    ['null', 'null', 400, 'invalid-request', [['', 'Must be an object, not null.']]],
    ['a list', '[]', 400, 'invalid-request', [['', 'Must be an object, not a list.']]],
    [
      'nothing',
      {},
      400,
      'invalid-request',
      [
        ['/name', 'This member is required.'],
        ['/url', 'This member is required.'],
        ['/filter', 'This member is required.'],
      ],
    ],
    [
      'unknown members',
      { ...input, Nmae: 1, zebra: 2 },
      400,
      'invalid-request',
      [
        ['/Nmae', 'Unknown member. Did you mean "name"?'],
        [
          '/zebra',
          'Unknown member. Known here: name, url, filter, format, template, options, secret, headers, auth.',
        ],
      ],
    ],
    [
      'an unknown member deep inside',
      clause({ event_types: [] }),
      400,
      'invalid-request',
      [['/filter/anyOf/0/event_types', 'Unknown member. Did you mean "eventTypes"?']],
    ],
    [
      'a misspelt member of a company',
      clause({ companies: [{ companyID: 'acme', projectIds: '*' }] }),
      400,
      'invalid-request',
      [
        ['/filter/anyOf/0/companies/0/companyId', 'This member is required.'],
        ['/filter/anyOf/0/companies/0/companyID', 'Unknown member. Did you mean "companyId"?'],
      ],
    ],
    [
      'a number as name',
      { ...input, name: 5 },
      400,
      'invalid-request',
      [['/name', 'Must be a string, not a number.']],
    ],
    [
      'an empty name',
      { ...input, name: '' },
      400,
      'invalid-request',
      [['/name', 'Must have at least 1 character.']],
    ],
    ['a blank name', { ...input, name: ' ' }, 400, 'invalid-request', [['/name', 'A name cannot be blank.']]],
    [
      'a name of 101 characters',
      { ...input, name: 'x'.repeat(101) },
      400,
      'invalid-request',
      [['/name', 'Must have at most 100 characters.']],
    ],
    [
      'a name of two lines',
      { ...input, name: 'a\nb' },
      400,
      'invalid-request',
      [['/name', 'Control characters and line breaks are not allowed.']],
    ],
    [
      'a URL of 2,049 characters',
      { ...input, url: `https://example.com/${'x'.repeat(2029)}` },
      400,
      'invalid-request',
      [['/url', 'Must have at most 2048 characters.']],
    ],
    [
      'no URL at all',
      { ...input, url: 'x' },
      400,
      'url-not-allowed',
      [['/url', 'Not allowed: this is not a URL.']],
    ],
    [
      'plain http',
      { ...input, url: 'http://example.com/' },
      400,
      'url-not-allowed',
      [['/url', 'Not allowed: the URL must begin with https://.']],
    ],
    [
      'an unknown format',
      { ...input, format: 'xml' },
      400,
      'invalid-request',
      [['/format', 'Must be "standard" or "blue" or "cloudevents" or "slack" or "teams" or "discord".']],
    ],
    [
      'no clause',
      { ...input, filter: { anyOf: [] } },
      400,
      'invalid-request',
      [['/filter/anyOf', 'Must not be empty: an empty list never means everything.']],
    ],
    [
      '21 clauses',
      { ...input, filter: { anyOf: new Array(21).fill(filter.anyOf[0]) } },
      400,
      'invalid-request',
      [['/filter/anyOf', 'Must have at most 20 items.']],
    ],
    [
      'no event types',
      clause({ eventTypes: [] }),
      400,
      'invalid-request',
      [['/filter/anyOf/0/eventTypes', 'Must not be empty: an empty list never means everything.']],
    ],
    [
      'no projects',
      clause({ companies: [{ companyId: 'acme', projectIds: [] }] }),
      400,
      'invalid-request',
      [
        [
          '/filter/anyOf/0/companies/0/projectIds',
          'Must not be empty: an empty list never means everything.',
        ],
      ],
    ],
    [
      'projects of a wrong type',
      clause({ companies: [{ companyId: 'acme', projectIds: 5 }] }),
      400,
      'invalid-request',
      [
        [
          '/filter/anyOf/0/companies/0/projectIds',
          'Must be a list of project ids, or "*" for every project.',
        ],
      ],
    ],
    [
      'one project of a wrong type',
      clause({ companies: [{ companyId: 'acme', projectIds: ['p', 5] }] }),
      400,
      'invalid-request',
      [['/filter/anyOf/0/companies/0/projectIds/1', 'Must be a string, not a number.']],
    ],
    [
      'every project, in a list',
      clause({ companies: [{ companyId: 'acme', projectIds: ['*'] }] }),
      400,
      'invalid-request',
      [
        [
          '/filter/anyOf/0/companies/0/projectIds/0',
          'For every project write "projectIds": "*", without a list.',
        ],
      ],
    ],
    [
      'every company',
      clause({ companies: [{ companyId: '*', projectIds: '*' }] }),
      400,
      'invalid-request',
      [
        [
          '/filter/anyOf/0/companies/0/companyId',
          'Companies are named one by one: "*" is not possible here.',
        ],
      ],
    ],
    [
      'a project id of 129 characters',
      clause({ companies: [{ companyId: 'acme', projectIds: ['x'.repeat(129)] }] }),
      400,
      'invalid-request',
      [['/filter/anyOf/0/companies/0/projectIds/0', 'Must have at most 128 characters.']],
    ],
    [
      'unknown event types',
      clause({ eventTypes: ['TODO_MOVD', 'NO_SUCH_THING_AT_ALL', 'TAG_CREATED'] }),
      400,
      'invalid-filter',
      [
        ['/filter/anyOf/0/eventTypes/0', 'No such event type. Did you mean TODO_MOVED?'],
        ['/filter/anyOf/0/eventTypes/1', 'No such event type.'],
      ],
    ],
    [
      '"*" beside others',
      clause({ eventTypes: ['*', 'TODO_MOVED'] }),
      400,
      'invalid-filter',
      [['/filter/anyOf/0/eventTypes/0', '"*" means every event and stands alone in its list.']],
    ],
    [
      'conditions without pattern',
      clause({ conditions: { patern: {} } }),
      400,
      'invalid-request',
      [['/filter/anyOf/0/conditions/patern', 'Unknown member. Did you mean "pattern"?']],
    ],
    [
      'conditions that name a company',
      clause({ conditions: { pattern: { $or: [{ companyId: ['globex'] }, { a: [1] }] } } }),
      400,
      'invalid-filter',
      [
        [
          '/filter/anyOf/0/conditions/pattern/$or/0/companyId',
          `Conditions cannot mention companyId. Choose companies and projects in the clause's "companies".`,
        ],
      ],
    ],
  ];

  it.each(bad)('refuses %s', async (_, body, status, code, faults) => {
    const api = new MemoryApi();
    const answer = await api.send('POST', '/v1/webhooks', body);
    expect([answer.status, answer.body.type, answer.body.errors]).toEqual([
      status,
      `https://finehook.dev/problems/${code}`,
      faults.map(([pointer, detail]) => expect.objectContaining({ pointer, detail })),
    ]);
    expect([api.webhooks.states.size, api.rules.calls]).toEqual([0, []]);
  });

  it('refuses companies that are too many for a rule: 422', async () => {
    const companyIds = Array.from({ length: 100 }, (_, i) => `the-company-of-number-${i}`);
    const answer = await new MemoryApi().send(
      'POST',
      '/v1/webhooks',
      clause({ companies: companyIds.map(companyId => ({ companyId, projectIds: '*' })) }),
    );
    expect([answer.status, answer.body.title, answer.body.errors[0].pointer]).toEqual([
      422,
      'The filter is too long',
      '/filter',
    ]);
  });

  it('takes names of 100 and ids of 128 characters, URLs of 2,048, and 20 clauses', async () => {
    const anyOf = Array.from({ length: 20 }, () => ({
      eventTypes: ['*'],
      companies: [{ companyId: 'x'.repeat(128), projectIds: '*' }],
    }));
    const answer = await new MemoryApi().send('POST', '/v1/webhooks', {
      name: 'x'.repeat(100),
      url: `https://example.com/${'x'.repeat(2028)}`,
      filter: { anyOf },
    });
    expect([answer.status, answer.body.url?.length]).toEqual([201, 2048]);
  });
});
