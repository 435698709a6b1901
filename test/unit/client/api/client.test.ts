import { describe, expect, it } from 'vitest';
import { type ClientOptions, createClient, FinehookError } from '../../../../client/api/client.ts';

interface Sent {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: unknown;
  readonly body: unknown;
}

type Reply = Response | Error;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  const type = `https://finehook.dev/problems/${code}`;
  const document = { type, title: 'No', status, detail: 'Not so.', requestId: 'r1', errors: [] };
  return json(status, document, { 'x-request-id': 'r1', ...headers });
}

/** A client whose calls are answered in order; what it sent and how long it waited is there to look at. */
function clientOf(replies: readonly Reply[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const left = replies.values();
  const client = createClient({
    baseUrl: 'https://hooks.example/api/',
    apiKey: 'fhk_1',
    fetch: async (url, { method, headers, body } = {}) => {
      sent.push({ method, url: String(url), headers, body });
      const { value } = left.next();
      if (value === undefined) throw new Error('no answer is left');
      if (value instanceof Error) throw value;
      return value;
    },
    newIdempotencyKey: () => 'key-1',
    timing: { random: () => 0.5, wait: async ms => void waits.push(ms) },
    ...options,
  });
  return { client, sent, waits };
}

const base = { accept: 'application/json', authorization: 'Bearer fhk_1' };
const input = {
  name: 'CRM',
  url: 'https://crm.example/in',
  filter: {
    anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: '*' as const }] }],
  },
};

async function errorOf(promise: Promise<unknown>): Promise<FinehookError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof FinehookError) return error;
    throw error;
  }
  throw new Error('it was answered');
}

describe('what is sent', () => {
  it('a creation: body and an idempotency key', async () => {
    const { client, sent } = clientOf([json(201, { id: 'whk_1' })]);
    expect(await client.createWebhook({ body: input })).toEqual({ id: 'whk_1' });
    expect(sent).toEqual([
      {
        method: 'POST',
        url: 'https://hooks.example/api/v1/webhooks',
        headers: { ...base, 'idempotency-key': 'key-1', 'content-type': 'application/json' },
        body: JSON.stringify(input),
      },
    ]);
  });

  it("a creation under a name of the caller's", async () => {
    const { client, sent } = clientOf([json(201, {})]);
    await client.createWebhook({ body: input, idempotencyKey: 'mine' });
    expect(sent[0]?.headers).toMatchObject({ 'idempotency-key': 'mine' });
  });

  it('a read: path and query escaped, nothing for what is undefined', async () => {
    const { client, sent } = clientOf([json(200, {}), json(200, {})]);
    await client.listDeliveries({ id: 'a/b #?', limit: 5, eventType: 'A&B', cursor: undefined });
    await client.listWebhooks();
    expect(sent).toEqual([
      {
        method: 'GET',
        url: 'https://hooks.example/api/v1/webhooks/a%2Fb%20%23%3F/deliveries?limit=5&eventType=A%26B',
        headers: base,
        body: undefined,
      },
      { method: 'GET', url: 'https://hooks.example/api/v1/webhooks', headers: base, body: undefined },
    ]);
  });

  it('a change on a condition, as merge patch; no key where none is known', async () => {
    const { client, sent } = clientOf([json(200, {})], { apiKey: undefined });
    await client.updateWebhook({ id: 'whk_1', ifMatch: '"3"', body: { name: 'New' } });
    expect(sent).toEqual([
      {
        method: 'PATCH',
        url: 'https://hooks.example/api/v1/webhooks/whk_1',
        headers: {
          accept: 'application/json',
          'if-match': '"3"',
          'content-type': 'application/merge-patch+json',
        },
        body: '{"name":"New"}',
      },
    ]);
  });

  it('nothing for an empty id, which would make it another operation', async () => {
    const { client, sent } = clientOf([]);
    await expect(client.deleteWebhook({ id: '' })).rejects.toThrow(new TypeError('deleteWebhook needs id'));
    expect(sent).toEqual([]);
  });
});

describe('what comes back', () => {
  it('nothing of a deletion', async () => {
    const { client } = clientOf([new Response(null, { status: 204 })]);
    expect(await client.deleteWebhook({ id: 'whk_1' })).toBeUndefined();
  });

  it('status, ETag and request id, if they are asked for', async () => {
    const { client } = clientOf([json(200, { id: 'whk_1' }, { etag: '"1"', 'x-request-id': 'r1' })]);
    const answer = await client.getWebhook.answer({ id: 'whk_1' });
    expect(answer).toMatchObject({ status: 200, body: { id: 'whk_1' }, etag: '"1"', requestId: 'r1' });
  });

  it('only what has changed', async () => {
    const { client, sent } = clientOf([
      new Response(null, { status: 304 }),
      json(200, { id: 'whk_1' }, { etag: '"2"' }),
    ]);
    expect(await client.getWebhook.ifChanged('"1"', { id: 'whk_1' })).toBeUndefined();
    expect(await client.getWebhook.ifChanged('"1"', { id: 'whk_1' })).toMatchObject({ etag: '"2"' });
    expect(sent.map(({ headers }) => headers)).toEqual(Array(2).fill({ ...base, 'if-none-match': '"1"' }));
  });

  it('a list item by item, page by page, and no page that nobody needs', async () => {
    const pages = [
      json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'c1' }),
      json(200, { items: [], nextCursor: 'c2' }),
      json(200, { items: [{ id: 'c' }], nextCursor: null }),
    ];
    const { client, sent } = clientOf(pages);
    const all = client.listDeliveries.all({ id: 'whk_1', limit: 2 });
    expect(await all.next()).toMatchObject({ value: { id: 'a' } });
    expect(await all.next()).toMatchObject({ value: { id: 'b' } });
    expect(sent).toHaveLength(1);
    const rest: unknown[] = [];
    for await (const item of all) rest.push(item);
    expect(rest).toEqual([{ id: 'c' }]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      '?limit=2',
      '?limit=2&cursor=c1',
      '?limit=2&cursor=c2',
    ]);
  });
});

describe('numbers that a double cannot hold', () => {
  const text = '{"event":{"data":{"n":12345678901234567890}}}';
  const reply = () => new Response(text);

  it('are rounded by JSON.parse', async () => {
    const { event } = await clientOf([reply()]).client.getDelivery({ id: 'dlv_1' });
    expect(event?.data).toEqual({ n: 12345678901234567000 });
  });

  it('are what the parser makes of them that the caller gave, which gets the text alone', async () => {
    const given: unknown[][] = [];
    const parseJson = (...received: [string]) => {
      given.push(received);
      return { event: { data: { n: 12345678901234567890n } } };
    };
    const { event } = await clientOf([reply()], { parseJson }).client.getDelivery({ id: 'dlv_1' });
    expect([event?.data, given]).toEqual([{ n: 12345678901234567890n }, [[text]]]);
  });

  it('an answer that the parser throws for is none of the API', async () => {
    const parseJson = () => {
      throw new SyntaxError('not so');
    };
    const error = await errorOf(clientOf([reply()], { parseJson }).client.getDelivery({ id: 'dlv_1' }));
    expect(error.code).toBe('http-200');
  });
});

describe('errors', () => {
  it('a problem document: code, faults, request id, and members of its own', async () => {
    const document = {
      type: 'https://finehook.dev/problems/invalid-filter',
      title: 'The filter is not valid',
      status: 400,
      detail: 'See errors.',
      requestId: 'r1',
      errors: [{ pointer: '/filter/anyOf/0', detail: 'No.' }, 'odd'],
      attempt: { status: 500 },
    };
    const { client } = clientOf([json(400, document, { 'x-request-id': 'r1' })]);
    const error = await errorOf(client.createWebhook({ body: input }));
    expect(error).toMatchObject({
      name: 'FinehookError',
      message: 'invalid-filter: See errors.',
      status: 400,
      code: 'invalid-filter',
      detail: 'See errors.',
      errors: [{ pointer: '/filter/anyOf/0', detail: 'No.' }],
      requestId: 'r1',
      retryAfterSeconds: undefined,
      problem: document,
    });
  });

  it.each([
    ['{"message":"Request Too Long"}', 'Request Too Long'],
    ['<html>', 'The answer has the status 413 and says no more.'],
    ['', 'The answer has the status 413 and says no more.'],
  ])('what the gateway says: %s', async (text, detail) => {
    const { client } = clientOf([new Response(text, { status: 413 })]);
    const error = await errorOf(client.createWebhook({ body: input }));
    expect([error.status, error.code, error.detail, error.errors]).toEqual([413, 'http-413', detail, []]);
  });

  it('no answer, with its cause', async () => {
    const cause = new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    const { client } = clientOf([cause], { maxTries: 1 });
    const error = await errorOf(client.getWebhook({ id: 'whk_1' }));
    expect([error.status, error.code, error.detail, error.cause]).toEqual([
      0,
      'no-answer',
      'fetch failed: ECONNREFUSED',
      cause,
    ]);
  });

  it('an answer of something else than the API', async () => {
    const { client, sent } = clientOf([new Response('<html>', { status: 200 })]);
    const error = await errorOf(client.getWebhook({ id: 'whk_1' }));
    expect([error.status, error.code, error.detail]).toEqual([
      200,
      'http-200',
      'The answer is not JSON: is this the API? https://hooks.example/api/v1/webhooks/whk_1',
    ]);
    expect(sent).toHaveLength(1);
  });
});

describe('sending again', () => {
  const down = new TypeError('fetch failed');

  it('a read: after no answer, 503 and 429, ever later and not before Retry-After', async () => {
    const replies = [
      down,
      problem(503, 'temporarily-unavailable'),
      problem(429, 'too-many-requests', { 'retry-after': '2' }),
      json(200, { id: 'whk_1' }),
    ];
    const { client, sent, waits } = clientOf(replies);
    expect(await client.getWebhook({ id: 'whk_1' })).toEqual({ id: 'whk_1' });
    expect(waits).toEqual([125, 250, 2_500]);
    expect(sent).toHaveLength(4);
  });

  it('a creation: under the same key, also while its first request is still under way', async () => {
    let made = 0;
    const replies = [
      down,
      problem(409, 'idempotency-key-in-use', { 'retry-after': '1' }),
      json(201, { id: 'whk_1' }),
    ];
    const { client, sent, waits } = clientOf(replies, { newIdempotencyKey: () => `key-${++made}` });
    expect(await client.createWebhook({ body: input })).toEqual({ id: 'whk_1' });
    expect(sent.map(({ headers }) => headers)).toEqual(Array(3).fill(sent[0]?.headers));
    expect([made, waits]).toEqual([1, [125, 1_250]]);
  });

  it('four times in all', async () => {
    const { client, sent, waits } = clientOf([down, down, down, down, json(200, {})]);
    expect((await errorOf(client.getWebhook({ id: 'whk_1' }))).code).toBe('no-answer');
    expect([sent.length, waits]).toEqual([4, [125, 250, 500]]);
  });

  it.each([
    ['a change', down, (client: ReturnType<typeof createClient>) => client.deleteWebhook({ id: 'a' })],
    [
      'a read that is refused',
      problem(404, 'not-found'),
      (client: ReturnType<typeof createClient>) => client.getWebhook({ id: 'a' }),
    ],
    [
      'what has to wait until tomorrow',
      problem(429, 'too-many-mails', { 'retry-after': '3600' }),
      (client: ReturnType<typeof createClient>) => client.getWebhook({ id: 'a' }),
    ],
  ])('never: %s', async (_, reply, ask) => {
    const { client, sent } = clientOf([reply]);
    await errorOf(ask(client));
    expect(sent).toHaveLength(1);
  });
});

describe('ending a call', () => {
  it('before it is sent', async () => {
    const { client, sent } = clientOf([]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(client.getWebhook({ id: 'a' }, { signal })).rejects.toThrow('enough');
    expect(sent).toEqual([]);
  });

  it('while nobody answers: with the reason of the signal, and no further try', async () => {
    const controller = new AbortController();
    const client = createClient({
      baseUrl: 'https://hooks.example',
      fetch: (_, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
          controller.abort(new Error('enough'));
        }),
    });
    await expect(client.getWebhook({ id: 'a' }, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('while it waits to be sent again', async () => {
    const controller = new AbortController();
    const client = createClient({
      baseUrl: 'https://hooks.example',
      fetch: async () => {
        queueMicrotask(() => controller.abort(new Error('enough')));
        return problem(429, 'too-many-requests', { 'retry-after': '30' });
      },
    });
    await expect(client.getWebhook({ id: 'a' }, { signal: controller.signal })).rejects.toThrow('enough');
  });
});
