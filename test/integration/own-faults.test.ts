import { ListQueuesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultCounts, setFault } from '../support/fault-control.ts';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { makeDue } from '../support/make-due.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({
    args: [
      ...['--retry-delays', '1,1,1,1', '--set', 'requestTimeout=1', '--set', 'workerTimeout=6'],
      ...['--faults', 'own', '--fault', 'all=0', '--fault', 'function-timeout=0@DeliveryWorker'],
    ],
  });
  finehook = new Finehook(run.runtime);
  const { QueueUrls = [] } = await finehook.sqs.send(new ListQueuesCommand({}));
  for (const QueueUrl of QueueUrls) {
    await finehook.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '7' } }),
    );
  }
});

afterAll(() => run.stop());

it('a worker that stands still until its timeout loses nothing, and calls nobody more than twice', async () => {
  const name = uniqueName('still');
  // Longer than it takes until the worker stands still: no call of it comes to its end.
  const { id } = await finehook.webhookTo(name, {}, '?delayMs=600');
  await setFault(run.runtime, 'function-timeout', 1);
  const eventIds = await finehook.put(...Array.from({ length: 10 }, () => ({ companyId: name })));
  await until(
    () => faultCounts(run.runtime),
    counts => (counts['function-timeout'] ?? 0) > 0,
    'a worker that stands still',
  );
  await setFault(run.runtime, 'function-timeout', 0);
  const delivered = await until(
    async () => (await finehook.api('GET', `/v1/webhooks/${id}/deliveries?limit=100`)).body.items,
    items => items.filter((item: { status: string }) => item.status === 'delivered').length >= 10,
    '10 delivered deliveries',
    60_000,
  );
  expect(delivered.map((item: { eventId: string }) => item.eventId).sort()).toEqual(eventIds.sort());
  const calls = await finehook.received(name);
  const times = new Map<string, number>();
  for (const { headers } of calls) {
    const deliveryId = headers['webhook-id'] ?? '';
    times.set(deliveryId, (times.get(deliveryId) ?? 0) + 1);
  }
  expect(times.size).toBe(10);
  expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');
}, 90_000);

it('without a way out nothing is held against receivers, and everything is delivered once there is one again', async () => {
  const name = uniqueName('cut-off');
  const { id } = await finehook.webhookTo(name, { options: { failingAfter: 2 } });
  await finehook.put({ companyId: name });
  await finehook.receives(name, 1);
  await setFault(run.runtime, 'egress-down', 1);
  await until(
    () => faultCounts(run.runtime),
    counts => counts['egress-down'] === 1,
    'an outage',
  );
  const eventIds = await finehook.put(...Array.from({ length: 6 }, () => ({ companyId: name })));
  const pathOfDeliveries = `/v1/webhooks/${id}/deliveries?limit=100`;
  const pending = await until(
    async () => (await finehook.api('GET', pathOfDeliveries)).body.items,
    items => items.filter((item: { status: string }) => item.status === 'pending').length === 6,
    '6 pending deliveries',
  );
  for (const { status, attempts } of pending) {
    expect([status, attempts.length]).toEqual(status === 'delivered' ? ['delivered', 1] : ['pending', 0]);
  }
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');

  await setFault(run.runtime, 'egress-down', 0);
  for (const item of pending) if (item.status === 'pending') await makeDue(finehook, item.id);
  await finehook.invoke('Sweeper');
  for (const eventId of eventIds) {
    const { attempts } = await finehook.delivery(id, 'delivered', eventId);
    expect(attempts).toMatchObject([{ status: 200 }]);
  }
  expect(await finehook.received(name)).toHaveLength(7);
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');
}, 90_000);
