import { describe, expect, it } from 'vitest';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { exampleDetail } from '../../../functions/domain/event-examples/event-examples.ts';
import { signStandard } from '../../../functions/domain/signature.ts';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';
import { memorySealed } from '../../support/memory-vault.ts';
import { credentials } from '../../support/webhook-state.ts';
import { filterOf, given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}/test`;
const now = '2026-01-01T00:00:00.000Z';
const seconds = Date.parse(now) / 1000;
const movedInAcme = JSON.stringify(
  exampleDetail('TODO_MOVED', { companyId: 'acme', projectId: 'website' }, now),
);

function apiWith(
  webhook: Parameters<typeof given>[1] = {},
  health: Parameters<typeof given>[2] = {},
): MemoryApi {
  const api = new MemoryApi();
  given(api, webhook, health);
  return api;
}

describe('testWebhook', () => {
  it('sends the example event of a type, signed, and answers with both sides', async () => {
    const api = apiWith();
    const before = structuredClone(api.webhooks.states.get(webhookId));
    const answer = await api.send('POST', path, { eventType: 'TODO_MOVED' });
    const body = `{"type":"TODO_MOVED","timestamp":"${now}","data":${movedInAcme}}`;
    const id = answer.body.request.headers['webhook-id'];
    expect(id).toMatch(/^dlv_[0-9a-hjkmnp-tv-z]{49}$/);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signStandard(credentials.secrets, id, seconds, body),
      'webhook-test': 'true',
    };
    expect([answer.status, answer.headers.etag, answer.body]).toEqual([
      200,
      '"1.1.live"',
      { attempt: okAttempt, request: { headers: { ...headers, 'webhook-signature': null }, body } },
    ]);
    const url = 'https://receiver.example.com/in';
    expect(api.prober.calls).toEqual([{ url, headers, body, timeoutMs: 10_000 }]);
    expect(api.webhooks.states.get(webhookId)).toEqual(before);
    expect([api.deliveries.records.size, api.released, api.rules.calls]).toEqual([0, [], []]);
  });

  it('sends an event of the caller’s own as it is', async () => {
    const api = apiWith();
    const event = { type: 'TAG_CREATED', data: { n: 1.5, companyId: 7, nested: { a: [null] } } };
    const { body } = await api.send('POST', path, { event });
    expect(body.request.body).toBe(
      `{"type":"TAG_CREATED","timestamp":"${now}","data":{"n":1.5,"companyId":7,"nested":{"a":[null]}}}`,
    );
  });

  it('is another delivery for the receiver each time', async () => {
    const api = apiWith();
    const ids = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const { body } = await api.send('POST', path, { eventType: 'TODO_MOVED' });
      ids.add(body.request.headers['webhook-id']);
    }
    expect(ids.size).toBe(3);
    const [id] = ids;
    expect((await api.send('GET', `/v1/deliveries/${id}`)).status).toBe(404);
  });

  it.each([
    ['failing', null],
    ['paused', null],
    ['disabled', 'failures'],
  ] as const)('works while the webhook is %s, and leaves it so', async (status, statusReason) => {
    const api = apiWith({}, { status, statusReason, version: 4 });
    const answer = await api.send('POST', path, { eventType: 'TODO_MOVED' });
    expect([answer.status, answer.body.attempt.status, api.prober.calls.length]).toEqual([200, 200, 1]);
    expect(api.webhooks.states.get(webhookId)?.health).toMatchObject({ status, version: 4 });
  });

  it.each([
    [{ status: 500, responseBody: 'oops' }],
    [{ status: 410, responseBody: null }],
    [{ status: null, error: 'timeout' as const, errorDetail: 'no answer came in time', responseBody: null }],
  ])('answers 200 with what the receiver did: %j', async members => {
    const api = apiWith();
    api.prober.answers = [{ ...okAttempt, ...members }];
    const before = api.webhooks.states.get(webhookId);
    const { status, body } = await api.send('POST', path, { eventType: 'TODO_MOVED' });
    expect([status, body.attempt]).toEqual([200, { ...okAttempt, ...members }]);
    expect(api.webhooks.states.get(webhookId)).toBe(before);
  });

  it.each([
    [{ timeoutSeconds: 2 }, 2_000],
    [{ timeoutSeconds: 30 }, 10_000],
    [{}, 10_000],
  ])(
    'gives the receiver as long as a delivery does, but ten seconds at most: %j',
    async (options, timeoutMs) => {
      const api = apiWith({ options });
      await api.send('POST', path, { eventType: 'TODO_MOVED' });
      expect(api.prober.calls.map(call => call.timeoutMs)).toEqual([timeoutMs]);
    },
  );

  it('says in a chat that it is a test', async () => {
    const slack = apiWith({ format: 'slack' });
    const { body } = await slack.send('POST', path, { eventType: 'TODO_MOVED' });
    expect(JSON.parse(body.request.body).text).toBe('Test: A record was moved: Publish the pricing page');
    const template = { text: 'Now in {{data.currentValue.todoList.title}}' };
    const templated = await apiWith({ format: 'discord', template }).send('POST', path, {
      eventType: 'TODO_MOVED',
    });
    expect(JSON.parse(templated.body.request.body).content).toBe('Test: Now in Review');
  });

  it('shows the header of Blue too', async () => {
    const { body } = await apiWith({ format: 'blue' }).send('POST', path, { eventType: 'TODO_MOVED' });
    // Whoever read it could send the body as an event that has happened.
    expect(body.request.headers['x-signature']).toBeNull();
  });

  it('sends the credentials of the webhook, and shows none of them', async () => {
    const own = {
      ...credentials,
      headers: { 'x-own': 'hush', 'x-signature': 'hush' },
      auth: { type: 'bearer' as const, token: 'hush' },
    };
    const api = apiWith({ sealedCredentials: memorySealed('acme', webhookId, own) });
    const { body } = await api.send('POST', path, { eventType: 'TODO_MOVED' });
    expect(api.prober.calls[0]?.headers).toMatchObject({
      'x-own': 'hush',
      'x-signature': 'hush',
      authorization: 'Bearer hush',
    });
    expect(body.request.headers).toMatchObject({ 'x-own': null, 'x-signature': null, authorization: null });
    expect(JSON.stringify(body)).not.toContain('hush');
  });

  it('has an example in a place that the webhook names', async () => {
    const filter = filterOf('globex', 'acme');
    const everywhere = await apiWith({ ownerCompanyId: 'globex', filter }).send('POST', path, {
      eventType: 'TODO_MOVED',
    });
    expect(JSON.parse(everywhere.body.request.body).data).toMatchObject({
      companyId: 'globex',
      projectId: 'website',
    });
    const companies = [
      { companyId: 'acme', projectIds: ['app'] },
      { companyId: 'globex', projectIds: ['p7', 'p8'] },
    ];
    const named = await apiWith({
      ownerCompanyId: 'globex',
      filter: { anyOf: [{ eventTypes: ['*'], companies }] },
    }).send('POST', path, { eventType: 'TODO_MOVED' });
    expect(JSON.parse(named.body.request.body).data).toMatchObject({ companyId: 'globex', projectId: 'p7' });
  });

  const either =
    'Give either "eventType", for the example event of that type, or "event" with "type" and "data" of your own.';
  it.each([
    ['nothing', {}, [['', either]]],
    ['both', { eventType: 'TODO_MOVED', event: { type: 'TODO_MOVED', data: {} } }, [['', either]]],
    [
      'an unknown type',
      { eventType: 'TODO_MOVD' },
      [['/eventType', 'No such event type. Did you mean TODO_MOVED?']],
    ],
    [
      'the health check',
      { event: { type: 'WEBHOOK_HEALTH_CHECK', data: {} } },
      [['/event/type', 'No such event type.']],
    ],
    ['no data', { event: { type: 'TODO_MOVED' } }, [['/event/data', 'This member is required.']]],
    [
      'a list as data',
      { event: { type: 'TODO_MOVED', data: [] } },
      [['/event/data', 'Must be an object, not a list.']],
    ],
    [
      'more',
      { eventType: 'TODO_MOVED', to: 'https://x.example' },
      [['/to', 'Unknown member. Known here: eventType, event.']],
    ],
  ])('refuses %s', async (_, body, faults) => {
    const api = apiWith();
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      faults.map(([pointer, detail]) => expect.objectContaining({ pointer, detail })),
    ]);
    expect(api.prober.calls).toEqual([]);
  });

  it('sends nothing to a webhook that has changed, is deleted, or out of reach', async () => {
    const body = { eventType: 'TODO_MOVED' };
    const changed = apiWith();
    const answers = [
      await changed.send('POST', path, body, { 'if-match': '"7.7.live"' }),
      await apiWith({ deletedAt: now }).send('POST', path, body),
      await changed.send('POST', path, body, { authorization: `Bearer ${changed.key(['globex'])}` }),
    ];
    expect([answers.map(({ status }) => status), changed.prober.calls]).toEqual([[412, 404, 404], []]);
    expect((await changed.send('POST', path, body, { 'if-match': '"1.1.live"' })).status).toBe(200);
  });

  it('is our fault when the prober fails', async () => {
    const api = apiWith();
    api.prober.duringCall = () => {
      throw new AwsCallError('ProberFailed', 'prober', true);
    };
    expect((await api.send('POST', path, { eventType: 'TODO_MOVED' })).status).toBe(503);
  });
});
