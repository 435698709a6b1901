import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqsMessageSource } from '../../../functions/adapters/sqs-message-source.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import type { AwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';
import { messagingImplementations, startAccount } from './support/aws-account.ts';
import { credentials, region } from './support/dynoxide.ts';

let account: AwsEndpoint;
let client: SQSClient;
let queues = 0;

beforeAll(async () => {
  account = await startAccount();
  client = new SQSClient({ endpoint: account.url, region, credentials, useQueueUrlAsEndpoint: false });
});

afterAll(async () => {
  client.destroy();
  await account.close();
});

async function createQueue(): Promise<string> {
  const { QueueUrl = '' } = await client.send(
    new CreateQueueCommand({ QueueName: `source-${queues++}`, Attributes: { VisibilityTimeout: '1' } }),
  );
  return QueueUrl;
}

describe.each(messagingImplementations)('by $name', ({ connect }) => {
  let connection: ReturnType<typeof connect>;
  beforeAll(() => {
    connection = connect(account.url);
  });
  afterAll(() => connection.close());

  const newQueue = async () => {
    const queueUrl = await createQueue();
    return { queueUrl, source: new SqsMessageSource({ sqs: connection.sqs, queueUrl }) };
  };

  it('receives a message with its group and its attributes', async () => {
    const { queueUrl: QueueUrl, source } = await newQueue();
    const attribute = (DataType: string, StringValue: string) => ({ DataType, StringValue });
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: '{"ä":"😀"}',
        MessageGroupId: 'g',
        MessageAttributes: {
          RULE_ARN: attribute('String', 'arn'),
          hops: attribute('Number', '6'),
          raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1]) },
        },
      }),
    );
    const [message, ...others] = await source.receive();
    expect(message).toEqual({
      id: expect.any(String),
      receiptHandle: expect.any(String),
      body: '{"ä":"😀"}',
      groupId: 'g',
      attributes: { RULE_ARN: 'arn', hops: '6' },
      receives: 1,
      sentAtMs: expect.any(Number),
    });
    expect(Math.abs((message?.sentAtMs ?? 0) - Date.now())).toBeLessThan(10_000);
    expect(others).toEqual([]);
  });

  it('receives at most ten; what is removed is gone, the rest comes again', async () => {
    const { queueUrl: QueueUrl, source } = await newQueue();
    const sent = Array.from({ length: 12 }, (_, i) => String(i));
    for (const MessageBody of sent) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const first = await source.receive();
    expect(first).toHaveLength(10);
    await source.remove(first);
    const rest = await source.receive();
    expect([...first, ...rest].map(({ body }) => Number(body)).sort((a, b) => a - b)).toEqual(
      sent.map(Number),
    );
    await source.remove(rest.slice(0, 1));
    const again = await source.receive();
    expect(again.map(({ body, receives }) => [body, receives])).toEqual([[rest[1]?.body, 2]]);
    expect(again[0]?.attributes).toEqual({});
    expect(again[0]).not.toHaveProperty('groupId');
  });

  it('gives nothing from an empty queue, and removes nothing without a call', async () => {
    const { source } = await newQueue();
    expect(await source.receive()).toEqual([]);
    await source.remove([]);
  });

  it('rejects for a queue that is not there', async () => {
    const { queueUrl } = await newQueue();
    const source = new SqsMessageSource({ sqs: connection.sqs, queueUrl: `${queueUrl}-other` });
    await expect(source.receive()).rejects.toThrow(AwsCallError);
  });
});
