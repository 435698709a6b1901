import type { ListQueuesCommandOutput } from '@aws-sdk/client-sqs';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './endpoint.ts';
import { connect, sleep } from './endpoint.ts';

let endpoint: Connection;
beforeAll(async () => {
  endpoint = await connect();
});
afterAll(() => endpoint.close());

describe.concurrent('queues', () => {
  test('CreateQueue idempotent same attrs', async () => {
    const create = (timeout: string) =>
      endpoint.client.send(
        new CreateQueueCommand({ QueueName: 'idempotent', Attributes: { VisibilityTimeout: timeout } }),
      );
    const first = await create('7');
    expect((await create('7')).QueueUrl).toBe(first.QueueUrl);
    await expect(create('8')).rejects.toMatchObject({
      name: expect.stringMatching(/QueueNameExists|QueueAlreadyExists/),
    });
  });

  test('GetQueueUrl + nonexistent error', async () => {
    const url = await endpoint.createQueue();
    const name = url.slice(url.lastIndexOf('/') + 1);
    expect((await endpoint.client.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl).toBe(url);
    const missing = endpoint.client.send(new GetQueueUrlCommand({ QueueName: 'missing' }));
    await expect(missing).rejects.toBeInstanceOf(QueueDoesNotExist);
  });

  test('GetQueueAttributes All', async () => {
    const attributes = await endpoint.attributesOf(await endpoint.createQueue());
    for (const name of [
      'QueueArn',
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
      'VisibilityTimeout',
      'DelaySeconds',
      'MessageRetentionPeriod',
      'MaximumMessageSize',
      'ReceiveMessageWaitTimeSeconds',
      'CreatedTimestamp',
      'LastModifiedTimestamp',
    ]) {
      expect(attributes).toHaveProperty(name);
    }
    expect(attributes).toMatchObject({ VisibilityTimeout: '30', MessageRetentionPeriod: '345600' });
  });

  test('MaximumMessageSize default 1048576', async () => {
    const attributes = await endpoint.attributesOf(await endpoint.createQueue());
    expect(attributes.MaximumMessageSize).toBe('1048576');
  });

  test('RedrivePolicy invalid target rejected', async () => {
    const arn = 'arn:aws:sqs:us-east-1:000000000000:missing';
    const policy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 5 });
    await expect(endpoint.createQueue({ RedrivePolicy: policy })).rejects.toMatchObject({
      name: expect.stringMatching(/InvalidParameterValue|QueueDoesNotExist|InvalidAttributeValue/),
    });
  });

  test('ListDeadLetterSourceQueues', async () => {
    const deadLetterUrl = await endpoint.createQueue();
    const url = await endpoint.createSource(deadLetterUrl, 5);
    const listed = await endpoint.client.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetterUrl }),
    );
    expect(listed.queueUrls).toEqual([url]);
  });

  test('PurgeQueue', async () => {
    const url = await endpoint.createQueue();
    for (let index = 0; index < 3; index += 1) await endpoint.send(url, 'x');
    await endpoint.client.send(new PurgeQueueCommand({ QueueUrl: url }));
    await sleep(100);
    expect(await endpoint.receive(url)).toEqual([]);
    expect((await endpoint.attributesOf(url)).ApproximateNumberOfMessages).toBe('0');
  });

  test('PurgeQueue twice in 60s -> PurgeQueueInProgress', async () => {
    const url = await endpoint.createQueue();
    await endpoint.client.send(new PurgeQueueCommand({ QueueUrl: url }));
    const again = endpoint.client.send(new PurgeQueueCommand({ QueueUrl: url }));
    await expect(again).rejects.toMatchObject({ name: 'PurgeQueueInProgress' });
  });

  test('SetQueueAttributes live effect', async () => {
    const url = await endpoint.createQueue();
    const attributes = { VisibilityTimeout: '1' };
    await endpoint.client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
    await endpoint.send(url, 'x');
    await endpoint.receive(url);
    await sleep(1200);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('ListQueues prefix + pagination', async () => {
    for (let index = 0; index < 11; index += 1) {
      await endpoint.client.send(new CreateQueueCommand({ QueueName: `listed-${index}` }));
    }
    const urls: string[] = [];
    let token: string | undefined;
    do {
      const page: ListQueuesCommandOutput = await endpoint.client.send(
        new ListQueuesCommand({ QueueNamePrefix: 'listed-', MaxResults: 2, NextToken: token }),
      );
      expect(page.QueueUrls?.length).toBeLessThanOrEqual(2);
      urls.push(...(page.QueueUrls ?? []));
      token = page.NextToken;
    } while (token !== undefined);
    expect(new Set(urls).size).toBe(11);
    expect(urls).toHaveLength(11);
  });

  test('Tags', async () => {
    const url = await endpoint.createQueue();
    await endpoint.client.send(new TagQueueCommand({ QueueUrl: url, Tags: { a: 'b' } }));
    expect((await endpoint.client.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({
      a: 'b',
    });
  });

  test('counters visible/inflight', async () => {
    const url = await endpoint.createQueue();
    for (let index = 0; index < 3; index += 1) await endpoint.send(url, 'x');
    await endpoint.receive(url, { MaxNumberOfMessages: 1 });
    expect(await endpoint.countsOf(url)).toEqual(['2', '1']);
  });

  test('DeleteQueue then use -> QueueDoesNotExist', async () => {
    const url = await endpoint.createQueue();
    await endpoint.client.send(new DeleteQueueCommand({ QueueUrl: url }));
    await expect(endpoint.send(url, 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  test('QueueUrl usable as host/account/name', async () => {
    expect(new URL(await endpoint.createQueue()).pathname).toMatch(/^\/\d{12}\/[\w-]+$/);
  });

  test('AddPermission/Policy attr', async () => {
    const url = await endpoint.createQueue();
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: await endpoint.arnOf(url),
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await endpoint.client.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy: policy } }),
    );
    expect((await endpoint.attributesOf(url)).Policy).toBe(policy);
    expect(endpoint.sqs.queuePolicy(statement.Resource)).toBe(policy);
  });

  test('SqsManagedSseEnabled attr', async () => {
    const url = await endpoint.createQueue({ SqsManagedSseEnabled: 'true' });
    expect((await endpoint.attributesOf(url)).SqsManagedSseEnabled).toBe('true');
  });
});
