import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({
    args: ['--retry-delays', '0.1,0.1,0.1,0.1', '--set', 'deadLetterDelays=0,0,0,0,0,0'],
  });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

async function queueUrl(nameHas: string): Promise<string> {
  const { QueueUrls = [] } = await finehook.sqs.send(new ListQueuesCommand({}));
  return QueueUrls.find(url => url.includes(nameHas)) ?? '';
}

it('a message that nobody can read goes round through the dead-letter queue and is parked; its siblings are delivered', async () => {
  const name = uniqueName('sibling');
  const { id } = await finehook.webhookTo(name);
  const poison = '{"webhookId":"whk_1","event":"no event"}';
  await finehook.sqs.send(
    new SendMessageCommand({
      QueueUrl: await queueUrl('DeliveryQueue'),
      MessageBody: poison,
      MessageGroupId: 'g',
    }),
  );
  await finehook.put(...Array.from({ length: 9 }, () => ({ companyId: name })));
  await finehook.receives(name, 9);

  const QueueUrl = await queueUrl('ParkingQueue');
  const parked = await until(
    async () => {
      const answer = await finehook.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MessageAttributeNames: ['All'] }),
      );
      return answer.Messages?.[0];
    },
    message => message !== undefined,
    'a parked message',
    90_000,
  );
  expect(parked?.Body).toBe(poison);
  for (const queue of ['DeliveryQueue', 'IsolationQueue', 'DeadLetterQueue']) {
    const { Attributes } = await finehook.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: await queueUrl(queue), AttributeNames: ['All'] }),
    );
    expect([
      Attributes?.ApproximateNumberOfMessages,
      Attributes?.ApproximateNumberOfMessagesNotVisible,
    ]).toEqual(['0', '0']);
  }
  expect(await finehook.received(name)).toHaveLength(9);
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');
}, 120_000);
