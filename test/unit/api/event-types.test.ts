import { beforeEach, describe, expect, it } from 'vitest';
import { builtInEventTypes } from '../../../functions/domain/event-types/built-in-event-types.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf } from './memory-fixtures.ts';

const input = {
  group: 'Invoice',
  title: { en: 'Invoice paid', 'pt-BR': 'Fatura paga' },
  description: { en: 'In full.' },
  schema: { type: 'object' },
  example: { companyId: 'x', number: '7' },
};
const path = '/v1/event-types/invoice.paid';
const now = '2026-01-01T00:00:00.000Z';
const view = {
  name: 'invoice.paid',
  ...input,
  deprecated: false,
  version: 1,
  builtIn: false,
  updatedAt: now,
};

let api: MemoryApi;
beforeEach(() => {
  api = new MemoryApi();
});

const keyOf = (key: string) => ({ authorization: `Bearer ${key}` });

describe('putEventType', () => {
  it('adds a type, then changes it, one version at a time', async () => {
    const made = await api.send('PUT', path, input);
    expect([made.status, made.headers.location, made.body]).toEqual([201, path, view]);
    const same = await api.send('PUT', path, input);
    expect([same.status, same.body]).toEqual([200, view]);
    api.nowMs += 1000;
    const changed = await api.send('PUT', path, { ...input, deprecated: true });
    expect([changed.status, changed.body]).toEqual([
      200,
      { ...view, deprecated: true, version: 2, updatedAt: '2026-01-01T00:00:01.000Z' },
    ]);
    const read = await api.send('GET', path);
    expect([read.body, read.headers.etag]).toEqual([changed.body, changed.headers.etag]);
    expect(changed.headers.etag).not.toBe(made.headers.etag);
  });

  it('replaces all of it', async () => {
    await api.send('PUT', path, input);
    const { example: _, schema: __, ...less } = input;
    const { body } = await api.send('PUT', path, less);
    expect([body.example, body.schema]).toEqual([null, {}]);
  });

  it('overrides one that comes with Finehook', async () => {
    const moved = '/v1/event-types/TODO_MOVED';
    const before = (await api.send('GET', moved)).body;
    expect([before.version, before.builtIn, before.updatedAt]).toEqual([1, true, null]);
    const { status, body } = await api.send('PUT', moved, { ...input, deprecated: true });
    expect([status, body]).toEqual([
      200,
      { ...view, name: 'TODO_MOVED', deprecated: true, version: 2, builtIn: true },
    ]);
    expect(await api.send('GET', moved)).toMatchObject({ body });
  });

  it('stores nothing for one that is put as it came', async () => {
    const {
      version: _,
      builtIn: __,
      updatedAt: ___,
      name: ____,
      ...asIs
    } = (await api.send('GET', '/v1/event-types/TODO_MOVED')).body;
    const { body } = await api.send('PUT', '/v1/event-types/TODO_MOVED', asIs);
    expect([body.version, api.eventTypes.types.size]).toEqual([1, 0]);
  });

  it('409: what others changed meanwhile is not lost', async () => {
    await api.send('PUT', path, input);
    api.eventTypes.beforeWrite = () => {
      const type = api.eventTypes.types.get('invoice.paid');
      if (type !== undefined) api.eventTypes.types.set(type.name, { ...type, version: 7 });
    };
    const { status, body } = await api.send('PUT', path, { ...input, group: 'Money' });
    expect([status, body.type, api.eventTypes.types.get('invoice.paid')?.group]).toEqual([
      409,
      'https://finehook.dev/problems/conflict',
      'Invoice',
    ]);
  });

  it('412: it is not as it was read', async () => {
    const { headers } = await api.send('PUT', path, input);
    const etag = headers.etag ?? '';
    expect((await api.send('PUT', path, { ...input, group: 'A' }, { 'if-match': etag })).status).toBe(200);
    const late = await api.send('PUT', path, { ...input, group: 'B' }, { 'if-match': etag });
    expect([late.status, late.headers.etag]).toEqual([412, (await api.send('GET', path)).headers.etag]);
    expect((await api.send('PUT', path, { ...input, group: 'B' }, { 'if-match': '*' })).status).toBe(200);
    const absent = await api.send('PUT', '/v1/event-types/none', input, { 'if-match': '*' });
    expect([absent.status, api.eventTypes.types.has('none')]).toEqual([412, false]);
  });

  it.each([
    [{ ...input, title: { ru: 'Счёт' } }, '/title/en', 'This member is required.'],
    [
      { ...input, title: { en: 'x', English: 'y' } },
      '/title/English',
      'Must be a language tag (RFC 5646), such as "en" or "pt-BR".',
    ],
    [{ ...input, title: { en: ' ' } }, '/title/en', 'A name cannot be blank.'],
    [
      { ...input, schema: { type: 'array' } },
      '/schema/type',
      'Must be "object": the data of an event is one.',
    ],
    [{ ...input, schema: true }, '/schema', 'Must be an object, not true or false.'],
    [{ ...input, example: [] }, '/example', 'Must be an object, not a list.'],
    [{ ...input, version: 3 }, '/version', expect.stringContaining('Unknown member.')],
    [
      { ...input, example: { x: 'x'.repeat(65_536) } },
      '',
      expect.stringMatching(/^It has \d+ bytes as JSON; at most 65536 are kept\./),
    ],
  ])('400: %j', async (body, pointer, detail) => {
    const answer = await api.send('PUT', path, body);
    expect([answer.status, answer.body.errors, api.eventTypes.types.size]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
      0,
    ]);
  });

  it.each(['imports', 'WEBHOOK_HEALTH_CHECK', '-x', 'a b', 'a%2Fb', 'x'.repeat(129)])(
    '400: the name %j',
    async name => {
      const { status, body } = await api.send('PUT', `/v1/event-types/${name}`, input);
      expect([status, body.detail]).toEqual([
        400,
        expect.stringMatching(/^The name of the event type is not valid\. ./),
      ]);
    },
  );

  it('403: a key of some companies, and a role that does not write', async () => {
    for (const key of [api.key(['acme']), api.key('*', { role: 'publisher' })]) {
      for (const [method, at, body] of [
        ['PUT', path, input],
        ['DELETE', path, undefined],
        ['POST', '/v1/event-types/imports', [{ name: 'a', ...input }]],
      ] as const) {
        expect((await api.send(method, at, body, keyOf(key))).status).toBe(403);
      }
      expect((await api.send('GET', '/v1/event-types', undefined, keyOf(key))).status).toBe(200);
    }
    expect(api.eventTypes.types.size).toBe(0);
  });

  it('409: the catalog has room for 1000 of one’s own', async () => {
    const type = { ...input, deprecated: false, version: 1, updatedAt: now };
    for (let n = 0; n < 999; n++) api.eventTypes.types.set(`t${n}`, { name: `t${n}`, ...type });
    expect((await api.send('PUT', path, input)).status).toBe(201);
    const { status, body } = await api.send('PUT', '/v1/event-types/more', input);
    expect([status, body.type]).toEqual([409, 'https://finehook.dev/problems/too-many-event-types']);
    expect((await api.send('PUT', path, { ...input, deprecated: true })).status).toBe(200);
  });
});

describe('deleteEventType', () => {
  it('deletes one’s own, only as it was read', async () => {
    await api.send('PUT', path, input);
    expect((await api.send('DELETE', path, undefined, { 'if-match': '"other"' })).status).toBe(412);
    expect((await api.send('DELETE', path)).status).toBe(204);
    expect([(await api.send('GET', path)).status, (await api.send('DELETE', path)).status]).toEqual([
      404, 404,
    ]);
  });

  it('409: one that comes with Finehook, changed or not', async () => {
    for (let round = 0; round < 2; round++) {
      const { status, body } = await api.send('DELETE', '/v1/event-types/TODO_MOVED');
      expect([status, body.type]).toEqual([409, 'https://finehook.dev/problems/built-in-event-type']);
      await api.send('PUT', '/v1/event-types/TODO_MOVED', input);
    }
    expect(api.eventTypes.types.size).toBe(1);
  });
});

describe('listEventTypes', () => {
  const pages = async (query: string) => {
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.send('GET', `/v1/event-types?limit=7${query}${cursor}`);
      names.push(...body.items.map((item: { name: string }) => item.name));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return names;
  };

  it('goes through all of them, in the order of names, however many are stored', async () => {
    const type = { ...input, deprecated: false, version: 2, updatedAt: now };
    const own = Array.from({ length: 230 }, (_, n) => `${n % 2 === 0 ? 'A' : 'x'}${n}`);
    for (const name of [...own, 'TODO_MOVED']) api.eventTypes.types.set(name, { name, ...type });
    expect(await pages('')).toEqual([...own, ...builtInEventTypes.keys()].sort());
  });

  it('filters by group and by whether they are deprecated', async () => {
    await api.send('PUT', '/v1/event-types/TAG_CREATED', { ...input, group: 'Tag', deprecated: true });
    expect(await pages('&group=Tag')).toEqual(['TAG_CREATED', 'TAG_DELETED', 'TAG_UPDATED']);
    expect(await pages('&group=Tag&deprecated=false')).toEqual(['TAG_DELETED', 'TAG_UPDATED']);
    expect(await pages('&deprecated=true')).toEqual(['TAG_CREATED']);
    expect(await pages('&group=tag')).toEqual([]);
  });

  it.each([
    ['?deprecated=yes', '?deprecated'],
    ['?limit=0', '?limit'],
    ['?cursor=x', '?cursor'],
  ])('400: %s', async (query, pointer) => {
    const { status, body } = await api.send('GET', `/v1/event-types${query}`);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});

describe('a stored type', () => {
  const webhook = (...eventTypes: string[]) => {
    const [clause] = filterOf('acme').anyOf;
    return { name: 'n', url: 'https://example.com/', filter: { anyOf: [{ ...clause, eventTypes }] } };
  };

  it('can be named by filters at once, also when it is deprecated', async () => {
    expect((await api.send('POST', '/v1/webhooks', webhook('invoice.paid'))).body.errors).toEqual([
      { pointer: '/filter/anyOf/0/eventTypes/0', code: 'unknown-event-type', detail: 'No such event type.' },
    ]);
    await api.send('PUT', path, { ...input, deprecated: true });
    expect((await api.send('POST', '/v1/webhooks', webhook('TODO_MOVED', 'invoice.paid'))).status).toBe(201);
  });

  it('is suggested for a misspelt name', async () => {
    await api.send('PUT', path, input);
    const { body } = await api.send(
      'POST',
      '/v1/webhooks',
      webhook('TODO_MOVED', 'invoice.payd', 'TODO_MOVD'),
    );
    expect(body.errors).toEqual([
      {
        pointer: '/filter/anyOf/0/eventTypes/1',
        code: 'unknown-event-type',
        detail: 'No such event type. Did you mean invoice.paid?',
      },
      {
        pointer: '/filter/anyOf/0/eventTypes/2',
        code: 'unknown-event-type',
        detail: 'No such event type. Did you mean TODO_MOVED?',
      },
    ]);
  });

  it('is remembered for five seconds; those that come with Finehook are never looked up', async () => {
    await api.send('PUT', path, input);
    api.eventTypes.nameReads = 0;
    await api.send('POST', '/v1/webhooks', webhook('TODO_MOVED'));
    expect(api.eventTypes.nameReads).toBe(0);
    for (const after of [0, 4_999]) {
      api.nowMs += after;
      await api.send('POST', '/v1/webhooks', webhook('invoice.paid'));
    }
    expect(api.eventTypes.nameReads).toBe(1);
    api.eventTypes.types.clear();
    api.nowMs += 1;
    expect((await api.send('POST', '/v1/webhooks', webhook('invoice.paid'))).status).toBe(400);
    expect(api.eventTypes.nameReads).toBe(2);
  });

  it('stays possible in the filters that name it after it was deleted', async () => {
    await api.send('PUT', path, input);
    const { body } = await api.send('POST', '/v1/webhooks', webhook('invoice.paid'));
    api.eventTypes.types.clear();
    api.nowMs += 5_000;
    const at = `/v1/webhooks/${body.id}`;
    const patched = await api.send('PATCH', at, { filter: webhook('invoice.paid', 'TODO_MOVED').filter });
    expect(patched.status).toBe(200);
    expect((await api.send('PATCH', at, { filter: webhook('invoice.payd').filter })).status).toBe(400);
  });

  it('is tested with its example, as if it came from the webhook’s company', async () => {
    await api.send('PUT', path, input);
    const { body } = await api.send('POST', '/v1/webhooks', webhook('invoice.paid'));
    const test = (event: object) => api.send('POST', `/v1/webhooks/${body.id}/test`, event);
    const sent = await test({ eventType: 'invoice.paid' });
    expect(JSON.parse(sent.body.request.body)).toEqual({
      type: 'invoice.paid',
      timestamp: now,
      data: { companyId: 'acme', number: '7', projectId: 'website', occurredAt: now },
    });
    expect((await test({ event: { type: 'invoice.paid', data: {} } })).status).toBe(200);
    expect((await test({ event: { type: 'invoice.payd', data: {} } })).body.errors).toEqual([
      {
        pointer: '/event/type',
        code: 'unknown-event-type',
        detail: 'No such event type. Did you mean invoice.paid?',
      },
    ]);
    const { example: _, ...bare } = input;
    await api.send('PUT', path, bare);
    expect((await test({ eventType: 'invoice.paid' })).body.errors).toEqual([
      {
        pointer: '/eventType',
        code: 'no-example',
        detail: 'The catalog has no example of this event type. Send an "event" of your own instead.',
      },
    ]);
  });
});
