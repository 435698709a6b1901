import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun | undefined;

afterAll(() => run?.stop());

it('runs on another AWS-compatible endpoint: here, that of a second local run', async () => {
  const other = new Finehook(inject('runtime'));
  run = await startLocalRun({
    args: ['--aws-endpoint', other.runtime.awsEndpointUrl, '--retry-delays', '1,1,1,1', '--stack', 'Guest'],
  });
  const finehook = new Finehook(run.runtime);
  expect(finehook.runtime.awsEndpointUrl).toBe(other.runtime.awsEndpointUrl);
  const { QueueUrls = [] } = await other.sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'Guest' }));
  expect(QueueUrls.length).toBeGreaterThanOrEqual(5);

  const name = uniqueName('guest');
  const webhook = await finehook.webhookTo(name);
  expect(webhook.rule).toBe('live');
  const [eventId] = await finehook.put({ companyId: name });
  const [call] = await finehook.receives(name, 1);
  expect(call?.verified).toBe(true);
  await finehook.delivery(webhook.id, 'delivered', eventId);
  expect((await other.api('GET', `/v1/webhooks/${webhook.id}`)).status).toBe(404);

  const paused = await finehook.webhookTo(`${name}-paused`);
  await finehook.api('POST', `/v1/webhooks/${paused.id}/pause`);
  const [held] = await finehook.put({ companyId: `${name}-paused` });
  await finehook.delivery(paused.id, 'held', held);
  await finehook.api('POST', `/v1/webhooks/${paused.id}/enable`);
  await finehook.delivery(paused.id, 'delivered', held);
}, 120_000);
