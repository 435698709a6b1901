import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

/** The schedule comes each minute: what goes this fast, goes because it was asked for. */
const soonMs = 10_000;

/** A delivery that has failed at a receiver which takes everything by now. */
async function failedAndMended(label: string, detail: Readonly<Record<string, unknown>> = {}) {
  const name = uniqueName(label);
  const webhook = await finehook.webhookTo(name, {}, '?status=422');
  const [eventId] = await finehook.put({ companyId: name, detail });
  const failed = await finehook.delivery(webhook.id, 'failed', eventId);
  const url = `${finehook.runtime.receiverUrl}/in/${name}`;
  expect((await finehook.api('PATCH', `/v1/webhooks/${webhook.id}`, { url })).status).toBe(200);
  return { name, webhook, failed };
}

const resend = (id: string, body?: unknown) => finehook.api('POST', `/v1/deliveries/${id}/resend`, body);

async function settled(id: string, status: string) {
  const { body } = await finehook.api('GET', `/v1/deliveries/${id}`);
  expect(body.status).toBe(status);
  return body;
}

describe('resendDelivery', () => {
  it('calls a mended receiver once more under the same webhook-id, or under a new one', async () => {
    const { name, webhook, failed } = await failedAndMended('resend');
    const answer = await resend(failed.id);
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/v1/deliveries/${failed.id}`]);
    expect(answer.body).toEqual({ ...failed, status: 'pending', run: 2 });
    await finehook.delivery(webhook.id, 'delivered', failed.eventId, soonMs);
    const delivered = await settled(failed.id, 'delivered');
    expect(delivered.attempts).toMatchObject([
      { run: 1, status: 422 },
      { run: 2, status: 200 },
    ]);

    const { body: own, status } = await resend(failed.id, { newId: true });
    expect([status, own.status, own.run, own.resendOf, own.attempts]).toEqual([
      202,
      'pending',
      1,
      failed.id,
      [],
    ]);
    const calls = await finehook.receives(name, 3, soonMs);
    expect(calls.map(({ headers }) => headers['webhook-id'])).toEqual([failed.id, failed.id, own.id]);
    expect(calls.every(({ verified }) => verified === true)).toBe(true);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    await finehook.delivery(webhook.id, 'delivered', failed.eventId);
    expect((await settled(own.id, 'delivered')).event).toEqual(delivered.event);
    const { body: list } = await finehook.api('GET', `/v1/webhooks/${webhook.id}/deliveries`);
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([own.id, failed.id]);
    expect(await settled(failed.id, 'delivered')).toEqual(delivered);
  });

  it('sends an event of 1 MB whole, from an object of the new run', async () => {
    const noise = randomBytes(700_000).toString('base64');
    const { name, webhook, failed } = await failedAndMended('resend-large', { noise });
    expect((await resend(failed.id)).status).toBe(202);
    await finehook.delivery(webhook.id, 'delivered', failed.eventId, soonMs);
    const [first, second] = await finehook.received(name);
    expect(second?.body.length).toBeGreaterThan(900_000);
    expect(second?.body === first?.body).toBe(true);
  });

  it('is refused while the webhook is paused: enabling comes first', async () => {
    const { webhook, failed } = await failedAndMended('resend-paused');
    await finehook.api('POST', `/v1/webhooks/${webhook.id}/pause`);
    const refused = await resend(failed.id);
    expect([refused.status, refused.headers.get('content-type'), refused.body.detail]).toEqual([
      409,
      'application/problem+json',
      'The webhook of the delivery is paused. Enable it (POST /v1/webhooks/{id}/enable), then try again.',
    ]);
    await finehook.api('POST', `/v1/webhooks/${webhook.id}/enable`);
    expect((await resend(failed.id)).status).toBe(202);
    await finehook.delivery(webhook.id, 'delivered', failed.eventId, soonMs);
  });
});
