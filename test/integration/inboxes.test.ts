import { expect, inject, it } from 'vitest';
import { verifyStandardWebhook } from '../../client/verify/verify.ts';
import { type ApiAnswer, Finehook, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

async function createInbox(companyId: string): Promise<ApiAnswer['body']> {
  const { status, headers, body } = await finehook.api('POST', '/v1/inboxes', { companyId });
  expect([status, headers.get('location')]).toEqual([201, `/v1/inboxes/${body.id}`]);
  return body;
}

/** Once there are so many. */
async function callsOf(id: string, count: number): Promise<ApiAnswer['body'][]> {
  const { body } = await until(
    () => finehook.api('GET', `/v1/inboxes/${id}/calls`),
    answer => answer.body.items.length >= count,
    `${count} calls of ${id}`,
  );
  return body.items;
}

it('createInbox, listInboxCalls: shows an event as its webhook has sent it, signed', async () => {
  const companyId = uniqueName('inbox');
  const inbox = await createInbox(companyId);
  expect(inbox).toEqual({
    id: expect.stringMatching(/^inb_[0-9a-f]{32}$/),
    companyId,
    url: expect.stringMatching(/\/in\/[A-Za-z0-9_-]{43}$/),
    createdAt: expect.stringMatching(/Z$/),
    expiresAt: expect.stringMatching(/Z$/),
  });
  expect(inbox.url.startsWith(`${finehook.runtime.apiUrl.replace(/\/$/, '')}/in/`)).toBe(true);

  const { secret } = await finehook.webhookTo(companyId, {
    url: inbox.url,
    auth: { type: 'bearer', token: 's3cret-of-receiver' },
  });
  await finehook.put({ companyId, detail: { currentValue: { id: 'r1', title: 'Привет' } } });
  const [call] = await callsOf(inbox.id, 1);
  expect(call).toMatchObject({
    id: expect.stringMatching(/^ibc_/),
    method: 'POST',
    isBodyWhole: true,
    eventType: 'TODO_MOVED',
    headers: { authorization: '…', 'content-type': 'application/json' },
  });
  const verified = await verifyStandardWebhook({ payload: call.body, headers: call.headers, secret });
  expect(verified).toMatchObject({ id: call.headers['webhook-id'] });
  expect(JSON.parse(call.body)).toMatchObject({ data: { companyId, currentValue: { title: 'Привет' } } });
});

it('listInboxes, getInbox, deleteInbox: gone, and the webhook that still calls it is disabled', async () => {
  const companyId = uniqueName('inbox');
  const inbox = await createInbox(companyId);
  expect((await finehook.api('GET', `/v1/inboxes/${inbox.id}`)).body).toEqual(inbox);
  const listed = async () => (await finehook.api('GET', `/v1/inboxes?companyId=${companyId}`)).body.items;
  expect(await until(listed, items => items.length === 1, 'the inbox in the list')).toEqual([inbox]);

  const webhook = await finehook.webhookTo(companyId, { url: inbox.url });
  expect((await finehook.api('DELETE', `/v1/inboxes/${inbox.id}`)).status).toBe(204);
  expect(await until(listed, items => items.length === 0, 'no inbox in the list')).toEqual([]);
  for (const path of [`/v1/inboxes/${inbox.id}`, `/v1/inboxes/${inbox.id}/calls`]) {
    expect((await finehook.api('GET', path)).status).toBe(404);
  }
  const answer = await fetch(inbox.url, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([
    410,
    'application/problem+json',
    {
      type: 'https://finehook.dev/problems/gone',
      title: 'It is no longer there',
      status: 410,
      detail: 'This inbox has expired or was deleted.',
      requestId: expect.any(String),
      errors: [],
    },
  ]);

  await finehook.put({ companyId });
  const disabled = await until(
    () => finehook.api('GET', `/v1/webhooks/${webhook.id}`),
    ({ body }) => body.status === 'disabled',
    'the webhook to be disabled',
  );
  expect(disabled.body.statusReason).toBe('gone');
});

it('takes anything by POST, and nothing by another method or under an unknown token', async () => {
  const inbox = await createInbox(uniqueName('inbox'));
  const bytes = 'ж'.repeat(40_000);
  const headers = { 'content-type': 'application/octet-stream', cookie: 'session=s3cret' };
  const answer = await fetch(inbox.url, { method: 'POST', headers, body: bytes });
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  const [call] = await callsOf(inbox.id, 1);
  expect(call).toMatchObject({ body: 'ж'.repeat(32_768), isBodyWhole: false, eventType: null });
  expect(call.headers.cookie).toBe('…');

  expect((await fetch(inbox.url)).status).toBe(404);
  expect((await fetch(inbox.url, { method: 'PUT', body: '{}' })).status).toBe(404);
  const unknown = inbox.url.replace(/[^/]+$/, 'A'.repeat(43));
  expect((await fetch(unknown, { method: 'POST', body: '{}' })).status).toBe(404);
  expect(await callsOf(inbox.id, 1)).toHaveLength(1);
});

it('createInbox, getInbox, listInboxCalls and deleteInbox are for callers that hold the company', async () => {
  const companyId = uniqueName('inbox');
  const inbox = await createInbox(companyId);
  const stranger = { authorization: `Bearer ${await finehook.makeKey(['stranger'])}` };
  const asked = async (method: string, path: string, body?: unknown) =>
    (await finehook.api(method, `/v1/inboxes${path}`, body, stranger)).status;
  expect(await asked('POST', '', { companyId })).toBe(403);
  expect(await asked('GET', `?companyId=${companyId}`)).toBe(403);
  expect(await asked('GET', `/${inbox.id}`)).toBe(404);
  expect(await asked('GET', `/${inbox.id}/calls`)).toBe(404);
  expect(await asked('DELETE', `/${inbox.id}`)).toBe(404);
  expect((await finehook.api('GET', `/v1/inboxes/${inbox.id}`)).status).toBe(200);
});
