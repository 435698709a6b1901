import { Webhook } from 'standardwebhooks';
import { describe, expect, inject, it } from 'vitest';
import { type EventToPut, Finehook, stillness, uniqueName, until } from '../support/finehook.ts';
import { startReceiver } from '../support/receiver.ts';

const finehook = new Finehook(inject('runtime'));

describe('an event becomes a signed call', () => {
  it('standard, listDeliveries and getDelivery: verified by the standardwebhooks package, numbers as the producer wrote them', async () => {
    const name = uniqueName('standard');
    const webhook = await finehook.webhookTo(name);
    const [eventId] = await finehook.put({ companyId: name, detail: { recordId: 'r1', text: '😀 <&>' } });
    const [call] = await finehook.receives(name, 1);
    expect(call?.method).toBe('POST');
    expect(call?.verified).toBe(true);
    const verified = new Webhook(webhook.secret).verify(call?.body ?? '', call?.headers ?? {});
    const delivery = await finehook.delivery(webhook.id, 'delivered');
    expect(verified).toEqual({
      type: 'TODO_MOVED',
      timestamp: delivery.createdAt.replace('.000Z', 'Z'),
      data: {
        companyId: name,
        projectId: 'p1',
        previousValue: null,
        currentValue: { id: 'r1' },
        recordId: 'r1',
        text: '😀 <&>',
      },
    });
    expect(call?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': delivery.id,
      'content-length': String(Buffer.byteLength(call?.body ?? '')),
    });
    expect(delivery).toEqual({
      id: delivery.id,
      webhookId: webhook.id,
      eventId,
      eventType: 'TODO_MOVED',
      status: 'delivered',
      createdAt: delivery.createdAt,
      run: 1,
      resendOf: null,
      nextAttemptAt: null,
      attempts: [
        {
          run: 1,
          at: expect.any(String),
          durationMs: expect.any(Number),
          status: 200,
          error: null,
          errorDetail: null,
          responseBody: '{}',
          retryAfter: null,
          certificateExpiresAt: null,
        },
      ],
    });
    expect((await finehook.api('GET', `/v1/deliveries/${delivery.id}`)).body).toEqual({
      ...delivery,
      event: {
        id: eventId,
        type: 'TODO_MOVED',
        time: delivery.createdAt.replace('.000Z', 'Z'),
        data: JSON.parse(call?.body ?? '').data,
      },
    });
  });

  it("blue: an existing Blue receiver's signature", async () => {
    const name = uniqueName('blue');
    const webhook = await finehook.webhookTo(name, { format: 'blue' });
    await finehook.put({ companyId: name });
    const [call] = await finehook.receives(name, 1);
    expect(call?.verified).toBe(true);
    expect(call?.headers['x-signature']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(call?.body ?? '')).toEqual({
      event: 'TODO_MOVED',
      webhook: {
        id: webhook.id,
        uid: webhook.id,
        url: webhook.url,
        status: 'HEALTHY',
        enabled: true,
        metadata: { events: ['*'], projectIds: [] },
      },
      previousValue: null,
      currentValue: { id: 'r1' },
    });
  });

  it('reaches exactly the webhooks whose filter matches', async () => {
    const [acme, globex] = [uniqueName('acme'), uniqueName('globex')];
    await finehook.grant(globex, acme);
    const to = (label: string, anyOf: unknown[]) =>
      finehook.webhookTo(`${acme}-${label}`, { filter: { anyOf } });
    await to('moved-p1', [
      { eventTypes: ['TODO_MOVED'], companies: [{ companyId: acme, projectIds: ['p1'] }] },
    ]);
    await to('any-p1-p2', [
      { eventTypes: ['*'], companies: [{ companyId: acme, projectIds: ['p1', 'p2'] }] },
    ]);
    await to('two-companies', [
      {
        eventTypes: ['TAG_CREATED'],
        companies: [
          { companyId: acme, projectIds: ['p1'] },
          { companyId: globex, projectIds: '*' },
        ],
      },
    ]);
    await to('two-clauses', [
      { eventTypes: ['TODO_MOVED'], companies: [{ companyId: acme, projectIds: ['p2'] }] },
      { eventTypes: ['TAG_CREATED'], companies: [{ companyId: globex, projectIds: ['p9'] }] },
    ]);
    await to('condition', [
      {
        eventTypes: ['TODO_MOVED'],
        companies: [{ companyId: acme, projectIds: '*' }],
        conditions: { pattern: { currentValue: { size: [{ numeric: ['>', 10] }] } } },
      },
    ]);
    const labels = ['moved-p1', 'any-p1-p2', 'two-companies', 'two-clauses', 'condition'];
    const cases: [EventToPut, string[]][] = [
      [{ companyId: acme, projectId: 'p1' }, ['moved-p1', 'any-p1-p2']],
      [{ companyId: acme, projectId: 'p2' }, ['any-p1-p2', 'two-clauses']],
      [{ companyId: acme, projectId: 'p3' }, []],
      [{ companyId: acme, projectId: 'p1', type: 'TAG_CREATED' }, ['any-p1-p2', 'two-companies']],
      [{ companyId: globex, projectId: 'p1', type: 'TAG_CREATED' }, ['two-companies']],
      [{ companyId: globex, projectId: 'p9', type: 'TAG_CREATED' }, ['two-companies', 'two-clauses']],
      [{ companyId: globex, projectId: 'p9' }, []],
      [{ companyId: acme, projectId: 'p3', detail: { currentValue: { size: 11 } } }, ['condition']],
      [{ companyId: acme, projectId: 'p3', detail: { currentValue: { size: 10 } } }, []],
      [{ companyId: `${acme}x`, projectId: 'p1' }, []],
      [{ companyId: [acme], projectId: 'p1' }, []],
    ];
    const expected = new Map(labels.map((label): [string, string[]] => [label, []]));
    for (const [index, [event, reached]] of cases.entries()) {
      await finehook.put({ ...event, detail: { ...event.detail, case: index } });
      for (const label of reached) expected.get(label)?.push(String(index));
    }
    for (const label of labels) {
      const wanted = expected.get(label) ?? [];
      await finehook.receives(`${acme}-${label}`, wanted.length);
    }
    await stillness(300);
    for (const label of labels) {
      const calls = await finehook.received(`${acme}-${label}`);
      const seen = calls.map(call => String(JSON.parse(call.body).data.case)).sort();
      expect([label, seen]).toEqual([label, expected.get(label)?.sort()]);
      expect(calls.every(call => call.verified === true)).toBe(true);
    }
  });
});

describe('attempts', () => {
  it('a receiver that comes back gets the same delivery again', async () => {
    const name = uniqueName('retry');
    const statuses = [503, 500, 200];
    const ids: (string | undefined)[] = [];
    const receiver = await startReceiver((request, response) => {
      ids.push(request.headers['webhook-id']?.toString());
      response.writeHead(statuses[ids.length - 1] ?? 200).end('noted');
    });
    const webhook = await finehook.webhookTo(name, { url: receiver.url });
    const [eventId] = await finehook.put({ companyId: name });
    const delivery = await finehook.delivery(webhook.id, 'delivered', eventId);
    await receiver.close();
    expect(delivery.attempts).toMatchObject([
      { status: 503, error: null, responseBody: 'noted' },
      { status: 500, error: null, responseBody: 'noted' },
      { status: 200, error: null, responseBody: 'noted' },
    ]);
    expect(ids).toEqual([delivery.id, delivery.id, delivery.id]);
    expect((await finehook.api('GET', `/v1/webhooks/${webhook.id}`)).body.status).toBe('active');
  });

  it('after the fifth failure: failed, disabled, no more calls, later events held; enabling releases them', async () => {
    const name = uniqueName('dead');
    const webhook = await finehook.webhookTo(name, {}, '?status=500');
    const [eventId] = await finehook.put({ companyId: name });
    const failed = await finehook.delivery(webhook.id, 'failed');
    expect(failed.eventId).toBe(eventId);
    expect(failed.attempts.map((attempt: { status: number }) => attempt.status)).toEqual([
      500, 500, 500, 500, 500,
    ]);
    const disabled = await until(
      () => finehook.api('GET', `/v1/webhooks/${webhook.id}`),
      answer => answer.body.status === 'disabled',
      'a disabled webhook',
    );
    expect(disabled.body).toMatchObject({ status: 'disabled', statusReason: 'failures', rule: 'live' });
    const [heldEvent] = await finehook.put({ companyId: name });
    const held = await finehook.delivery(webhook.id, 'held', heldEvent);
    expect(held.attempts).toEqual([]);
    await stillness(1_500);
    // Five attempts, and the health check that decides.
    expect(await finehook.received(name)).toHaveLength(6);

    const refused = await finehook.api('POST', `/v1/webhooks/${webhook.id}/enable`);
    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.body.attempt).toMatchObject({ status: 500, error: null });
    expect(await finehook.received(name)).toHaveLength(7);

    const url = `${finehook.runtime.receiverUrl}/in/${name}`;
    await finehook.api('PATCH', `/v1/webhooks/${webhook.id}`, { url });
    const enabled = await finehook.api('POST', `/v1/webhooks/${webhook.id}/enable`);
    expect([enabled.status, enabled.body.status, enabled.body.statusReason]).toEqual([200, 'active', null]);
    const released = await finehook.delivery(webhook.id, 'delivered', heldEvent);
    expect(released.id).toBe(held.id);
    const types = (await finehook.received(name)).slice(7).map(call => JSON.parse(call.body).type);
    expect(types).toEqual(['WEBHOOK_HEALTH_CHECK', 'TODO_MOVED']);
  });

  it('410 disables at once', async () => {
    const name = uniqueName('gone');
    const webhook = await finehook.webhookTo(name, {}, '?status=410');
    await finehook.put({ companyId: name });
    const failed = await finehook.delivery(webhook.id, 'failed');
    expect(failed.attempts).toHaveLength(1);
    const { body } = await finehook.api('GET', `/v1/webhooks/${webhook.id}`);
    expect([body.status, body.statusReason]).toEqual(['disabled', 'gone']);
  });

  it('422 fails the delivery and leaves the webhook active', async () => {
    const name = uniqueName('unprocessable');
    const webhook = await finehook.webhookTo(name, {}, '?status=422');
    await finehook.put({ companyId: name });
    expect((await finehook.delivery(webhook.id, 'failed')).attempts).toHaveLength(1);
    expect((await finehook.api('GET', `/v1/webhooks/${webhook.id}`)).body.status).toBe('active');
  });

  it.each([
    ['timeout', '?delayMs=5000', { status: null, error: 'timeout' }],
    ['redirect', '?status=302', { status: 302, error: 'redirect' }],
  ])('%s is an attempt that failed', async (label, query, attempt) => {
    const name = uniqueName(label);
    const webhook = await finehook.webhookTo(name, {}, query);
    await finehook.put({ companyId: name });
    const delivery = await until(
      async () => (await finehook.api('GET', `/v1/webhooks/${webhook.id}/deliveries`)).body.items[0],
      found => found?.attempts.length >= 1,
      'a first attempt',
    );
    expect(delivery).toMatchObject({ status: 'pending', attempts: [attempt] });
    const [{ at, durationMs }] = delivery.attempts;
    expect(Date.parse(delivery.nextAttemptAt)).toBeGreaterThan(Date.parse(at) + durationMs);
    await finehook.api('DELETE', `/v1/webhooks/${webhook.id}`);
  });

  it('siblings of a failing delivery are called once', async () => {
    const [good, bad] = [uniqueName('good'), uniqueName('bad')];
    await finehook.webhookTo(good);
    await finehook.webhookTo(bad, {}, '?status=500');
    await finehook.put(
      ...Array.from({ length: 10 }, (_, i) => ({ companyId: i === 4 ? bad : good, detail: { n: i } })),
    );
    await finehook.receives(bad, 2);
    const calls = await finehook.receives(good, 9);
    expect(calls.map(call => JSON.parse(call.body).data.n).sort()).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
  });
});
