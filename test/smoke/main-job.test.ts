import { Webhook } from 'standardwebhooks';
import { afterAll, expect, inject, it } from 'vitest';
import { MainJob } from './main-job.ts';

const job = new MainJob(inject('reach'));
afterAll(() => job.removeWebhooks());

it('an event becomes a signed call, and a delivery that says so', async () => {
  const webhook = await job.liveWebhook('event');
  const eventId = await job.put(webhook, { recordId: 'r1', text: '😀 <&>' });
  const [call] = await job.calls(webhook, 'r1');
  const verified = new Webhook(webhook.secret).verify(call?.body ?? '', call?.headers ?? {});
  expect(verified).toMatchObject({
    type: 'TODO_MOVED',
    data: { projectId: webhook.name, recordId: 'r1', text: '😀 <&>', currentValue: { id: 'r1' } },
  });
  const delivery = await job.delivery(webhook, call?.headers['webhook-id'], 'delivered');
  expect(delivery).toMatchObject({
    webhookId: webhook.id,
    event: { id: eventId },
    attempts: [{ status: 200 }],
  });
});

it('an event that the conditions do not want makes no call', async () => {
  const conditions = { pattern: { currentValue: { size: [{ numeric: ['>', 10] }] } } };
  const webhook = await job.liveWebhook('conditions', conditions, { currentValue: { size: 11 } });
  const unwanted = await job.put(webhook, { recordId: 'small', currentValue: { size: 10 } });
  await job.put(webhook, { recordId: 'large', currentValue: { size: 10.5 } });
  await job.calls(webhook, 'large');
  const deliveries = await job.deliveries(webhook);
  expect(deliveries.map(({ eventId }) => eventId)).not.toContain(unwanted);
  const bodies = (await job.received(webhook)).map(({ body }) => JSON.parse(body).data);
  expect(bodies.filter(({ currentValue }) => !(currentValue.size > 10))).toEqual([]);
});

it('a paused webhook holds its events; enabled, it gets them', async () => {
  const webhook = await job.liveWebhook('pause');
  expect((await job.ask('POST', `/v1/webhooks/${webhook.id}/pause`)).status).toBe('paused');
  const held = await job.deliveryThat(webhook, ({ status }) => status === 'held', 'a held delivery');
  expect(held.attempts).toEqual([]);
  expect((await job.ask('POST', `/v1/webhooks/${webhook.id}/enable`)).status).toBe('active');
  expect((await job.delivery(webhook, held.id, 'delivered')).attempts).toMatchObject([{ status: 200 }]);
});

it('a failed attempt is made again, under the same id', async () => {
  const webhook = await job.liveWebhook('retry');
  await job.answerWith(webhook, '?status=503');
  const failing = await job.deliveryThat(
    webhook,
    ({ attempts }) => attempts[0]?.status === 503,
    'a failed attempt',
  );
  await job.answerWith(webhook, '');
  const { attempts } = await job.delivery(webhook, failing.id, 'delivered');
  expect(attempts.length).toBeGreaterThan(1);
  expect([attempts[0].status, attempts.at(-1).status]).toEqual([503, 200]);
  const calls = (await job.received(webhook)).filter(({ headers }) => headers['webhook-id'] === failing.id);
  expect(calls).toHaveLength(attempts.length);
});

it('a delivery that has failed can be sent again', async () => {
  const webhook = await job.liveWebhook('resend');
  await job.answerWith(webhook, '?status=422');
  const failed = await job.deliveryThat(webhook, ({ status }) => status === 'failed', 'a failed delivery');
  await job.answerWith(webhook, '');
  expect(await job.ask('POST', `/v1/deliveries/${failed.id}/resend`, undefined, 202)).toMatchObject({
    run: 2,
  });
  expect((await job.delivery(webhook, failed.id, 'delivered')).attempts).toMatchObject([
    { run: 1, status: 422 },
    { run: 2, status: 200 },
  ]);
});
