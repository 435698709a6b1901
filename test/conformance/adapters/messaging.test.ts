import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventBridgeOperationalEvents } from '../../../functions/adapters/eventbridge-operational-events.ts';
import { SqsQueue } from '../../../functions/adapters/sqs-queue.ts';
import { SqsReceivedMessages } from '../../../functions/adapters/sqs-received-messages.ts';
import type { OperationalEvent } from '../../../functions/domain/operational-event.ts';
import type { AwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';
import { accountId, messagingImplementations, startAccount } from './support/aws-account.ts';
import { credentials, region } from './support/dynoxide.ts';

let account: AwsEndpoint;
let sqsClient: SQSClient;
beforeAll(async () => {
  account = await startAccount();
  sqsClient = new SQSClient({ endpoint: account.url, region, credentials, useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  sqsClient.destroy();
  await account.close();
});

let queues = 0;
async function createQueue(): Promise<string> {
  const { QueueUrl = '' } = await sqsClient.send(new CreateQueueCommand({ QueueName: `queue-${queues++}` }));
  return QueueUrl;
}

async function receive(QueueUrl: string, expected: number): Promise<Message[]> {
  const all: Message[] = [];
  for (let tries = 0; tries < 5 && all.length < expected; tries++) {
    const { Messages = [] } = await sqsClient.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    all.push(...Messages);
  }
  return all;
}

describe.each(messagingImplementations)('by $name', ({ name, connect }) => {
  let connection: ReturnType<typeof connect>;
  let queueUrl: string;
  beforeAll(() => {
    connection = connect(account.url);
  });
  afterAll(() => connection.close());
  beforeEach(async () => {
    queueUrl = await createQueue();
  });
  const queue = () => new SqsQueue({ sqs: connection.sqs, queueUrl });

  describe('Queue', () => {
    it('sends a message with its hops, group and slots', async () => {
      const message = {
        body: '{"webhookId":"whk_1","event":{"t":"ä😀"}}',
        groupId: 'whk_1',
        delaySeconds: 0,
        hops: 3,
        slotAtMs: 1_772_366_400_200,
        companySlotAtMs: 1_772_366_400_333.3333,
      };
      expect(await queue().send([message])).toEqual([true]);
      const [received] = await receive(queueUrl, 1);
      expect(received?.Body).toBe(message.body);
      for (const [name, StringValue] of [
        ['hops', '3'],
        ['slot', '1772366400200'],
        ['companySlot', '1772366400333.3333'],
      ] as const) {
        expect(received?.MessageAttributes?.[name]).toMatchObject({ DataType: 'Number', StringValue });
      }
      expect(received?.Attributes?.MessageGroupId).toBe('whk_1');
    });

    it('sends many, in batches', async () => {
      const bodies = Array.from({ length: 37 }, (_, n) => `message ${n}`);
      const sent = await queue().send(bodies.map(body => ({ body, delaySeconds: 0, hops: 0 })));
      expect(sent).toEqual(bodies.map(() => true));
      const received = await receive(queueUrl, 37);
      expect(received.map(({ Body }) => Body).sort()).toEqual(bodies.toSorted());
    });

    it('splits what is too large together, and says which message SQS did not take', async () => {
      const large = { body: 'x'.repeat(600_000), delaySeconds: 0, hops: 0 };
      const forbidden = { body: 'a\u0000b', delaySeconds: 0, hops: 0 };
      expect(await queue().send([large, forbidden, large, large])).toEqual([true, false, true, true]);
      expect((await receive(queueUrl, 3)).length).toBe(3);
    });

    it('sends nothing of nothing', async () => {
      expect(await queue().send([])).toEqual([]);
    });

    it('rejects for a queue that is not there', async () => {
      const missing = new SqsQueue({ sqs: connection.sqs, queueUrl: `${queueUrl}-missing` });
      await expect(missing.send([{ body: 'x', delaySeconds: 0, hops: 0 }])).rejects.toMatchObject({
        name: 'AwsCallError',
        retryable: false,
      });
    });
  });

  describe('ReceivedMessages', () => {
    it('hides messages for their own times, whatever became of the others', async () => {
      const bodies = Array.from({ length: 12 }, (_, n) => `message ${n}`);
      await queue().send(bodies.map(body => ({ body, delaySeconds: 0, hops: 0 })));
      const received = await receive(queueUrl, 12);
      const [gone] = received;
      await sqsClient.send(
        new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: gone?.ReceiptHandle ?? '' }),
      );
      const messages = received.map(({ ReceiptHandle = '' }, n) => ({
        receiptHandle: ReceiptHandle,
        seconds: n < 3 ? 0 : 100_000.5,
      }));
      await new SqsReceivedMessages({ sqs: connection.sqs, queueUrl }).hide(messages);
      const again = await receive(queueUrl, 2);
      const expected = received.slice(1, 3).map(({ Body }) => Body);
      expect(again.map(({ Body }) => Body).sort()).toEqual(expected.sort());
    });
  });

  describe('OperationalEvents', () => {
    it('puts events on the bus, more than ten too', async () => {
      const client = new EventBridgeClient({ endpoint: account.url, region, credentials });
      const EventBusName = `operations-${name}`;
      await client.send(new CreateEventBusCommand({ Name: EventBusName }));
      await client.send(
        new PutRuleCommand({ Name: 'all', EventBusName, EventPattern: '{"source":["finehook"]}' }),
      );
      const Arn = `arn:aws:sqs:${region}:${accountId}:${queueUrl.slice(queueUrl.lastIndexOf('/') + 1)}`;
      // EventBridge drops what it may not send, silently.
      const Statement = [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: Arn,
        },
      ];
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      await sqsClient.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy } }));
      await client.send(
        new PutTargetsCommand({ Rule: 'all', EventBusName, Targets: [{ Id: 'queue', Arn }] }),
      );
      client.destroy();
      const events = Array.from(
        { length: 12 },
        (_, n): OperationalEvent => ({
          type: 'delivery.failed',
          id: `dlv_${n}#1`,
          detail: {
            webhookId: 'whk_1',
            companyId: 'acme',
            deliveryId: `dlv_${n}`,
            eventId: 'e',
            eventType: 'TODO_MOVED',
            at: '2026-01-02T03:04:05.678Z',
          },
        }),
      );
      const { eventBridge } = connection;
      await new EventBridgeOperationalEvents({ eventBridge, eventBusName: EventBusName }).publish(events);
      const received = (await receive(queueUrl, 12)).map(({ Body = '' }) => JSON.parse(Body));
      expect(received.length).toBe(12);
      const first = received.find(({ detail }) => detail.id === 'dlv_0#1');
      expect(first).toMatchObject({
        source: 'finehook',
        'detail-type': 'delivery.failed',
        time: '2026-01-02T03:04:05Z',
        detail: { id: 'dlv_0#1', ...events[0]?.detail },
      });
    });
  });
});
