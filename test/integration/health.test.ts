import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

/** Every failure counts, two make a webhook failing, and retries come fast. */
const args = ['--retry-delays', '1,1,8,4', '--set', 'failureSpacing=0', '--set', 'failingAfter=2'];

let run: LocalRun;
let finehook: Finehook;
beforeAll(async () => {
  run = await startLocalRun({ args });
  finehook = new Finehook(run.runtime);
});
afterAll(() => run.stop());

async function statusOf(webhookId: string): Promise<string> {
  return (await finehook.api('GET', `/v1/webhooks/${webhookId}`)).body.status;
}

async function setUrl(webhookId: string, name: string, query: string): Promise<void> {
  const url = `${run.runtime.receiverUrl}/in/${name}${query}`;
  expect((await finehook.api('PATCH', `/v1/webhooks/${webhookId}`, { url })).status).toBe(200);
}

describe('a webhook whose receiver fails', () => {
  it('becomes failing, holds what is new, and recovers by a retry: the held ones come, oldest first', async () => {
    const name = uniqueName('failing');
    const webhook = await finehook.webhookTo(name, {}, '?status=500');
    await finehook.put({ companyId: name, detail: { recordId: 'first' } });
    await until(
      () => statusOf(webhook.id),
      status => status === 'failing',
      'the webhook to be failing',
    );
    const held: string[] = [];
    for (const recordId of ['second', 'third']) {
      const [eventId = ''] = await finehook.put({ companyId: name, detail: { recordId } });
      const { createdAt } = await finehook.delivery(webhook.id, 'held', eventId);
      held.push(eventId);
      // Their order is that of their seconds.
      await until(
        async () => Math.floor(Date.now() / 1000),
        second => second > Math.floor(Date.parse(createdAt) / 1000),
        'the next second',
      );
    }
    await setUrl(webhook.id, name, '');
    // The receiver has the retry before the health says so.
    await until(
      async () => {
        await finehook.invoke('Sweeper');
        return statusOf(webhook.id);
      },
      status => status === 'active',
      'the webhook to be active',
    );
    for (const eventId of held) await finehook.delivery(webhook.id, 'delivered', eventId);
    const records = (await finehook.received(name)).map(({ body }) => JSON.parse(body).data.recordId);
    expect(records.slice(records.lastIndexOf('first') + 1)).toEqual(['second', 'third']);
  });

  it('is disabled after the fifth attempt and a failed health check', async () => {
    const name = uniqueName('fifth');
    const webhook = await finehook.webhookTo(name, {}, '?status=500');
    const [eventId] = await finehook.put({ companyId: name });
    const delivery = await finehook.delivery(webhook.id, 'failed', eventId, 30_000);
    expect(delivery.attempts).toHaveLength(5);
    expect(await statusOf(webhook.id)).toBe('disabled');
    const types = (await finehook.received(name)).map(({ body }) => JSON.parse(body).type);
    expect(types).toEqual([...Array(5).fill('TODO_MOVED'), 'WEBHOOK_HEALTH_CHECK']);
  });
});
