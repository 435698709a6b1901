import { describe, expect, it } from 'vitest';
import { newId } from '../../../functions/domain/identifiers.ts';
import type { InboxCall } from '../../../functions/domain/inbox-call.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const dayMs = 86_400_000;

const create = (api: MemoryApi, companyId = 'acme') => api.send('POST', '/v1/inboxes', { companyId });

/** Calls in the order of time. */
function callsOf(api: MemoryApi, count: number, body = '{}'): InboxCall[] {
  return Array.from({ length: count }, (_, n) => ({
    id: newId('ibc', api.nowMs + n, new Uint8Array(16)),
    at: new Date(api.nowMs + n).toISOString(),
    method: 'POST',
    headers: { 'webhook-id': `dlv_${n}` },
    body,
    isBodyWhole: true,
    eventType: null,
  }));
}

describe('createInbox, getInbox, listInboxes', () => {
  it('give a URL of this API that nobody can guess, not from the id either', async () => {
    const api = new MemoryApi();
    const { status, headers, body } = await create(api);
    const token = Buffer.from([1, ...Array(31).fill(0)]).toString('base64url');
    expect([status, body]).toEqual([
      201,
      {
        id: 'inb_1e2861b5539db72e167dade182b0d25e',
        companyId: 'acme',
        url: `https://api.example/in/${token}`,
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: '2026-01-08T00:00:00.000Z',
      },
    ]);
    expect(headers.location).toBe(`/v1/inboxes/${body.id}`);
    expect((await api.send('GET', `/v1/inboxes/${body.id}`)).body).toEqual(body);
    api.nowMs += 1;
    const { body: second } = await create(api);
    await create(api, 'globex');
    expect((await api.send('GET', '/v1/inboxes?companyId=acme')).body).toEqual({ items: [second, body] });
  });

  it('end after 7 days', async () => {
    const api = new MemoryApi();
    const { body } = await create(api);
    const seen = async () => [
      (await api.send('GET', `/v1/inboxes/${body.id}`)).status,
      (await api.send('GET', `/v1/inboxes/${body.id}/calls`)).status,
      (await api.send('DELETE', `/v1/inboxes/${body.id}`)).status,
      (await api.send('GET', '/v1/inboxes?companyId=acme')).body.items.length,
    ];
    api.nowMs += 7 * dayMs;
    expect(await seen()).toEqual([404, 404, 404, 0]);
    api.nowMs -= 1;
    expect(await seen()).toEqual([200, 200, 204, 0]);
  });

  it('are limited to 20 of a company at a time', async () => {
    const api = new MemoryApi();
    const { body: first } = await create(api);
    for (let n = 1; n < 20; n++) expect((await create(api)).status).toBe(201);
    const refused = await create(api);
    expect([refused.status, refused.body.type, refused.body.detail]).toEqual([
      409,
      'https://finehook.dev/problems/too-many-inboxes',
      'The company has 20 inboxes; at most so many are possible. Delete one, or wait until one expires.',
    ]);
    expect((await create(api, 'globex')).status).toBe(201);
    await api.send('DELETE', `/v1/inboxes/${first.id}`);
    expect((await create(api)).status).toBe(201);
    expect((await create(api)).status).toBe(409);
    api.nowMs += 7 * dayMs;
    expect((await create(api)).status).toBe(201);
  });

  it('tell the audit log no URL', async () => {
    const api = new MemoryApi();
    const { body } = await create(api);
    const token = body.url.split('/in/')[1];
    api.nowMs += 1;
    await api.send('DELETE', `/v1/inboxes/${body.id}`);
    const members = { companyId: 'acme', expiresAt: '2026-01-08T00:00:00.000Z' };
    const entries = [...api.auditLog.entries.values()];
    expect(entries.map(({ thing, before, after }) => [thing, before, after])).toEqual([
      [{ kind: 'inbox', id: body.id }, null, members],
      [{ kind: 'inbox', id: body.id }, members, null],
    ]);
    expect(JSON.stringify(entries)).not.toContain(token);
  });
});

describe('listInboxCalls', () => {
  it('shows what came, newest first, page by page', async () => {
    const api = new MemoryApi();
    const { body: inbox } = await create(api);
    const calls = callsOf(api, 3);
    for (const call of calls) await api.inboxCalls.add(inbox.id, call);
    const path = `/v1/inboxes/${inbox.id}/calls`;
    const first = await api.send('GET', `${path}?limit=2`);
    expect(first.body).toEqual({ items: [calls[2], calls[1]], nextCursor: expect.any(String) });
    const second = await api.send('GET', `${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [calls[0]], nextCursor: null });
    expect((await api.send('GET', `${path}?cursor=x`)).body.errors[0].pointer).toBe('?cursor');
  });

  it('ends a page early where the answer would become too large', async () => {
    const api = new MemoryApi();
    const { body: inbox } = await create(api);
    for (const call of callsOf(api, 100, '"'.repeat(65_536))) await api.inboxCalls.add(inbox.id, call);
    const { body } = await api.send('GET', `/v1/inboxes/${inbox.id}/calls?limit=100`);
    expect([body.items.length, typeof body.nextCursor]).toEqual([15, 'string']);
  });

  it('knows no inbox that was deleted, nor what is no id', async () => {
    const api = new MemoryApi();
    const { body: inbox } = await create(api);
    await api.send('DELETE', `/v1/inboxes/${inbox.id}`);
    for (const id of [inbox.id, 'inb_1', inbox.url.split('/in/')[1]]) {
      expect((await api.send('GET', `/v1/inboxes/${id}/calls`)).status).toBe(404);
    }
  });
});
