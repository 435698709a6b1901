import { connect } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Mail, openOutbox } from '../../../local/emulators/ses/outbox.ts';
import { openStore } from '../../../local/emulators/store.ts';
import { type Receiver, startReceiver } from '../../../local/receiver/server.ts';

const outbox = openOutbox(openStore());
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver(0, outbox);
});
beforeEach(() => call('DELETE', '/received'));
afterAll(() => receiver.close());

async function call(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(receiver.url + path, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return { status: response.status, text: await response.text() };
}

async function received(query = '') {
  return JSON.parse((await call('GET', `/received${query}`)).text);
}

it('takes calls by any method and lists them, oldest first', async () => {
  expect(await call('POST', '/in/one', '{"a":1}', { 'x-test': 'yes' })).toEqual({ status: 200, text: '{}' });
  await call('PUT', '/in/two', '');
  await call('GET', '/in/one');
  const [first, second, ...others] = await received('?name=one');
  expect(first).toMatchObject({
    name: 'one',
    method: 'POST',
    headers: { 'x-test': 'yes' },
    body: '{"a":1}',
    verified: null,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
  expect(second).toMatchObject({ method: 'GET', body: '' });
  expect(others).toEqual([]);
  expect(await received('?limit=1')).toMatchObject([{ method: 'GET' }]);
});

it.each([
  ['?status=500', 500, '{}'],
  ['?status=204', 204, ''],
  ['?status=410&body=gone', 410, 'gone'],
  ['?status=999', 200, '{}'],
  ['?status=x&delayMs=-1', 200, '{}'],
  ['?delayMs=1', 200, '{}'],
])('answers /in/name%s with %i', async (query, status, text) => {
  expect(await call('POST', `/in/name${query}`, '{}')).toEqual({ status, text });
});

it('never answers when it shall hang', async () => {
  const hanging = fetch(`${receiver.url}/in/h?hang=1`, { signal: AbortSignal.timeout(200) });
  await expect(hanging).rejects.toThrow('timeout');
  expect(await received('?name=h')).toHaveLength(1);
});

it('verifies with the secret that it was told', async () => {
  const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`;
  const ulid = '01hzzzzzzzzzzzzzzzzzzzzzzz';
  const id = `dlv_${ulid}0000001abcdefghjkmnpqr`;
  const at = new Date();
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, '{"a":1}'),
  };
  await call('POST', '/in/v', '{"a":1}', headers);
  expect(await call('PUT', `/secrets/whk_${ulid}`, JSON.stringify({ secret }))).toMatchObject({
    status: 200,
  });
  await call('POST', '/in/v', '{"a":1}', headers);
  await call('POST', '/in/v', '{"a":2}', headers);
  expect((await received()).map((one: { verified: unknown }) => one.verified)).toEqual([null, true, false]);
});

it.each([
  ['PUT', '/secrets/whk_1', 'no json', 400],
  ['PUT', '/secrets/whk_1', '{"secret":7}', 400],
  ['POST', '/in/%E0%A4%A', '{}', 400],
  ['POST', '/nowhere', '{}', 404],
  ['POST', '/in/big', 'x'.repeat(2 * 1024 * 1024 + 1), 413],
])('%s %s with a bad body or path: not taken', async (method, path, body, status) => {
  expect((await call(method, path, body)).status).toBe(status);
  expect(await received()).toEqual([]);
});

it('survives callers that break off or speak no HTTP', async () => {
  const { port } = receiver;
  for (const text of [
    'POST /in/x HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf',
    '\0\0garbage\r\n\r\n',
  ]) {
    await new Promise<void>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text, () => socket.destroy()));
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
  }
  expect((await call('POST', '/in/after', '{}')).status).toBe(200);
});

it('keeps the last thousand calls', async () => {
  for (let index = 0; index < 1_010; index++) await call('POST', '/in/many', String(index));
  const bodies = (await received()).map((one: { body: string }) => one.body);
  expect(bodies).toHaveLength(1_000);
  expect(bodies.at(0)).toBe('10');
  expect(bodies.at(-1)).toBe('1009');
});

it('shows calls live, and its page takes them as text only', async () => {
  const page = await call('GET', '/');
  expect(page.text).not.toContain('innerHTML');
  const stream = await fetch(`${receiver.url}/events`);
  await call('POST', '/in/live', '<script>alert(1)</script>\n\nevent: x');
  const reader = stream.body?.getReader();
  const chunk = new TextDecoder().decode((await reader?.read())?.value);
  expect(chunk).toMatch(/^event: call\ndata: \{"name":"live".*\}\n\n$/);
  await reader?.cancel();
});

function mailTo(recipient: string): Mail {
  return {
    messageId: `id of ${recipient}`,
    at: '2026-10-01T12:00:00.000Z',
    from: 'Finehook <notices@example.com>',
    replyTo: [],
    to: [recipient],
    cc: [],
    bcc: [],
    subject: '<b>bold</b>',
    text: 'text',
    html: '<script>alert(1)</script>',
    headers: [{ name: 'List-Unsubscribe', value: '<https://example.com/u>' }],
    tags: [],
    configurationSet: null,
    delivered: [recipient],
    suppressed: [],
  };
}

it('lists the mails of the outbox, shows them live and clears them', async () => {
  outbox.add(mailTo('a@example.com'));
  outbox.add(mailTo('b@example.com'));
  const listed = async (query = '') => JSON.parse((await call('GET', `/outbox${query}`)).text);
  expect(await listed()).toEqual([mailTo('a@example.com'), mailTo('b@example.com')]);
  expect(await listed('?limit=1')).toEqual([mailTo('b@example.com')]);
  expect(await listed('?to=a@example.com')).toEqual([mailTo('a@example.com')]);

  const stream = await fetch(`${receiver.url}/events`);
  const reader = stream.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect((await next()).split('\n\n').map(event => event.split('\n')[0])).toEqual([
    'event: mail',
    'event: mail',
    '',
  ]);
  outbox.add(mailTo('c@example.com'));
  expect(await next()).toBe(`event: mail\ndata: ${JSON.stringify(mailTo('c@example.com'))}\n\n`);
  expect(await call('DELETE', '/outbox')).toEqual({ status: 200, text: '{}\n' });
  expect(await next()).toBe('event: mails-cleared\ndata: {}\n\n');
  expect(await listed()).toEqual([]);
  await reader?.cancel();
});

it('has no outbox when mails go elsewhere', async () => {
  const other = await startReceiver(0, undefined);
  expect((await fetch(`${other.url}/outbox`)).status).toBe(404);
  await other.close();
});
