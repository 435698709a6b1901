import { describe, expect, it } from 'vitest';
import { defaultNouns } from '../../../functions/domain/nouns.ts';
import { callFor, healthCheckCall } from '../../../functions/domain/payload.ts';
import type { FinehookEvent } from '../../../functions/domain/queue-message.ts';
import { signBlue, signStandard } from '../../../functions/domain/signature.ts';
import { credentials, webhookState } from '../../support/webhook-state.ts';

const detailText =
  '{"companyId":"acme","projectId":"website","previousValue":{"n":1.0},"currentValue":{"n":12345678901234567890}}';
const event: FinehookEvent = {
  id: 'e1',
  type: 'TODO_MOVED',
  source: 'app',
  time: '2026-01-02T03:04:05Z',
  detail: JSON.parse(detailText),
  detailText,
};
const nowMs = Date.parse('2026-01-02T03:04:06.789Z');

describe('callFor', () => {
  it('standard: type, timestamp and the detail as it was written, signed', () => {
    const state = webhookState();
    const body = `{"type":"TODO_MOVED","timestamp":"2026-01-02T03:04:05Z","data":${detailText}}`;
    expect(
      callFor({
        nouns: defaultNouns.en,
        state,
        credentials,
        deliveryId: 'dlv_1',
        event,
        nowMs,
        timeoutMs: 10_000,
      }),
    ).toEqual({
      url: 'https://receiver.example.com/in',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'dlv_1',
        'webhook-timestamp': '1767323046',
        'webhook-signature': signStandard(credentials.secrets, 'dlv_1', 1_767_323_046, body),
      },
      body,
      timeoutMs: 10_000,
    });
  });

  it('takes the time from occurredAt when the producer gave it', () => {
    const withTime = { ...event, detailText: '{"occurredAt":"2026-01-02T03:04:04.123Z"}' };
    const { body } = callFor({
      nouns: defaultNouns.en,
      state: webhookState(),
      credentials,
      deliveryId: 'dlv_1',
      event: withTime,
      nowMs,
      timeoutMs: 1,
    });
    expect(JSON.parse(body).timestamp).toBe('2026-01-02T03:04:04.123Z');
  });

  it.each([
    ['"2026-01-02T03:04:04Z"', true],
    ['"2026-12-31T23:59:60.123456789+05:30"', true],
    ['"yesterday"', false],
    ['""', false],
    ['"2026-01-02"', false],
    ['"2026-01-02 03:04:05Z"', false],
    ['"2026-01-02T03:04:05"', false],
    ['"2026-01-02T03:04Z"', false],
    ['"2026-13-02T03:04:05Z"', false],
    ['"2026-01-32T03:04:05Z"', false],
    ['"2026-01-02T24:04:05Z"', false],
    ['"2026-01-02T03:04:05.Z"', false],
    ['"2026-01-02T03:04:05Z and more"', false],
    ['1767323045', false],
  ])('takes occurredAt %s as the time: %s', (occurredAt, isTaken) => {
    const { body } = callFor({
      nouns: defaultNouns.en,
      state: webhookState(),
      credentials,
      deliveryId: 'dlv_1',
      event: { ...event, detailText: `{"occurredAt":${occurredAt}}` },
      nowMs,
      timeoutMs: 1,
    });
    const timestamp = isTaken ? occurredAt : '"2026-01-02T03:04:05Z"';
    expect(body).toBe(`{"type":"TODO_MOVED","timestamp":${timestamp},"data":{"occurredAt":${occurredAt}}}`);
  });

  it("blue: Blue's own body and header, and no secret in it", () => {
    const state = webhookState({ format: 'blue' });
    const { body, headers } = callFor({
      nouns: defaultNouns.en,
      state,
      credentials,
      deliveryId: 'dlv_1',
      event,
      nowMs,
      timeoutMs: 1,
    });
    expect(body).toBe(
      '{"event":"TODO_MOVED","webhook":{"id":"whk_01kdvdnt000000000000000000","uid":"whk_01kdvdnt000000000000000000","url":"https://receiver.example.com/in","status":"HEALTHY","enabled":true,"metadata":{"events":["TODO_MOVED"],"projectIds":["website"]}},"previousValue":{"n":1.0},"currentValue":{"n":12345678901234567890}}',
    );
    const [secret = { value: '' }] = credentials.secrets;
    expect(headers['x-signature']).toBe(signBlue(secret, body));
    expect(body).not.toContain('whsec_');
  });

  it('blue: a value that is not there is null', () => {
    const created = { ...event, detailText: '{"currentValue":{"id":"1"}}' };
    const state = webhookState({ format: 'blue' });
    const { body } = callFor({
      nouns: defaultNouns.en,
      state,
      credentials,
      deliveryId: 'dlv_1',
      event: created,
      nowMs,
      timeoutMs: 1,
    });
    expect(JSON.parse(body)).toMatchObject({ previousValue: null, currentValue: { id: '1' } });
  });
});

describe('every other format', () => {
  it.each([
    ['cloudevents', 'application/cloudevents+json; charset=utf-8'],
    ['slack', 'application/json'],
    ['teams', 'application/json'],
    ['discord', 'application/json'],
  ] as const)('%s: signed as standard is, over the bytes that are sent', (format, contentType) => {
    const state = webhookState({ format });
    const { headers, body } = callFor({
      nouns: defaultNouns.en,
      state,
      credentials,
      deliveryId: 'dlv_1',
      event,
      nowMs,
      timeoutMs: 1,
    });
    expect(body).not.toContain('whsec_');
    expect(headers).toEqual({
      'content-type': contentType,
      'webhook-id': 'dlv_1',
      'webhook-timestamp': '1767323046',
      'webhook-signature': signStandard(credentials.secrets, 'dlv_1', 1_767_323_046, body),
    });
  });

  it.each([
    ['cloudevents', '"type":"WEBHOOK_HEALTH_CHECK"'],
    ['slack', '"text":"Health check: messages of the webhook “Tasks to CRM” arrive here"'],
    ['teams', '"text":"messages of the webhook “Tasks to CRM” arrive here"'],
    ['discord', '"content":"**Health check:** messages of the webhook “Tasks to CRM” arrive here"'],
  ] as const)('%s: the health check too', (format, part) => {
    expect(
      healthCheckCall({ state: webhookState({ format }), credentials, nowMs, timeoutMs: 1 }).body,
    ).toContain(part);
  });
});

describe('what a receiver asked for', () => {
  const own = {
    ...credentials,
    headers: { 'x-api-key': 'k', 'content-type': 'text/plain', 'webhook-id': 'mine' },
    auth: { type: 'bearer', token: 't' } as const,
  };

  it.each([
    [
      'a delivery',
      () =>
        callFor({
          nouns: defaultNouns.en,
          state: webhookState(),
          credentials: own,
          deliveryId: 'dlv_1',
          event,
          nowMs,
          timeoutMs: 1,
        }),
    ],
    [
      'a health check',
      () => healthCheckCall({ state: webhookState(), credentials: own, nowMs, timeoutMs: 1 }),
    ],
  ])('%s brings its headers, which never replace ours', (_, make) => {
    const { headers } = make();
    expect(headers).toMatchObject({
      'x-api-key': 'k',
      authorization: 'Bearer t',
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^dlv_/),
    });
  });

  it('nothing is called without a secret that signs', () => {
    const none = {
      secrets: [{ value: 'whsec_AAAA', expiresAt: new Date(nowMs).toISOString() }],
      headers: {},
    };
    const state = webhookState();
    expect(() => healthCheckCall({ state, credentials: none, nowMs, timeoutMs: 1 })).toThrow(
      'the credentials of whk_01kdvdnt000000000000000000 cannot be used: no secret is valid',
    );
  });
});

describe('healthCheckCall', () => {
  it('is a signed WEBHOOK_HEALTH_CHECK', () => {
    const state = webhookState();
    const { headers, body } = healthCheckCall({ state, credentials, nowMs, timeoutMs: 1 });
    expect(body).toBe('{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"2026-01-02T03:04:06.789Z","data":{}}');
    const id = headers['webhook-id'] ?? '';
    expect(id).toMatch(/^dlv_01kdvdnt0000000000000000001mnedd6/);
    expect(headers['webhook-signature']).toBe(signStandard(credentials.secrets, id, 1_767_323_046, body));
  });
});
