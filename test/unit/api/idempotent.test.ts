import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { keptMs, underWayMs } from '../../../functions/domain/kept-answer.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const input = { name: 'n', url: 'https://example.com/', filter: filterOf('acme') };
const named = (value: string, authorization?: string) => ({
  'idempotency-key': value,
  ...(authorization === undefined ? {} : { authorization }),
});
const create = (api: MemoryApi, body: unknown = input, headers = named('k-1')) =>
  api.send('POST', '/v1/webhooks', body, headers);
const typeOf = ({ body }: { body: { type: string } }) => body.type.split('/').at(-1);

describe('a creation with an Idempotency-Key', () => {
  it('is done once, and answered again as it was', async () => {
    const api = new MemoryApi();
    const first = await create(api);
    const text = api.lastText;
    const second = await create(api);
    expect(first.status).toBe(201);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second).toEqual({ ...first, headers: { ...first.headers, 'idempotent-replayed': 'true' } });
    expect(api.lastText).toBe(text);
    expect(second.body.secret).toMatch(/^whsec_/);
    expect(api.webhooks.states.size).toBe(1);
  });

  it('is answered again for 24 hours', async () => {
    const api = new MemoryApi();
    const { body } = await create(api);
    api.nowMs += keptMs - 1;
    expect((await create(api)).body.id).toBe(body.id);
    api.nowMs += 1;
    const later = await create(api);
    expect([later.status, later.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect(later.body.id).not.toBe(body.id);
  });

  it('is another one by another name, another key, or at another place', async () => {
    const api = new MemoryApi();
    given(api);
    await create(api);
    const other = `Bearer ${api.key('*')}`;
    expect((await create(api, input, named('k-2'))).headers['idempotent-replayed']).toBeUndefined();
    expect((await create(api, input, named('k-1', other))).headers['idempotent-replayed']).toBeUndefined();
    const rotated = await api.send('POST', `/v1/webhooks/${webhookId}/secrets`, {}, named('k-1'));
    expect([rotated.status, rotated.headers['idempotent-replayed']]).toEqual([200, undefined]);
  });

  it.each([
    ['another body', '/v1/webhooks/$/secrets', { overlapHours: 2 }],
    ['another webhook', '/v1/webhooks/whk_00000000000000000000000000/secrets', { overlapHours: 1 }],
  ])('is refused with %s', async (_, path, body) => {
    const api = new MemoryApi();
    given(api);
    await api.send('POST', `/v1/webhooks/${webhookId}/secrets`, { overlapHours: 1 }, named('k'));
    const answer = await api.send('POST', path.replace('$', webhookId), body, named('k'));
    expect([answer.status, typeOf(answer)]).toEqual([422, 'idempotency-key-reused']);
  });

  it('is told while the first is under way', async () => {
    const api = new MemoryApi();
    let go = () => {};
    const stopped = new Promise<void>(resolve => {
      go = resolve;
    });
    const apply = api.webhooks.create.bind(api.webhooks);
    api.webhooks.create = async state => {
      await stopped;
      await apply(state);
    };
    const first = create(api);
    await until(() => api.keptAnswers.entries.size > 0);
    const second = await create(api);
    expect([second.status, typeOf(second), second.headers['retry-after']]).toEqual([
      409,
      'idempotency-key-in-use',
      '1',
    ]);
    expect(typeOf(await create(api, { ...input, name: 'other' }))).toBe('idempotency-key-reused');
    go();
    const { status, body } = await first;
    expect(status).toBe(201);
    expect((await create(api)).body.id).toBe(body.id);
  });

  it('that was refused can be mended and sent again', async () => {
    const api = new MemoryApi();
    const refused = await create(api, { ...input, url: 'https://10.0.0.8/' });
    expect([refused.status, api.keptAnswers.entries.size]).toEqual([400, 0]);
    expect((await create(api)).status).toBe(201);
  });

  it('that failed by us can be sent again', async () => {
    const api = new MemoryApi();
    const make = api.webhooks.create.bind(api.webhooks);
    api.webhooks.create = async () => {
      throw new AwsCallError('ThrottlingException', 'slow down', true);
    };
    expect((await create(api)).status).toBe(503);
    api.webhooks.create = async () => {
      throw new Error('a bug');
    };
    expect((await create(api)).status).toBe(500);
    api.webhooks.create = make;
    expect((await create(api)).status).toBe(201);
  });

  it('whose function died can be sent again once its time is over', async () => {
    const api = new MemoryApi();
    api.keptAnswers.failure = new Error('the function is gone');
    api.webhooks.create = async () => {
      throw new Error('crash');
    };
    await create(api);
    api.keptAnswers.failure = undefined;
    api.webhooks.create = async () => {};
    api.nowMs += underWayMs - 1;
    expect((await create(api)).status).toBe(409);
    api.nowMs += 1;
    expect((await create(api, { ...input, name: 'other' })).status).toBe(422);
    expect((await create(api)).status).toBe(201);
  });

  it('is answered also when the answer cannot be kept', async () => {
    const api = new MemoryApi();
    api.keptAnswers.failure = new Error('no table');
    expect((await create(api)).status).toBe(201);
    expect(api.logged[0]).toMatchObject({ level: 'error', message: 'an answer was not kept' });
  });

  it('keeps no secret that can be read without the API key', async () => {
    const api = new MemoryApi();
    const { body } = await create(api, { ...input, auth: { type: 'bearer', token: 'a-token-of-theirs' } });
    const [entry] = api.keptAnswers.entries.values();
    const stored = Buffer.from(entry?.sealed ?? []).toString('latin1');
    expect(stored.length).toBeGreaterThan(300);
    for (const secret of [body.secret, 'whsec_', body.id, 'a-token-of-theirs', 'location']) {
      expect(stored).not.toContain(secret);
    }
    expect(JSON.stringify(api.logged)).not.toContain('whsec_');
  });

  it.each(['', ' ', 'two words', 'ä', 'x'.repeat(256)])('"%s" is no name', async value => {
    const api = new MemoryApi();
    const { status, body } = await create(api, input, named(value));
    expect([status, body.detail]).toEqual([
      400,
      'The header Idempotency-Key is not valid: send 1 to 255 visible ASCII characters, such as a UUID.',
    ]);
    expect(api.webhooks.states.size).toBe(0);
  });

  it.each(['x', '"8e03978e-40d5-43dd-bc93-6894a57f9324"', '~'.repeat(255)])('%s is one', async value => {
    const api = new MemoryApi();
    const [first, second] = [await create(api, input, named(value)), await create(api, input, named(value))];
    expect([first.status, second.headers['idempotent-replayed']]).toEqual([201, 'true']);
  });
});

it('without the header, and where nothing is created, nothing is kept', async () => {
  const api = new MemoryApi();
  given(api);
  await api.send('POST', '/v1/webhooks', input);
  await api.send('POST', `/v1/webhooks/${webhookId}/pause`, {}, named('k'));
  await api.send('POST', '/v1/url-checks', { url: 'https://example.com/' }, named('k'));
  expect(api.keptAnswers.entries.size).toBe(0);
});

it('only POST creates', () => {
  const creating = operations.filter(({ creates }) => creates);
  expect(creating.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'createWebhook',
      'createContact',
      'createResend',
      'rotateSecret',
      'resendDelivery',
    ]),
  );
  expect(creating.filter(({ method, scope }) => method !== 'POST' || scope === 'public')).toEqual([]);
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
}
