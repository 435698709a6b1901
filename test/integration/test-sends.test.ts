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

  it('sends an event in the form that was chosen, and shows the call', async () => {
    const name = uniqueName('form');
    const url = `${finehook.runtime.receiverUrl}/in/${name}`;
    const event = { type: 'TODO_CREATED', data: { currentValue: { title: 'Mine' } } };
    const template = { text: 'New: {{data.currentValue.title}}' };
    const plain = await finehook.api('POST', '/v1/url-checks', { url, format: 'slack', event });
    const worded = await finehook.api('POST', '/v1/url-checks', { url, format: 'discord', template, event });
    const example = await finehook.api('POST', '/v1/url-checks', { url, eventType: 'TODO_MOVED' });
    const calls = await finehook.received(name);
    expect(calls.map(({ body }) => body)).toEqual(
      [plain, worded, example].map(({ body }) => body.request.body),
    );
    expect(JSON.parse(calls[0]?.body ?? '').text).toBe('Test: A record was created: Mine');
    expect(JSON.parse(calls[1]?.body ?? '').content).toBe('Test: New: Mine');
    expect(JSON.parse(calls[2]?.body ?? '').type).toBe('TODO_MOVED');
    const [call] = calls;
    expect([call?.headers['webhook-signature'], call?.headers['webhook-test']]).toEqual([undefined, 'true']);
    expect(call?.headers).toMatchObject(plain.body.request.headers);
  });

  it.each([
    [{ format: 'fax' }, '/format'],
    [{ eventType: 'TODO_MOVD' }, '/eventType'],
    [{ event: { type: 'TODO_MOVD', data: {} } }, '/event/type'],
    [{ template: { text: 'x' } }, '/template'],
  ])('refuses %j, and calls nobody', async (more, pointer) => {
    const name = uniqueName('refused');
    const url = `${finehook.runtime.receiverUrl}/in/${name}`;
    const { status, body } = await finehook.api('POST', '/v1/url-checks', { url, ...more });
    expect([status, body.errors[0].pointer, await finehook.received(name)]).toEqual([400, pointer, []]);
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
        reasonCode: 'not-public',
        recognisedFormat: null,
        attempt: null,
        request: null,
      },
    ]);
  });
});

describe('getDeliveryRequest', () => {
  it('shows what was received, and what would be once the webhook has changed', async () => {
    const name = uniqueName('request');
    const { id } = await finehook.webhookTo(name, { headers: { 'x-tenant': 'hush-hush' } });
    await finehook.put({ companyId: name, detail: { currentValue: { title: 'Publish' }, n: 1.5 } });
    const delivery = await finehook.delivery(id, 'delivered');
    const path = `/v1/deliveries/${delivery.id}/request`;
    const asked = await finehook.api('GET', path);
    const [call] = await finehook.received(name);
    expect([asked.status, asked.body.url, asked.body.body]).toEqual([
      200,
      `${finehook.runtime.receiverUrl}/in/${name}`,
      call?.body,
    ]);
    const { 'webhook-timestamp': at, ...headers } = asked.body.headers;
    expect(headers).toEqual({
      'content-type': call?.headers['content-type'],
      'webhook-id': delivery.id,
      'webhook-signature': null,
      'x-tenant': null,
    });
    expect(Number(at)).toBeGreaterThanOrEqual(Number(call?.headers['webhook-timestamp']));

    await finehook.api('PATCH', `/v1/webhooks/${id}`, { format: 'teams' });
    const changed = await finehook.api('GET', path);
    expect(JSON.parse(changed.body.body).attachments[0].content.type).toBe('AdaptiveCard');

    await finehook.api('DELETE', `/v1/webhooks/${id}`);
    expect((await finehook.api('GET', path)).status).toBe(410);
    expect((await finehook.api('GET', `/v1/deliveries/${delivery.id}`)).status).toBe(200);
  });
});
