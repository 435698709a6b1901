import { describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

describe('testWebhook', () => {
  it('calls the receiver by way of the prober, and leaves no trace', async () => {
    const name = uniqueName('test');
    const { id } = await finehook.webhookTo(name, {}, '?status=201&body=thanks');
    const path = `/v1/webhooks/${id}`;
    const before = await finehook.api('GET', path);
    const answer = await finehook.api('POST', `${path}/test`, { eventType: 'TODO_MOVED' });
    expect([answer.status, answer.body.attempt]).toEqual([
      200,
      {
        at: expect.stringMatching(/Z$/),
        durationMs: expect.any(Number),
        status: 201,
        error: null,
        errorDetail: null,
        responseBody: 'thanks',
        retryAfter: null,
        certificateExpiresAt: null,
      },
    ]);
    const [call] = await finehook.received(name);
    expect([call?.verified, call?.headers['webhook-test'], call?.body]).toEqual([
      true,
      'true',
      answer.body.request.body,
    ]);
    // What was sent is shown, but for the signature: it would be good for this body at any time.
    const { 'webhook-signature': signature, ...shown } = answer.body.request.headers;
    expect(signature).toBeNull();
    expect(call?.headers).toMatchObject(shown);
    expect(JSON.parse(answer.body.request.body)).toMatchObject({
      type: 'TODO_MOVED',
      data: { companyId: name, projectId: 'website', currentValue: { title: 'Publish the pricing page' } },
    });
    const after = await finehook.api('GET', path);
    expect([after.headers.get('etag'), after.body]).toEqual([before.headers.get('etag'), before.body]);
    expect((await finehook.api('GET', `${path}/deliveries`)).body.items).toEqual([]);
  });

  it('works while the webhook is paused, with an event of one’s own in its format', async () => {
    const name = uniqueName('paused');
    const { id } = await finehook.webhookTo(name, { format: 'slack' }, '?status=500');
    await finehook.api('POST', `/v1/webhooks/${id}/pause`);
    const event = { type: 'TODO_CREATED', data: { currentValue: { title: 'Mine' } } };
    const { status, body } = await finehook.api('POST', `/v1/webhooks/${id}/test`, { event });
    expect([status, body.attempt.status]).toEqual([200, 500]);
    const [call] = await finehook.received(name);
    expect([call?.verified, JSON.parse(call?.body ?? '').text]).toEqual([
      true,
      'Test: A record was created: Mine',
    ]);
    expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('paused');
  });
});

describe('checkUrl', () => {
  const check = (url: string) => finehook.api('POST', '/v1/url-checks', { url });

  it('calls a URL that is allowed', async () => {
    const name = uniqueName('check');
    const { status, body } = await check(`${finehook.runtime.receiverUrl}/in/${name}?status=204`);
    expect([status, body.allowed, body.recognisedFormat, body.attempt.status]).toEqual([
      200,
      true,
      null,
      204,
    ]);
    const [call] = await finehook.received(name);
    expect([JSON.parse(call?.body ?? '').type, call?.headers['webhook-signature']]).toEqual([
      'WEBHOOK_HEALTH_CHECK',
      undefined,
    ]);
  });

  it('tells of one where nobody listens', async () => {
    const { status, body } = await check('http://127.0.0.1:9/');
    expect([status, body.allowed, body.attempt.status, body.attempt.error]).toEqual([
      200,
      true,
      null,
      'connect',
    ]);
  });

  it('says why one is not allowed', async () => {
    const { status, body } = await check('https://10.0.0.8/');
    expect([status, body]).toEqual([
      200,
      {
        allowed: false,
        reason: '10.0.0.8 is not public (private)',
        recognisedFormat: null,
        attempt: null,
      },
    ]);
  });
});
