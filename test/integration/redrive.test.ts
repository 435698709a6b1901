import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--retry-delays', '1,1,1,1'] });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

async function queueUrl(nameHas: string): Promise<string> {
  const { QueueUrls = [] } = await finehook.sqs.send(new ListQueuesCommand({}));
  return QueueUrls.find(url => url.includes(nameHas)) ?? '';
}

async function attributesOf(nameHas: string): Promise<Record<string, string>> {
  const { Attributes = {} } = await finehook.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: await queueUrl(nameHas), AttributeNames: ['All'] }),
  );
  return Attributes;
}

async function messagesIn(nameHas: string): Promise<[string | undefined, string | undefined]> {
  const attributes = await attributesOf(nameHas);
  return [attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible];
}

/** What `npm run redrive` prints, as JSON. */
async function redrive(queue: string): Promise<unknown> {
  const args = ['client/redrive.ts', queue, '--json', '--runtime-file', run.runtimeFile];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

it('events that EventBridge may not put into the queue come back by themselves, in their own text; a deleted webhook is not called', async () => {
  const [kept, deleted] = [uniqueName('kept'), uniqueName('deleted')];
  const webhook = await finehook.webhookTo(kept);
  const other = await finehook.webhookTo(deleted);
  const QueueUrl = await queueUrl('DeliveryQueue');
  const { Policy = '' } = await attributesOf('DeliveryQueue');
  await finehook.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } }));
  const detail = `{"companyId":"${kept}","projectId":"p1","n":1.0,"big":12345678901234567890,"s":"\\u00e4" }`;
  await finehook.putText(detail);
  await finehook.put({ companyId: deleted });
  expect(await messagesIn('RuleDeadLetterQueue')).toEqual(['2', '0']);
  await finehook.api('DELETE', `/v1/webhooks/${other.id}`);

  // One that is not found within a minute of its making may still be written: the delivery-worker looks again.
  expect(await redrive('rules')).toEqual({ sentBack: 2, dropped: 0, parked: 0, left: 0 });
  const [call] = await finehook.receives(kept, 1);
  expect(call?.body).toContain(`"data":${detail}`);
  expect(call?.verified).toBe(true);
  await finehook.delivery(webhook.id, 'delivered');
  expect(await messagesIn('RuleDeadLetterQueue')).toEqual(['0', '0']);
  expect(await redrive('rules')).toEqual({ sentBack: 0, dropped: 0, parked: 0, left: 0 });
  expect(await finehook.received(deleted)).toEqual([]);
  await finehook.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
}, 60_000);

it('what was parked is delivered once its fault is mended, and what was delivered meanwhile is not called again', async () => {
  const name = uniqueName('parked');
  const webhook = await finehook.webhookTo(name);
  const [eventId] = await finehook.put({ companyId: name });
  const done = await finehook.delivery(webhook.id, 'delivered', eventId);
  const event = (id: string) => ({
    id,
    'detail-type': 'TODO_MOVED',
    source: 'blue',
    time: done.createdAt,
    detail: { companyId: name, projectId: 'p1' },
  });
  for (const id of [eventId ?? '', 'event-that-failed']) {
    await finehook.sqs.send(
      new SendMessageCommand({
        QueueUrl: await queueUrl('ParkingQueue'),
        MessageBody: JSON.stringify({ webhookId: webhook.id, event: event(id) }),
        MessageGroupId: webhook.id,
        MessageAttributes: { hops: { DataType: 'Number', StringValue: '6' } },
      }),
    );
  }
  expect(await redrive('parking')).toEqual({ sentBack: 2, dropped: 0, parked: 0, left: 0 });
  await finehook.delivery(webhook.id, 'delivered', 'event-that-failed');
  const empty = await until(
    () => messagesIn('DeliveryQueue'),
    counts => counts.every(count => count === '0'),
    'an empty delivery queue',
  );
  expect(empty).toEqual(['0', '0']);
  expect(await messagesIn('ParkingQueue')).toEqual(['0', '0']);
  expect(await finehook.received(name)).toHaveLength(2);
}, 60_000);
