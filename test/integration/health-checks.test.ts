import { ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { startReceiver } from '../support/receiver.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({
    args: ['--retry-delays', '0.1,0.1,0.1,0.1', '--set', 'disabledCheckInterval=1'],
  });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

async function webhook(id: string) {
  return (await finehook.api('GET', `/v1/webhooks/${id}`)).body;
}

const hasStatus = (id: string, status: string) =>
  until(
    () => webhook(id),
    body => body.status === status,
    `status ${status}`,
  );

it('a disabled webhook whose receiver is back is enabled by itself, and gets what was held', async () => {
  const name = uniqueName('back');
  let isBack = false;
  let ids: unknown[] = [];
  const receiver = await startReceiver((request, response) => {
    ids.push(request.headers['webhook-id']);
    response.writeHead(isBack ? 204 : 500).end();
  });
  const { id } = await finehook.webhookTo(name, { url: receiver.url });
  await finehook.put({ companyId: name });
  await hasStatus(id, 'disabled');
  const [eventId] = await finehook.put({ companyId: name });
  const held = await finehook.delivery(id, 'held', eventId);
  const { health } = await webhook(id);
  expect(health).toMatchObject({ heldCount: 1, hasMoreHeld: false, lastSuccessAt: null });
  expect(Date.parse(health.holdUntil) - Date.parse(health.since)).toBe(72 * 3_600_000);
  expect(health.lastFailureAt < health.since && health.since < health.nextCheckAt).toBe(true);

  isBack = true;
  ids = [];
  await finehook.invoke('HealthChecker');
  await hasStatus(id, 'active');
  await finehook.delivery(id, 'delivered', eventId);
  // A health check first, which is of no delivery.
  expect(ids).toEqual([expect.stringMatching(/^dlv_/), held.id]);
  expect((await finehook.api('GET', `/v1/deliveries/${ids[0]}`)).status).toBe(404);
  await receiver.close();
});

it('after its hold period a disabled webhook gets no events: its rule goes off', async () => {
  const name = uniqueName('over');
  const { id } = await finehook.webhookTo(name, {}, '?status=410');
  await finehook.put({ companyId: name });
  await hasStatus(id, 'disabled');
  expect(await webhook(id)).toMatchObject({ rule: 'live', statusReason: 'gone' });
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  // As the passing of three days would.
  await finehook.dynamodb.send(
    new UpdateItemCommand({
      TableName: TableNames.find(table => table.includes('WebhooksTable')),
      Key: { pk: { S: `WEBHOOK#${id}` }, sk: { S: 'HEALTH' } },
      UpdateExpression: 'SET holdUntil = :past, nextCheckAt = :past, dueAt = :past',
      ExpressionAttributeValues: { ':past': { S: '2026-01-01T00:00:00.000Z' } },
    }),
  );

  await finehook.invoke('HealthChecker');
  await until(
    () => webhook(id),
    ({ rule }) => rule === 'off',
    'a rule that is off',
  );
  const { eventBusName } = finehook.runtime;
  expect(
    await finehook.eventBridge.send(new DescribeRuleCommand({ EventBusName: eventBusName, Name: id })),
  ).toMatchObject({ State: 'DISABLED' });
  expect(await webhook(id)).toMatchObject({ status: 'disabled', statusReason: 'gone' });
});
