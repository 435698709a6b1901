import { describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

const input = {
  group: 'Invoice',
  title: { en: 'Invoice paid' },
  description: { en: 'An invoice was paid in full.' },
  example: { number: '2026-0117' },
};

describe('putEventType, getEventType, listEventTypes, deleteEventType', () => {
  it('adds a type that a filter can name, an event has and a test sends; then it is deleted', async () => {
    const type = uniqueName('invoice.paid');
    const path = `/v1/event-types/${type}`;
    const made = await finehook.api('PUT', path, input);
    expect([made.status, made.headers.get('location'), made.body.version]).toEqual([201, path, 1]);
    const read = await finehook.api('GET', path);
    expect([read.body, read.headers.get('etag')]).toEqual([made.body, made.headers.get('etag')]);

    const company = uniqueName('typed');
    const clause = { eventTypes: [type], companies: [{ companyId: company, projectIds: '*' }] };
    const { id } = await finehook.webhookTo(company, { filter: { anyOf: [clause] } });
    await finehook.put({ type, companyId: company });
    const [call] = await finehook.receives(company, 1);
    expect([call?.verified, JSON.parse(call?.body ?? '').type]).toEqual([true, type]);
    const test = await finehook.api('POST', `/v1/webhooks/${id}/test`, { eventType: type });
    expect(JSON.parse(test.body.request.body).data).toMatchObject({
      companyId: company,
      number: '2026-0117',
    });

    const stale = { 'if-match': '"stale"' };
    expect((await finehook.api('PUT', path, { ...input, deprecated: true }, stale)).status).toBe(412);
    const changed = await finehook.api('PUT', path, { ...input, deprecated: true });
    expect([changed.status, changed.body.version]).toEqual([200, 2]);
    expect((await finehook.api('DELETE', path)).status).toBe(204);
    expect((await finehook.api('GET', path)).status).toBe(404);
  });

  it('lists what comes with Finehook and what is stored, page by page', async () => {
    const group = uniqueName('Group');
    const names = ['a', 'b', 'c'].map(name => uniqueName(name)).sort();
    for (const name of names) await finehook.api('PUT', `/v1/event-types/${name}`, { ...input, group });
    const first = await finehook.api('GET', `/v1/event-types?group=${group}&limit=2`);
    const rest = await finehook.api('GET', `/v1/event-types?group=${group}&cursor=${first.body.nextCursor}`);
    const listed = [...first.body.items, ...rest.body.items].map((item: { name: string }) => item.name);
    expect([listed, rest.body.nextCursor]).toEqual([names, null]);
    const { body } = await finehook.api('GET', '/v1/event-types?group=Tag');
    // The conformance run stores types too: of this group it may add some, and it changes none.
    const ours = (name: string) => name.startsWith('TAG_');
    expect(body.items.map((item: { name: string }) => item.name).filter(ours)).toEqual([
      'TAG_CREATED',
      'TAG_DELETED',
      'TAG_UPDATED',
    ]);
    for (const name of names) await finehook.api('DELETE', `/v1/event-types/${name}`);
  });
});

describe('importEventTypes', () => {
  it('takes a hundred types of an OpenAPI document at once', async () => {
    const prefix = uniqueName('import');
    const schema = { $ref: '#/components/schemas/Thing' };
    const names = Array.from({ length: 100 }, (_, n) => `${prefix}.${String(n).padStart(2, '0')}`);
    const post = { tags: [prefix], requestBody: { content: { 'application/json': { schema } } } };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      webhooks: Object.fromEntries(names.map(name => [name, { post }])),
      components: { schemas: { Thing: { type: 'object', description: 'x'.repeat(20_000) } } },
    };
    const tried = await finehook.api('POST', '/v1/event-types/imports?dryRun=true', document);
    expect([tried.status, tried.body.added.length]).toEqual([200, 100]);
    expect((await finehook.api('GET', `/v1/event-types/${names[0]}`)).status).toBe(404);
    const stored = await finehook.api('POST', '/v1/event-types/imports', document);
    expect([stored.status, stored.body]).toEqual([
      200,
      { dryRun: false, added: names, changed: [], unchanged: [] },
    ]);
    const again = await finehook.api('POST', '/v1/event-types/imports', document);
    expect(again.body.unchanged).toEqual(names);
    for (const name of names) await finehook.api('DELETE', `/v1/event-types/${name}`);
  });
});
