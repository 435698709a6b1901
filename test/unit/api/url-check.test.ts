import { describe, expect, it } from 'vitest';
import { MemoryApi, okAttempt } from '../../support/memory-api.ts';

const path = '/v1/url-checks';
const now = '2026-01-01T00:00:00.000Z';

describe('checkUrl', () => {
  it('calls an allowed URL once, unsigned', async () => {
    const api = new MemoryApi();
    const url = 'https://receiver.example.com/in?a=b';
    const answer = await api.send('POST', path, { url });
    expect([answer.status, answer.headers.etag, answer.body]).toEqual([
      200,
      undefined,
      { allowed: true, reason: null, reasonCode: null, recognisedFormat: null, attempt: okAttempt },
    ]);
    expect(api.prober.calls).toEqual([
      {
        url,
        headers: {
          'content-type': 'application/json',
          'webhook-id': expect.stringMatching(/^dlv_[0-9a-hjkmnp-tv-z]{49}$/),
          'webhook-timestamp': '1767225600',
          'webhook-test': 'true',
        },
        body: `{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"${now}","data":{}}`,
        timeoutMs: 10_000,
      },
    ]);
    expect([api.webhooks.states.size, api.deliveries.records.size, api.rules.calls]).toEqual([0, 0, []]);
  });

  it.each([
    ['https://hooks.slack.com/services/T0/B0/x', 'slack', '"text":"Test: messages arrive here"'],
    ['https://a.webhook.office.com/webhookb2/x', 'teams', '"text":"messages arrive here"'],
    ['https://discord.com/api/webhooks/1/t', 'discord', '"content":"**Test:** messages arrive here"'],
  ])('recognises %s, and sends what it understands', async (url, format, part) => {
    const api = new MemoryApi();
    const { body } = await api.send('POST', path, { url });
    expect([body.allowed, body.recognisedFormat]).toEqual([true, format]);
    expect(api.prober.calls[0]?.body).toContain(part);
  });

  it.each([
    ['not a URL', 'this is not a URL', 'not-a-url'],
    ['http://receiver.example.com/', 'the URL must begin with https://', 'not-https'],
    ['https://10.0.0.8/', '10.0.0.8 is not public (private)', 'not-public'],
    ['https://a:b@receiver.example.com/', 'the URL may not hold user name or password', 'url-credentials'],
    [
      'https://receiver.example.com:22/',
      'port 22 is not allowed: use 443 or one from 1024 up',
      'port-not-allowed',
    ],
  ])('answers that %s is not allowed, without a call', async (url, reason, reasonCode) => {
    const api = new MemoryApi();
    const { status, body } = await api.send('POST', path, { url: url.replaceAll(' ', '') });
    expect([status, body]).toEqual([
      200,
      { allowed: false, reason, reasonCode, recognisedFormat: null, attempt: null },
    ]);
    expect(api.prober.calls).toEqual([]);
  });

  it('says that a name leads to an address that is not allowed', async () => {
    const api = new MemoryApi();
    const errorDetail = 'the host has an address that is not public (private)';
    const attempt = {
      ...okAttempt,
      status: null,
      error: 'address-blocked' as const,
      errorDetail,
      responseBody: null,
    };
    api.prober.answers = [attempt];
    const { body } = await api.send('POST', path, { url: 'https://receiver.example.com/' });
    expect(body).toEqual({
      allowed: false,
      reason: errorDetail,
      reasonCode: 'not-public',
      recognisedFormat: null,
      attempt,
    });
  });

  it.each([
    [{ status: 404, responseBody: 'no' }],
    [
      {
        status: null,
        error: 'dns' as const,
        errorDetail: 'the host name does not exist',
        responseBody: null,
      },
    ],
    [{ status: null, error: 'tls' as const, errorDetail: 'the certificate has expired', responseBody: null }],
  ])('tells of a receiver that does not take it: %j', async members => {
    const api = new MemoryApi();
    api.prober.answers = [{ ...okAttempt, ...members }];
    const { status, body } = await api.send('POST', path, { url: 'https://receiver.example.com/' });
    expect([status, body.allowed, body.reason, body.attempt]).toEqual([
      200,
      true,
      null,
      { ...okAttempt, ...members },
    ]);
  });

  it.each([
    [{}, '/url', 'This member is required.'],
    [{ url: '' }, '/url', 'Must have at least 1 character.'],
    [{ url: 5 }, '/url', 'Must be a string, not a number.'],
    [{ url: 'https://x.example/', method: 'GET' }, '/method', 'Unknown member. Known here: url.'],
  ])('%j: 400', async (body, pointer, detail) => {
    const api = new MemoryApi();
    const answer = await api.send('POST', path, body);
    expect([answer.status, answer.body.errors, api.prober.calls]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
      [],
    ]);
  });
});
