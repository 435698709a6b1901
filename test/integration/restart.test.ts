import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

const folders: string[] = [];
const runs: LocalRun[] = [];

afterEach(async () => {
  await Promise.all(runs.splice(0).map(run => run.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function start(data: string): Promise<Finehook> {
  const run = await startLocalRun({ memory: false, args: ['--data', data, '--retry-delays', '6,6,6,6'] });
  runs.push(run);
  return new Finehook(run.runtime);
}

it('loses nothing by a kill -9: key, webhooks, rules, deliveries in the queue and held ones', async () => {
  const data = mkdtempSync(join(tmpdir(), 'finehook-'));
  folders.push(data);
  const [retried, paused] = [uniqueName('retried'), uniqueName('paused')];
  const before = await start(data);
  const dead = await before.webhookTo(retried, { url: 'http://127.0.0.1:9/in' });
  const holding = await before.webhookTo(paused);
  await before.api('POST', `/v1/webhooks/${holding.id}/pause`);
  const [retriedEvent] = await before.put({ companyId: retried });
  const [heldEvent] = await before.put({ companyId: paused });
  await before.delivery(holding.id, 'held', heldEvent);
  const pending = await before.delivery(dead.id, 'pending', retriedEvent);
  expect(pending.attempts).toMatchObject([{ status: null, error: 'connect' }]);
  await runs.pop()?.kill();

  const after = await start(data);
  expect(after.runtime.apiKey).toBe(before.runtime.apiKey);
  for (const webhook of [dead, holding]) {
    await fetch(`${after.runtime.receiverUrl}/secrets/${webhook.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: webhook.secret }),
    });
  }
  const url = (name: string) => `${after.runtime.receiverUrl}/in/${name}`;
  expect((await after.api('PATCH', `/v1/webhooks/${dead.id}`, { url: url(retried) })).status).toBe(200);
  const delivered = await after.delivery(dead.id, 'delivered', retriedEvent);
  expect(delivered.id).toBe(pending.id);
  expect(delivered.attempts.length).toBeGreaterThanOrEqual(2);
  const deliveries = async () =>
    (await after.received(retried)).filter(({ body }) => JSON.parse(body).type === 'TODO_MOVED');
  expect((await deliveries()).map(call => call.verified)).toEqual([true]);

  await after.api('PATCH', `/v1/webhooks/${holding.id}`, { url: url(paused) });
  expect((await after.api('POST', `/v1/webhooks/${holding.id}/enable`)).status).toBe(200);
  await after.delivery(holding.id, 'delivered', heldEvent);

  await after.put({ companyId: retried });
  // Beside it a health check may come: the webhook has had a failure.
  await until(deliveries, calls => calls.length === 2, 'the next event');
}, 120_000);
