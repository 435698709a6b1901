import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { functionProcesses } from '../support/function-processes.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({
    args: ['--retry-delays', '1,1,1,1', '--set', 'requestTimeout=1', '--set', 'workerTimeout=6'],
  });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

function deliveryWorkers(): number[] {
  return functionProcesses(finehook.runtime.awsEndpointUrl, 'DeliveryWorker').map(({ pid }) => pid);
}

it('workers killed in the middle of their batches: nothing is lost and nobody is disabled', async () => {
  const name = uniqueName('killed');
  const { id } = await finehook.webhookTo(name, {}, '?delayMs=500');
  const eventIds = (
    await Promise.all(
      [0, 1, 2].map(() => finehook.put(...Array.from({ length: 10 }, () => ({ companyId: name })))),
    )
  ).flat();
  await finehook.receives(name, 5);
  const victims = deliveryWorkers();
  expect(victims.length).toBeGreaterThan(0);
  for (const pid of victims) process.kill(pid, 'SIGKILL');

  const delivered = await until(
    async () => (await finehook.api('GET', `/v1/webhooks/${id}/deliveries?limit=100`)).body.items,
    items => items.filter((item: { status: string }) => item.status === 'delivered').length >= 30,
    '30 delivered deliveries',
    90_000,
  );
  expect(delivered.map((item: { eventId: string }) => item.eventId).sort()).toEqual(eventIds.sort());
  const calls = await finehook.received(name);
  expect(new Set(calls.map(call => call.headers['webhook-id'])).size).toBe(30);
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');
}, 120_000);
