import { describe, expect, it } from 'vitest';
import { AwsCallError, ProblemError } from '../../../functions/domain/errors.ts';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const later = '2026-01-02T00:00:00.000Z';

function apiWith(...state: [Parameters<typeof given>[1]?, Parameters<typeof given>[2]?]): MemoryApi {
  const api = new MemoryApi();
  given(api, ...state);
  api.nowMs = Date.parse(later);
  return api;
}

const paused = { status: 'paused', version: 2 } as const;
const stored = (api: MemoryApi) => api.webhooks.states.get(webhookId);

describe('pauseWebhook', () => {
  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['an empty object', {}],
    ['hold', { events: 'hold' }],
  ])('holds events: %s', async (_, body) => {
    const api = apiWith();
    const answer = await api.send('POST', `${path}/pause`, body);
    expect([answer.status, answer.headers.etag, answer.body.status, answer.body.rule]).toEqual([
      200,
      '"2.2.live"',
      'paused',
      'live',
    ]);
    expect(stored(api)?.health).toEqual({
      status: 'paused',
      statusReason: null,
      whilePaused: 'hold',
      version: 2,
      revision: 2,
      changedAt: later,
      changedBy: 'key:key_0',
    });
    expect(api.rules.calls).toEqual([]);
  });

  it('drops events by switching the rule off', async () => {
    const api = apiWith();
    const { body } = await api.send('POST', `${path}/pause`, { events: 'drop' });
    expect([body.status, body.rule]).toEqual(['paused', 'off']);
    expect([stored(api)?.health.whilePaused, api.rules.rules.get(webhookId)?.enabled]).toEqual([
      'drop',
      false,
    ]);
  });

  it('changes its mind from drop to hold', async () => {
    const api = apiWith({ rule: 'off' }, { ...paused, whilePaused: 'drop' });
    const { body } = await api.send('POST', `${path}/pause`, { events: 'hold' });
    expect([body.rule, api.rules.calls]).toEqual(['live', [`put ${webhookId} enabled`]]);
  });

  it('changes nothing when it is paused so already', async () => {
    const api = apiWith({}, paused);
    const { status, headers } = await api.send('POST', `${path}/pause`);
    expect([status, headers.etag, stored(api)?.webhook.version]).toEqual([200, '"1.2.live"', 1]);
  });

  it.each([
    [{ events: 'keep' }, '/events', 'Must be "hold" or "drop".'],
    [{ event: 'hold' }, '/event', 'Unknown member. Did you mean "events"?'],
  ])('%j: 400', async (body, pointer, detail) => {
    const answer = await apiWith().send('POST', `${path}/pause`, body);
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
    ]);
  });
});

describe('enableWebhook', () => {
  it('checks the receiver by a signed call, then releases what was held', async () => {
    const api = apiWith({ rule: 'off' }, { ...paused, whilePaused: 'drop' });
    const answer = await api.send('POST', `${path}/enable`);
    expect([answer.status, answer.headers.etag, answer.body.status, answer.body.rule]).toEqual([
      200,
      '"2.3.live"',
      'active',
      'live',
    ]);
    expect(api.prober.calls).toMatchObject([
      {
        url: 'https://receiver.example.com/in',
        timeoutMs: 10_000,
        body: `{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"${later}","data":{}}`,
        headers: {
          'webhook-timestamp': '1767312000',
          'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
        },
      },
    ]);
    expect(stored(api)?.health).toEqual({
      status: 'active',
      statusReason: null,
      whilePaused: 'hold',
      version: 3,
      revision: 2,
      changedAt: later,
      changedBy: 'key:key_0',
      releasingSince: later,
    });
    expect([api.released, api.rules.calls]).toEqual([[webhookId], [`put ${webhookId} enabled`]]);
  });

  it.each(['failing', 'disabled', 'paused'] as const)('goes on from %s', async status => {
    const api = apiWith({}, { status });
    const { body } = await api.send('POST', `${path}/enable`);
    expect([body.status, body.statusReason, api.prober.calls.length]).toEqual(['active', null, 1]);
  });

  it('checks an active one as well, and changes nothing', async () => {
    const api = apiWith();
    const { status, headers } = await api.send('POST', `${path}/enable`, {});
    expect([status, headers.etag, api.prober.calls.length, api.released]).toEqual([200, '"1.1.live"', 1, []]);
    api.prober.answers = [{ ...okAttempt, status: 500 }];
    expect((await api.send('POST', `${path}/enable`, {})).status).toBe(409);
    expect(stored(api)?.health.status).toBe('active');
  });

  it.each([
    [{ status: 500, error: null }, 'answered 500'],
    [{ status: 301, error: null }, 'answered 301'],
    [{ status: 199, error: null }, 'answered 199'],
    [
      { status: null, error: 'timeout', errorDetail: 'no answer came in time' },
      'gave no answer: no answer came in time',
    ],
  ] as const)('409 when the receiver says %j', async (answer, said) => {
    const api = apiWith({}, { status: 'disabled', statusReason: 'failures' });
    const attempt = { ...okAttempt, ...answer };
    api.prober.answers = [attempt];
    const { status, body } = await api.send('POST', `${path}/enable`);
    expect([status, body]).toEqual([
      409,
      {
        type: 'https://finehook.dev/problems/health-check-failed',
        title: 'The receiver did not pass the health check',
        status: 409,
        detail: `The receiver ${said}; it must answer a WEBHOOK_HEALTH_CHECK with a status from 200 to 299.`,
        requestId: 'req-1',
        errors: [],
        attempt,
      },
    ]);
    expect([stored(api)?.health.status, stored(api)?.webhook.version, api.released]).toEqual([
      'disabled',
      1,
      [],
    ]);
  });

  it('holds while other things change, and is void when the call would be another', async () => {
    const api = apiWith({}, paused);
    api.prober.duringCall = () => {
      if (api.prober.calls.length === 1) given(api, { version: 2, name: 'renamed' }, paused);
    };
    expect((await api.send('POST', `${path}/enable`)).body).toMatchObject({
      status: 'active',
      name: 'renamed',
    });
    expect(api.prober.calls.map(({ url }) => url)).toEqual(['https://receiver.example.com/in']);

    const moved = apiWith({}, paused);
    moved.prober.duringCall = () => {
      if (moved.prober.calls.length === 1)
        given(moved, { version: 2, url: 'https://new.example.com/' }, paused);
    };
    const { status, body } = await moved.send('POST', `${path}/enable`);
    expect([status, body.detail]).toEqual([
      409,
      'The webhook was changed during its health check. Try again.',
    ]);
    expect(moved.prober.calls.map(({ url }) => url)).toEqual(['https://receiver.example.com/in']);
  });

  it('404 when it is deleted during the check', async () => {
    const api = apiWith({}, paused);
    api.prober.duringCall = () => given(api, { version: 2, deletedAt: later }, paused);
    expect((await api.send('POST', `${path}/enable`)).status).toBe(404);
  });

  it('412 before any call when If-Match does not match', async () => {
    const api = apiWith({}, paused);
    const answer = await api.send('POST', `${path}/enable`, undefined, { 'if-match': '"1.1.live"' });
    expect([answer.status, api.prober.calls]).toEqual([412, []]);
  });

  it('is enabled, with the rule pending, when EventBridge refuses its rule: the change is made', async () => {
    const api = apiWith({ rule: 'off' }, { ...paused, whilePaused: 'drop' });
    api.rules.beforePut = () => {
      throw new ProblemError('too-many-rules', 'No room.');
    };
    const { status, body } = await api.send('POST', `${path}/enable`);
    expect([status, body.status, body.rule, api.released]).toEqual([200, 'active', 'pending', [webhookId]]);
  });

  it('503 when the prober itself fails: nothing is said of the receiver', async () => {
    const api = apiWith({}, paused);
    api.prober.duringCall = () => {
      throw new AwsCallError('ProberFailed', 'prober: secret things', true);
    };
    const answer = await api.send('POST', `${path}/enable`);
    expect(answer.headers['retry-after']).toBe('1');
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      503,
      expect.not.stringContaining('secret things'),
    ]);
  });
});

describe('deleteWebhook', () => {
  it('leaves a tombstone, takes the rule away, and has what waits ended', async () => {
    const api = apiWith();
    const answer = await api.send('DELETE', path);
    expect(answer).toEqual({
      status: 204,
      headers: { 'cache-control': 'no-store', 'x-request-id': 'req-1' },
      body: undefined,
    });
    expect(stored(api)).toMatchObject({
      webhook: { deletedAt: later, version: 2, rule: 'off' },
      health: { version: 2, releasingSince: later },
    });
    expect([api.rules.rules.size, api.released]).toEqual([0, [webhookId]]);
    expect((await api.send('DELETE', path)).status).toBe(404);
  });

  it('takes the rule away also when it is off', async () => {
    const api = apiWith({ rule: 'off' }, { ...paused, whilePaused: 'drop' });
    await api.send('DELETE', path);
    expect(api.rules.rules.size).toBe(0);
  });

  it('204 also when EventBridge and Lambda do not answer: others finish it', async () => {
    const api = apiWith();
    api.rules.beforeRemove = () => {
      throw new AwsCallError('InternalException', 'oops', true);
    };
    expect((await api.send('DELETE', path)).status).toBe(204);
    expect(stored(api)?.webhook.deletedAt).toBe(later);
  });

  it.each([
    ['"1.1.live"', 204],
    ['"2.1.live"', 412],
  ])('If-Match %s: %i', async (tag, status) => {
    expect((await apiWith().send('DELETE', path, undefined, { 'if-match': tag })).status).toBe(status);
  });
});
