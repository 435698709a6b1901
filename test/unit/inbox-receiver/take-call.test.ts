import { beforeEach, describe, expect, it } from 'vitest';
import { type Inbox, newInbox } from '../../../functions/domain/inbox.ts';
import { type InboxRequest, takeCall } from '../../../functions/inbox-receiver/take-call.ts';
import { MemoryInboxCalls, MemoryInboxStore } from '../../support/memory-inboxes.ts';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-01-02T03:14:15.926Z');
const body = '{"type":"TODO_MOVED","timestamp":"2026-01-02T03:14:15Z","data":{}}';

let nowMs: number;
let inboxes: MemoryInboxStore;
let calls: MemoryInboxCalls;
let inbox: Inbox;

beforeEach(async () => {
  nowMs = startMs;
  inboxes = new MemoryInboxStore();
  calls = new MemoryInboxCalls(() => nowMs);
  inbox = newInbox('acme', startMs, new Uint8Array(32).fill(7));
  await inboxes.add(inbox);
});

function request(more: Partial<InboxRequest> = {}): InboxRequest {
  return {
    headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
    pathParameters: { token: inbox.token },
    body,
    isBase64Encoded: false,
    requestContext: { requestId: 'req-1', http: { method: 'POST' } },
    ...more,
  };
}

const take = (one: InboxRequest) =>
  takeCall({ inboxes, calls, now: () => nowMs, randomBytes: count => new Uint8Array(count).fill(1) }, one);
const call = (more: Partial<InboxRequest> = {}) => take(request(more));

async function answer(more: Partial<InboxRequest> = {}) {
  const { statusCode, headers = {}, body: text = '' } = await call(more);
  const { type, requestId } = text === '' ? {} : JSON.parse(text);
  return { statusCode, type, requestId, retryAfter: headers['retry-after'] };
}

const kept = () => calls.list({ inboxId: inbox.id, limit: 1000 });

const secureHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-request-id': 'req-1',
};

describe('a call to a live inbox', () => {
  it('is answered with 204 and kept', async () => {
    expect(await call()).toEqual({ statusCode: 204, headers: secureHeaders });
    expect(await kept()).toEqual([
      {
        id: 'ibc_01kdyb5qqp1111111111111111',
        at: '2026-01-02T03:14:15.926Z',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
        body,
        isBodyWhole: true,
        eventType: 'TODO_MOVED',
      },
    ]);
  });

  it('is kept without what lets somebody log in, and with its signature', async () => {
    await call({
      headers: {
        authorization: 'Bearer s3cret',
        'proxy-authorization': 'Basic s3cret',
        'webhook-signature': 'v1,abc=',
      },
      cookies: ['session=s3cret', 'a=b'],
    });
    const [{ headers } = {}] = await kept();
    expect(headers).toEqual({
      authorization: '…',
      'proxy-authorization': '…',
      'webhook-signature': 'v1,abc=',
      cookie: '…',
    });
  });

  it.each([
    ['no JSON', 'type=TODO_MOVED', null],
    ['another format', '{"event":"TODO_MOVED","type":"TODO_MOVED"}', null],
    ['a type that is no text', '{"type":1,"timestamp":"2026-01-02T03:14:15Z"}', null],
    ['a list', '[1]', null],
    ['a health check', '{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"t","data":{}}', 'WEBHOOK_HEALTH_CHECK'],
  ])('has an event type only in the format standard: %s', async (_, text, eventType) => {
    await call({ body: text });
    expect(await kept()).toMatchObject([{ body: text, eventType, isBodyWhole: true }]);
  });

  it('may have no body', async () => {
    const { body: _, ...bodiless } = request();
    await take(bodiless);
    expect(await kept()).toMatchObject([{ body: '', eventType: null, isBodyWhole: true }]);
  });

  it('is kept as text when the gateway gives it in base64', async () => {
    await call({ body: Buffer.from('\ufeffпривет').toString('base64'), isBase64Encoded: true });
    expect(await kept()).toMatchObject([{ body: '\ufeffпривет', isBodyWhole: true }]);
  });

  it.each([
    ['64 KB', 'a'.repeat(65_536), 65_536, true],
    ['a byte more', 'a'.repeat(65_537), 65_536, false],
    ['megabytes', 'a'.repeat(5_000_000), 65_536, false],
    ['a character in the cut', `${'a'.repeat(65_535)}é`, 65_535, false],
  ])('is kept up to 64 KB: %s', async (_, text, length, isBodyWhole) => {
    expect((await call({ body: text })).statusCode).toBe(204);
    expect(await kept()).toMatchObject([{ body: 'a'.repeat(length), isBodyWhole }]);
  });

  it('says its event type though its body was cut', async () => {
    const long = `{"type":"TODO_MOVED","timestamp":"t","data":"${'a'.repeat(70_000)}"}`;
    await call({ body: long });
    expect(await kept()).toMatchObject([{ body: long.slice(0, 65_536), eventType: 'TODO_MOVED' }]);
  });

  it('of bytes that are no UTF-8 costs no more than one of text', async () => {
    await call({ body: Buffer.alloc(60_000, 0xff).toString('base64'), isBase64Encoded: true });
    const [{ body: text = '', isBodyWhole } = {}] = await kept();
    expect([Buffer.byteLength(text), isBodyWhole]).toEqual([65_535, false]);
  });
});

describe('any other call', () => {
  it.each([
    ['of an unknown token', 'A'.repeat(43)],
    ['of something else than a token', '../x'],
  ])('%s is answered with 404', async (_, token) => {
    expect(await answer({ pathParameters: { token } })).toEqual({
      statusCode: 404,
      type: 'https://finehook.dev/problems/not-found',
      requestId: 'req-1',
      retryAfter: undefined,
    });
    expect(calls.calls.size).toBe(0);
  });

  it('to an inbox by its id is answered with 404: only the URL lets write', async () => {
    expect((await answer({ pathParameters: { token: inbox.id } })).statusCode).toBe(404);
  });

  it('to an expired inbox is answered with 410, and with 404 after a week more', async () => {
    nowMs = startMs + 7 * dayMs - 1;
    expect((await answer()).statusCode).toBe(204);
    nowMs += 1;
    expect(await answer()).toMatchObject({ statusCode: 410, type: 'https://finehook.dev/problems/gone' });
    nowMs = startMs + 14 * dayMs - 1;
    expect((await answer()).statusCode).toBe(410);
    nowMs += 1;
    expect((await answer()).statusCode).toBe(404);
  });

  it('to a deleted inbox is answered with 410, and kept no more', async () => {
    await inboxes.end(inbox.id, new Date(startMs).toISOString());
    expect((await answer()).statusCode).toBe(410);
    expect(await kept()).toEqual([]);
    nowMs += 7 * dayMs;
    expect((await answer()).statusCode).toBe(404);
  });

  it('beyond 600 in an hour is answered with 429 until the next one, and not kept', async () => {
    for (let n = 0; n < 600; n++) expect((await answer()).statusCode).toBe(204);
    expect(await answer()).toEqual({
      statusCode: 429,
      type: 'https://finehook.dev/problems/too-many-calls',
      requestId: 'req-1',
      retryAfter: '2745',
    });
    expect(await kept()).toHaveLength(600);
    nowMs = Date.parse('2026-01-02T04:00:00.000Z');
    expect((await answer()).statusCode).toBe(204);
  });
});
