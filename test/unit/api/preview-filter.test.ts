import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';

const companies = [{ companyId: 'acme', projectIds: ['website'] }];
const clause = (conditions?: unknown, eventTypes = ['TODO_MOVED']) => ({
  eventTypes,
  companies,
  ...(conditions === undefined ? {} : { conditions }),
});
const place = { companyId: 'acme', projectId: 'website' };
const moved = (from: unknown, to: unknown, more: object = {}) => ({
  type: 'TODO_MOVED',
  data: { ...place, previousValue: from, currentValue: to, ...more },
});

const preview = (clauses: unknown[], events: unknown[] = []) =>
  new MemoryApi().send('POST', '/v1/filters/preview', { filter: { anyOf: clauses }, events });

async function firstMiss(conditions: unknown, event: unknown) {
  const { status, body } = await preview([clause(conditions)], [event]);
  expect(status).toBe(200);
  expect(body.events[0].matches).toBe(false);
  const { pointer, reason, detail, seen } = body.events[0].misses[0];
  return { pointer, reason, detail, seen };
}

describe('previewFilter', () => {
  it('answers with the pattern, and makes nothing', async () => {
    const api = new MemoryApi();
    const body = { filter: { anyOf: [clause({ op: 'eq', field: 'currentValue.done', value: true })] } };
    const answer = await api.send('POST', '/v1/filters/preview', body);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        pattern: {
          detail: { companyId: ['acme'], currentValue: { done: [true] }, projectId: ['website'] },
          'detail-type': ['TODO_MOVED'],
        },
        residual: [],
        recent: [],
        volume: { perDay: 0, passedPerDay: 0, days: 1, isWhole: true, sentence: 'none in the last 7 days' },
        sentence: 'When a record is moved in “website” of “acme”, and its “completed” mark is yes',
        events: [],
      },
    ]);
    expect([api.webhooks.states.size, api.rules.calls]).toEqual([0, []]);
  });

  it('says what EventBridge cannot', async () => {
    const conditions = {
      all: [
        { op: 'eq', field: 'currentValue.done', value: true },
        {
          any: [
            { op: 'ne', field: 'currentValue.title', value: 'a' },
            { op: 'changed', field: 'title' },
          ],
        },
        { not: { op: 'inNext', field: 'currentValue.duedAt', value: '2d' } },
      ],
    };
    const { body } = await preview([clause(), clause(conditions)]);
    const base = '/filter/anyOf/1/conditions/all';
    expect(body.residual).toEqual([
      {
        pointer: `${base}/1/any/0`,
        detail: 'Of a list, EventBridge can ask whether one value is another, not whether none is this one.',
      },
      {
        pointer: `${base}/1/any/1`,
        detail: 'EventBridge sees the names of the changed fields as one text only.',
      },
      { pointer: `${base}/2/not`, detail: 'EventBridge compares no dates.' },
    ]);
  });

  it('says what was left out because the pattern would be too long', async () => {
    const projectIds = Array.from({ length: 1_000 }, (_, i) => `project-${i}`);
    const { body } = await preview([{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds }] }]);
    expect([body.pattern, body.residual]).toEqual([
      { detail: { companyId: ['acme'] } },
      [
        {
          pointer: '/filter',
          detail:
            'The whole pattern is longer than the 2048 characters of a rule: its longest parts are left out.',
        },
      ],
    ]);
  });

  it('tries events, with the changes that they get when they are published', async () => {
    const conditions = { op: 'changed', field: 'todoListId' };
    const events = [moved({ todoListId: 'a' }, { todoListId: 'b' }), moved({ title: 'a' }, { title: 'b' })];
    const { body } = await preview([clause(conditions)], events);
    expect(body.events).toEqual([
      { matches: true, clause: 0, misses: [] },
      {
        matches: false,
        clause: null,
        misses: [
          {
            clause: 0,
            pointer: '/filter/anyOf/0/conditions',
            reason: 'condition',
            detail: 'changed does not hold: changedFields is "title".',
            asked: 'its list changed',
            seen: [{ field: 'changedFields', values: ['title'] }],
          },
        ],
      },
    ]);
  });
});

describe('in plain words', () => {
  const conditions = { all: [{ op: 'became', field: 'todoListId', value: 'l2' }] };
  const ask = async (language: string) => {
    const api = new MemoryApi();
    const upsert = [
      { companyId: 'acme', kind: 'company', id: 'acme', name: 'Acme' },
      { companyId: 'acme', kind: 'project', id: 'website', name: 'Our website' },
      { companyId: 'acme', kind: 'list', id: 'l2', name: 'Done' },
    ];
    expect((await api.send('PUT', '/v1/directory', { upsert })).status).toBe(200);
    const body = { filter: { anyOf: [clause(conditions)] }, language, events: [moved(null, {})] };
    return (await api.send('POST', '/v1/filters/preview', body)).body;
  };

  it.each([
    [
      'en',
      'When a record is moved in “Our website” of “Acme”, and its list became “Done”',
      'its list became “Done”',
    ],
    [
      'ru',
      'Когда запись перемещена в проекте «Our website» компании «Acme», при этом поле «список» стало «Done»',
      'поле «список» стало «Done»',
    ],
  ])('%s: with names from the directory', async (language, sentence, asked) => {
    const body = await ask(language);
    expect([body.sentence, body.events[0].misses[0].asked]).toEqual([sentence, asked]);
  });
});

describe('on recent events', () => {
  const nowMs = Date.parse('2026-01-09T00:00:00Z');
  const textOf = (id: string, data: object) =>
    JSON.stringify({
      id,
      'detail-type': 'TODO_MOVED',
      source: 'app',
      time: '2026-01-08T12:00:00Z',
      detail: { ...place, previousValue: null, ...data },
    });

  function apiWithSample(): MemoryApi {
    const api = new MemoryApi();
    api.nowMs = nowMs;
    const sampled = { eventType: 'TODO_MOVED', ...place };
    for (const [slot, title] of ['ship it', 'keep it', 'ship that', 'drop'].entries()) {
      const eventText = textOf(`e${slot}`, { currentValue: { title } });
      const atMs = nowMs - 3_600_000 + slot;
      api.recentEvents.written.push({ slot, event: { id: `e${slot}`, atMs, eventText, ...sampled } });
    }
    for (const [hour, count] of [
      ['2026-01-05T00', 60],
      ['2026-01-08T10', 20],
    ] as const) {
      api.recentEvents.added.push({ ...sampled, hour, count });
    }
    api.recentEvents.added.push({ ...sampled, projectId: 'app', hour: '2026-01-08T10', count: 1_000 });
    return api;
  }

  it('says which of them it wants, and how many to expect: their share of what came', async () => {
    const conditions = { op: 'contains', field: 'currentValue.title', value: 'ship' };
    const body = { filter: { anyOf: [clause(conditions)] }, recent: 2 };
    const answer = await apiWithSample().send('POST', '/v1/filters/preview', body);
    const event = { type: 'TODO_MOVED', time: '2026-01-08T12:00:00Z', ...place };
    expect(answer.body.recent).toMatchObject([
      { event: { id: 'e3', ...event }, matches: false, misses: [{ pointer: '/filter/anyOf/0/conditions' }] },
      { event: { id: 'e2', ...event }, matches: true, clause: 0, misses: [] },
    ]);
    // Half of 80 in four days, of which all pass EventBridge.
    expect(answer.body.volume).toEqual({
      perDay: 10,
      passedPerDay: 20,
      days: 4,
      isWhole: true,
      sentence: 'about 10 a day',
    });
  });

  it('of very many it tries the newest 200', async () => {
    const api = apiWithSample();
    for (let slot = 4; slot < 300; slot++) {
      const eventText = textOf(`e${slot}`, { currentValue: { title: slot < 250 ? 'ship' : 'keep' } });
      const event = {
        id: `e${slot}`,
        atMs: nowMs - 3_600_000 + slot,
        eventText,
        eventType: 'TODO_MOVED',
        ...place,
      };
      api.recentEvents.written.push({ slot, event });
    }
    const conditions = { op: 'contains', field: 'currentValue.title', value: 'ship' };
    const body = { filter: { anyOf: [clause(conditions)] }, recent: 0 };
    const answer = await api.send('POST', '/v1/filters/preview', body);
    // Of 80 in four days the 150 of the newest 200 that are wanted.
    expect([answer.body.recent, answer.body.volume.perDay]).toEqual([[], 15]);
  });

  it('counts only what the filter means', async () => {
    const { body } = await apiWithSample().send('POST', '/v1/filters/preview', {
      filter: { anyOf: [clause(undefined, ['TODO_CREATED'])] },
      language: 'ru',
    });
    expect([body.recent, body.volume.perDay, body.volume.sentence]).toEqual([
      [],
      0,
      'за последние 7 дней ни одного',
    ]);
  });

  it('knows an event by the sample that no webhook has got', async () => {
    const api = apiWithSample();
    const url = 'https://receiver.example.com/in';
    const conditions = { op: 'startsWith', field: 'currentValue.title', value: 'ship' };
    const { body } = await api.send('POST', '/v1/webhooks', {
      name: 'w',
      url,
      filter: { anyOf: [clause(conditions)] },
    });
    const why = await api.send('GET', `/v1/webhooks/${body.id}/why?eventId=e1&language=ru`);
    expect([why.body.outcome, why.body.verdict.misses[0]]).toMatchObject([
      'unwanted',
      { asked: expect.stringContaining('ship'), seen: [{ values: ['keep it'] }] },
    ]);
  });
});

describe('why not', () => {
  it('each clause says which part failed first: type, place, condition', async () => {
    const clauses = [
      clause(undefined, ['TODO_CREATED']),
      {
        eventTypes: ['*'],
        companies: [{ companyId: 'acme', projectIds: '*', exceptProjectIds: ['website'] }],
      },
      clause({ op: 'gt', field: 'currentValue.position', value: 5 }),
    ];
    const { body } = await preview(clauses, [moved(null, { position: 3 })]);
    expect(
      body.events[0].misses.map(({ pointer, detail }: Record<string, string>) => [pointer, detail]),
    ).toEqual([
      ['/filter/anyOf/0/eventTypes', 'The event type is not meant: type is "TODO_MOVED".'],
      [
        '/filter/anyOf/1/companies',
        'The company or project is not meant: companyId is "acme"; projectId is "website".',
      ],
      ['/filter/anyOf/2/conditions', 'gt does not hold: currentValue.position is 3.'],
    ]);
  });

  it('the first of "all" that does not hold, in whatever depth', async () => {
    const conditions = {
      all: [
        { op: 'eq', field: 'currentValue.done', value: true },
        {
          any: [
            { op: 'eq', field: 'currentValue.title', value: 'a' },
            { op: 'exists', field: 'actorId' },
          ],
        },
      ],
    };
    expect(await firstMiss(conditions, moved(null, { done: true, title: 'b' }))).toEqual({
      pointer: '/filter/anyOf/0/conditions/all/1/any/0',
      reason: 'condition',
      detail: 'eq does not hold: currentValue.title is "b".',
      seen: [{ field: 'currentValue.title', values: ['b'] }],
    });
  });

  it('a "not" whose inside holds', async () => {
    const conditions = { not: { op: 'eq', field: 'actorId', value: 'u1' } };
    expect(await firstMiss(conditions, moved(null, {}, { actorId: 'u1' }))).toEqual({
      pointer: '/filter/anyOf/0/conditions/not',
      reason: 'not',
      detail: 'What must not hold does: actorId is "u1".',
      seen: [{ field: 'actorId', values: ['u1'] }],
    });
  });

  it('conditions that hold of different elements of a list', async () => {
    const conditions = {
      all: [
        { op: 'eq', field: 'currentValue.customFields.name', value: 'Priority' },
        { op: 'eq', field: 'currentValue.customFields.value', value: 'High' },
      ],
    };
    const customFields = [
      { name: 'Priority', value: 'Low' },
      { name: 'Risk', value: 'High' },
    ];
    expect(await firstMiss(conditions, moved(null, { customFields }))).toEqual({
      pointer: '/filter/anyOf/0/conditions',
      reason: 'same-element',
      detail:
        'Each condition holds, but not of the same element of a list: currentValue.customFields.name is "Priority", "Risk"; currentValue.customFields.value is "Low", "High".',
      seen: [
        { field: 'currentValue.customFields.name', values: ['Priority', 'Risk'] },
        { field: 'currentValue.customFields.value', values: ['Low', 'High'] },
      ],
    });
  });

  it('a pattern', async () => {
    const conditions = { pattern: { currentValue: { title: [{ prefix: 'A' }] } } };
    expect(await firstMiss(conditions, moved(null, { title: 'x'.repeat(300) }))).toEqual({
      pointer: '/filter/anyOf/0/conditions/pattern',
      reason: 'condition',
      detail: `The pattern does not match: currentValue.title is "${'x'.repeat(200)}…".`,
      seen: [{ field: 'currentValue.title', values: [`${'x'.repeat(200)}…`] }],
    });
  });
});

describe('a filter that cannot be', () => {
  it.each<[string, unknown, string, string]>([
    [
      'an operator of another product',
      { op: '!=', field: 'currentValue.title', value: 'a' },
      'op',
      'Unknown operator. Did you mean "ne"? Known are',
    ],
    [
      'a misspelt operator',
      { op: 'startWith', field: 'currentValue.title', value: 'a' },
      'op',
      'Unknown operator. Did you mean "startsWith"?',
    ],
    [
      'a misspelt field',
      { op: 'eq', field: 'currentValue.titel', value: 'a' },
      'field',
      'These events have no field "currentValue.titel". Did you mean "currentValue.title"?',
    ],
    [
      'a misspelt field of the record',
      { op: 'became', field: 'archivd', value: true },
      'field',
      'These events have no field "archivd". Did you mean "archived"?',
    ],
    [
      'an object',
      { op: 'eq', field: 'currentValue.todoList', value: 'a' },
      'field',
      'currentValue.todoList is an object: name a field in it, such as currentValue.todoList.id.',
    ],
    [
      'a number of a text',
      { op: 'gt', field: 'currentValue.title', value: 1 },
      'op',
      'currentValue.title is a text: gt compares numbers.',
    ],
    [
      'a value that the field never has',
      { op: 'eq', field: 'currentValue.done', value: 'yes' },
      'value',
      'currentValue.done is true or false, never "yes".',
    ],
    [
      'an upside-down range',
      { op: 'between', field: 'currentValue.position', value: [5, 1] },
      'value',
      'The range is upside down: the lowest number comes first, [1,5].',
    ],
    [
      'a text for a number',
      { op: 'gt', field: 'currentValue.position', value: '1' },
      'value',
      'Must be a number.',
    ],
    ['a value that is missing', { op: 'eq', field: 'actorId' }, 'value', 'This member is required.'],
    [
      'a value too much',
      { op: 'movedLater', field: 'duedAt', value: 1 },
      'value',
      'This operator takes no value',
    ],
    [
      'no date',
      { op: 'before', field: 'currentValue.duedAt', value: 'tomorrow' },
      'value',
      'Must be a date such as',
    ],
    [
      'no duration',
      { op: 'inLast', field: 'currentValue.duedAt', value: '7 days' },
      'value',
      'Must be a time such as 30m',
    ],
    ['no network', { op: 'cidr', field: 'ip', value: '10.0.0.0/33' }, 'value', 'IPv4 mask bits must be < 32'],
    [
      'no wildcard',
      { op: 'wildcard', field: 'actorId', value: 'a**' },
      'value',
      'Consecutive wildcard characters',
    ],
    ['an empty text', { op: 'contains', field: 'actorId', value: '' }, 'value', 'Must not be empty'],
    [
      'an empty list',
      { op: 'in', field: 'actorId', value: [] },
      'value',
      'Must not be empty: an empty list never means',
    ],
    [
      'case where there is none',
      { op: 'gt', field: 'currentValue.position', value: 1, ignoreCase: true },
      'ignoreCase',
      'The operator gt has no case',
    ],
    [
      'data in the name',
      { op: 'eq', field: 'data.actorId', value: 'a' },
      'field',
      'Fields are named from the event\'s data on: write "actorId".',
    ],
    [
      'a state for a change',
      { op: 'became', field: 'currentValue.title', value: 'a' },
      'field',
      'This operator looks at the record before and after the event: write "title".',
    ],
    [
      'a change below a field',
      { op: 'changed', field: 'todoList.id' },
      'field',
      'Changes are known of a record\'s own fields only: write "todoList".',
    ],
    [
      'a company',
      { op: 'eq', field: 'currentValue.companyId', value: 'a' },
      'field',
      'Conditions cannot mention companyId.',
    ],
    [
      'no change',
      { op: 'changed', field: 'title', value: { from: 'a', to: 'a' } },
      'value',
      '"from" and "to" are the same',
    ],
    [
      'an unknown member',
      { op: 'eq', field: 'actorId', valeu: 'a' },
      'valeu',
      'Unknown member. Did you mean "value"?',
    ],
  ])('%s: %j', async (_, conditions, member, detail) => {
    const { status, body } = await preview([clause({ all: [conditions] })]);
    expect([status, body.errors.length]).toEqual([400, 1]);
    expect(body.errors[0].pointer).toBe(`/filter/anyOf/0/conditions/all/0/${member}`);
    expect(body.errors[0].detail).toContain(detail);
  });

  it.each<[string, unknown, string, string]>([
    ['an empty "all"', { all: [] }, '/all', 'Must not be empty'],
    ['two at once', { all: [], any: [] }, '/any', 'Say "all" or "any", not both'],
    ['a misspelt word', { al: [] }, '/al', 'Unknown member. Did you mean "all"?'],
    ['a pattern inside', { all: [{ pattern: {} }] }, '/all/0/pattern', 'A "pattern" stands alone'],
    [
      'more ways than can be looked at',
      {
        all: Array.from({ length: 10 }, (_, i) => ({
          any: [0, 1].map(value => ({ op: 'eq', field: `currentValue.f${i}${value}`, value })),
        })),
      },
      '',
      'It can be met in more than 1000 ways.',
    ],
  ])('%s', async (_, conditions, member, detail) => {
    const { status, body } = await preview([clause(conditions)]);
    expect([status, body.errors[0].pointer]).toEqual([400, `/filter/anyOf/0/conditions${member}`]);
    expect(body.errors[0].detail).toContain(detail);
  });

  it("fields that a type of one's own does not have", async () => {
    const api = new MemoryApi();
    const schema = {
      type: 'object',
      properties: { currentValue: { $ref: '#/$defs/Invoice' } },
      $defs: { Invoice: { type: 'object', properties: { amount: { type: 'number' } } } },
    };
    const type = { group: 'G', title: { en: 'T' }, description: { en: 'D' }, schema, example: {} };
    expect((await api.send('PUT', '/v1/event-types/invoice.paid', type)).status).toBe(201);
    const ask = (field: string) =>
      api.send('POST', '/v1/filters/preview', {
        filter: { anyOf: [clause({ op: 'gt', field, value: 5 }, ['invoice.paid'])] },
      });
    expect((await ask('currentValue.amount')).status).toBe(200);
    expect((await ask('currentValue.amuont')).body.errors[0].detail).toContain('"currentValue.amount"');
    expect((await ask('currentValue.somethingElse')).status).toBe(200);
  });

  it('some left out of a list that is not all', async () => {
    const { body } = await preview([
      {
        eventTypes: ['TODO_MOVED'],
        exceptEventTypes: ['TODO_CREATED'],
        companies: [{ companyId: 'acme', projectIds: ['a'], exceptProjectIds: ['b'] }],
      },
      { eventTypes: ['*'], exceptEventTypes: ['TODO_MOVD'], companies },
    ]);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/filter/anyOf/0/companies/0/exceptProjectIds',
      '/filter/anyOf/0/exceptEventTypes',
    ]);
    const unknown = await preview([{ eventTypes: ['*'], exceptEventTypes: ['TODO_MOVD'], companies }]);
    expect(unknown.body.errors).toEqual([
      {
        pointer: '/filter/anyOf/0/exceptEventTypes/0',
        code: 'unknown-event-type',
        detail: 'No such event type. Did you mean TODO_MOVED?',
      },
    ]);
  });
});
