import { ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { functionProcesses } from '../support/function-processes.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--retry-delays', '1,1,1,1'] });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

function sweepers(): number[] {
  return functionProcesses(finehook.runtime.awsEndpointUrl, 'Sweeper').map(({ pid }) => pid);
}

/** As the passing of a minute and a half would. */
async function endLease(name: string): Promise<void> {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  await finehook.dynamodb.send(
    new UpdateItemCommand({
      TableName: TableNames.find(table => table.includes('WebhooksTable')),
      Key: { pk: { S: `LEASE#${name}` }, sk: { S: 'LEASE' } },
      UpdateExpression: 'SET untilMs = :zero',
      ConditionExpression: 'attribute_exists(holder)',
      ExpressionAttributeValues: { ':zero': { N: '0' } },
    }),
  );
}

it('createResend: a sweeper that is killed again and again loses no delivery, sends none twice, and counts each once', async () => {
  const name = uniqueName('resend-killed');
  const count = 100;
  const webhook = await finehook.webhookTo(name, {}, '?status=422');
  for (let n = 0; n < count; n += 10) {
    await finehook.put(...Array.from({ length: 10 }, () => ({ companyId: name })));
  }
  const list = async (status: string): Promise<{ id: string; run: number }[]> => {
    const { body } = await finehook.api('GET', `/v1/webhooks/${webhook.id}/deliveries?limit=100`);
    return body.items.filter((item: { status: string }) => item.status === status);
  };
  await until(
    () => list('failed'),
    failed => failed.length === count,
    'the failed deliveries',
    60_000,
  );
  const url = `${finehook.runtime.receiverUrl}/in/${name}`;
  await finehook.api('PATCH', `/v1/webhooks/${webhook.id}`, { url });
  const { body: asked } = await finehook.api('POST', `/v1/webhooks/${webhook.id}/resends`, {
    from: new Date(Date.now() - 600_000).toISOString(),
    to: new Date(Date.now() + 1000).toISOString(),
  });
  const read = async () => (await finehook.api('GET', `/v1/webhooks/${webhook.id}/resends/${asked.id}`)).body;

  for (const sent of [2, 8, 32]) {
    await until(read, resend => resend.sent >= sent, `${sent} to be sent`);
    const victims = sweepers();
    expect(victims.length).toBeGreaterThan(0);
    for (const pid of victims) process.kill(pid, 'SIGKILL');
    await until(
      async () => sweepers().filter(pid => victims.includes(pid)),
      alive => alive.length === 0,
      'the sweepers to be gone',
    );
    expect((await read()).status).toBe('running');
    await endLease(`resend#${asked.id}`);
    // It works until nothing is left, or is killed.
    void finehook.invoke('Sweeper', { resend: webhook.id }).catch(() => {});
  }
  const ended = await until(read, resend => resend.status !== 'running', 'the end of the resend', 60_000);
  expect(ended).toMatchObject({ status: 'completed', total: count, sent: count, skipped: 0 });
  // What was begun and not sent when a sweeper died, the schedule finds within two minutes.
  const delivered = await until(
    () => list('delivered'),
    items => items.length === count,
    'everything to be delivered',
    180_000,
  );
  expect(new Set(delivered.map(item => item.run))).toEqual(new Set([2]));
  const calls = (await finehook.received(name)).map(({ headers }) => headers['webhook-id']);
  const again = calls.slice(count);
  expect(again).toHaveLength(count);
  expect(new Set(again)).toEqual(new Set(delivered.map(({ id }) => id)));
}, 300_000);
