import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { Finehook, stillness, uniqueName, until } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

type Body = Awaited<ReturnType<Finehook['api']>>['body'];

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
    const ids = list.items.map(({ id }: { id: string }) => id);
    expect(ids.toSorted()).toEqual([own.id, failed.id].toSorted());
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

/** A webhook with so many failed deliveries, whose receiver takes everything by now. */
async function manyFailed(label: string, count: number) {
  const name = uniqueName(label);
  const webhook = await finehook.webhookTo(name, {}, '?status=422');
  for (let n = 0; n < count; n += 10) {
    await finehook.put(...Array.from({ length: Math.min(10, count - n) }, () => ({ companyId: name })));
  }
  const list = async (): Promise<Body[]> =>
    (await finehook.api('GET', `/v1/webhooks/${webhook.id}/deliveries?limit=100`)).body.items;
  await until(
    list,
    items => items.filter(({ status }) => status === 'failed').length === count,
    `${count} failed deliveries`,
  );
  const url = `${finehook.runtime.receiverUrl}/in/${name}`;
  await finehook.api('PATCH', `/v1/webhooks/${webhook.id}`, { url });
  const from = new Date(Date.now() - 600_000).toISOString();
  const to = new Date(Date.now() + 1000).toISOString();
  const path = `/v1/webhooks/${webhook.id}/resends`;
  const ask = () => finehook.api('POST', path, { from, to, statuses: ['failed'] });
  return { name, webhook, list, path, ask };
}

const read = async (path: string) => (await finehook.api('GET', path)).body;

describe('createResend, getResend, listResends', () => {
  it('60 failed deliveries reach the mended receiver, each once more, and the resend says how far it is', async () => {
    const { name, webhook, list, path, ask } = await manyFailed('window', 60);
    const asked = await ask();
    expect([asked.status, asked.body.status, asked.body.sent]).toEqual([202, 'running', 0]);
    const location = `${path}/${asked.body.id}`;
    expect(asked.headers.get('location')).toBe(location);
    const refused = await ask();
    expect([refused.status, refused.body.detail.includes(asked.body.id)]).toEqual([409, true]);
    const seen: Body[] = [];
    const ended = await until(
      async () => {
        seen.push(await read(location));
        return seen.at(-1);
      },
      ({ status }) => status !== 'running',
      'the end of the resend',
      30_000,
    );
    expect(ended).toMatchObject({ status: 'completed', total: 60, sent: 60, skipped: 0, waitingSince: null });
    const progress = [...new Set(seen.map(({ sent }) => sent))];
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(3);
    expect((await read(path)).items).toEqual([ended]);

    const delivered = await until(
      list,
      items => items.every(({ status }) => status === 'delivered'),
      'everything to be delivered',
    );
    expect(delivered).toHaveLength(60);
    expect(new Set(delivered.map(({ run, attempts }) => `${run} ${attempts.length}`))).toEqual(
      new Set(['2 2']),
    );
    const ids = (await finehook.received(name)).map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(120);
    expect(new Set(ids.slice(60))).toEqual(new Set(delivered.map(({ id }) => id)));
    expect(ids.slice(60, 62)).toEqual(ids.slice(60, 62).toSorted());
    expect((await finehook.api('GET', `/v1/webhooks/${webhook.id}`)).body.status).toBe('active');
  }, 90_000);

  it('waits while the webhook is paused, and goes on when it is enabled', async () => {
    const { webhook, path, ask } = await manyFailed('window-paused', 3);
    await finehook.api('POST', `/v1/webhooks/${webhook.id}/pause`);
    const { body: asked } = await ask();
    const location = `${path}/${asked.id}`;
    const waiting = await until(
      () => read(location),
      ({ waitingSince }) => waitingSince !== null,
      'the resend to wait',
    );
    expect(waiting).toMatchObject({ status: 'running', sent: 0 });
    await finehook.api('POST', `/v1/webhooks/${webhook.id}/enable`);
    // The schedule comes each minute.
    await finehook.invoke('Sweeper', { resend: webhook.id });
    expect(await read(location)).toMatchObject({ status: 'completed', sent: 3, waitingSince: null });
  });
});

describe('cancelResend', () => {
  it('ends it within a second: what was sent is counted, and nothing else is called', async () => {
    const { name, list, path, ask } = await manyFailed('window-cancelled', 60);
    const { body: asked } = await ask();
    const location = `${path}/${asked.id}`;
    await until(
      () => read(location),
      ({ sent }) => sent >= 4,
      'the resend to be under way',
    );
    const cancelled = await finehook.api('POST', `${location}/cancel`);
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
    expect((await finehook.api('POST', `${location}/cancel`)).status).toBe(200);
    await stillness(2_500);
    const { status, sent, total } = await read(location);
    expect([status, total]).toEqual(['cancelled', 60]);
    expect(sent).toBeGreaterThanOrEqual(4);
    expect(sent).toBeLessThan(60);
    const items = await list();
    expect(items.filter(item => item.status === 'delivered').length).toBe(sent);
    expect(items.filter(item => item.status === 'failed' && item.run === 1).length).toBe(60 - sent);
    expect(await finehook.received(name)).toHaveLength(60 + sent);
    expect((await ask()).status).toBe(202);
  }, 60_000);
});
