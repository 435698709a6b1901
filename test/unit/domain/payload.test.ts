import { describe, expect, it } from 'vitest';
import { callFor, healthCheckCall } from '../../../functions/domain/payload.ts';
import type { FinehookEvent } from '../../../functions/domain/queue-message.ts';
import { signBlue, signStandard } from '../../../functions/domain/signature.ts';
import { webhookState } from '../../support/webhook-state.ts';

const detailText =
  '{"companyId":"acme","projectId":"website","previousValue":{"n":1.0},"currentValue":{"n":12345678901234567890}}';
const event: FinehookEvent = {
  id: 'e1',
  type: 'TODO_MOVED',
  time: '2026-01-02T03:04:05Z',
  detail: JSON.parse(detailText),
  detailText,
};
const nowMs = Date.parse('2026-01-02T03:04:06.789Z');

describe('callFor', () => {
  it('standard: type, timestamp and the detail as it was written, signed', () => {
    const state = webhookState();
    const body = `{"type":"TODO_MOVED","timestamp":"2026-01-02T03:04:05Z","data":${detailText}}`;
    expect(callFor({ state, deliveryId: 'dlv_1', event, nowMs, timeoutMs: 10_000 })).toEqual({
      url: 'https://receiver.example.com/in',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'dlv_1',
        'webhook-timestamp': '1767323046',
        'webhook-signature': signStandard(state.webhook.secrets, 'dlv_1', 1_767_323_046, body),
      },
      body,
      timeoutMs: 10_000,
    });
  });

  it('takes the time from occurredAt when the producer gave it', () => {
    const withTime = { ...event, detailText: '{"occurredAt":"2026-01-02T03:04:04.123Z"}' };
    const { body } = callFor({
      state: webhookState(),
      deliveryId: 'dlv_1',
      event: withTime,
      nowMs,
      timeoutMs: 1,
    });
    expect(JSON.parse(body).timestamp).toBe('2026-01-02T03:04:04.123Z');
  });

  it("blue: Blue's own body and header, and no secret in it", () => {
    const state = webhookState({ format: 'blue' });
    const { body, headers } = callFor({ state, deliveryId: 'dlv_1', event, nowMs, timeoutMs: 1 });
    expect(body).toBe(
      '{"event":"TODO_MOVED","webhook":{"id":"whk_01kdvdnt000000000000000000","uid":"whk_01kdvdnt000000000000000000","url":"https://receiver.example.com/in","status":"HEALTHY","enabled":true,"metadata":{"events":["TODO_MOVED"],"projectIds":["website"]}},"previousValue":{"n":1.0},"currentValue":{"n":12345678901234567890}}',
    );
    const [secret = { value: '' }] = state.webhook.secrets;
    expect(headers['x-signature']).toBe(signBlue(secret, body));
    expect(body).not.toContain('whsec_');
  });

  it('blue: a value that is not there is null', () => {
    const created = { ...event, detailText: '{"currentValue":{"id":"1"}}' };
    const state = webhookState({ format: 'blue' });
    const { body } = callFor({ state, deliveryId: 'dlv_1', event: created, nowMs, timeoutMs: 1 });
    expect(JSON.parse(body)).toMatchObject({ previousValue: null, currentValue: { id: '1' } });
  });
});

describe('healthCheckCall', () => {
  it('is a signed WEBHOOK_HEALTH_CHECK', () => {
    const state = webhookState();
    const { headers, body } = healthCheckCall({ state, nowMs, timeoutMs: 1 });
    expect(body).toBe('{"type":"WEBHOOK_HEALTH_CHECK","timestamp":"2026-01-02T03:04:06.789Z","data":{}}');
    const id = headers['webhook-id'] ?? '';
    expect(id).toMatch(/^dlv_01kdvdnt0000000000000000001mnedd6/);
    expect(headers['webhook-signature']).toBe(signStandard(state.webhook.secrets, id, 1_767_323_046, body));
  });
});
