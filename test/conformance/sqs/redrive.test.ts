import { ListMessageMoveTasksCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './endpoint.ts';
import { connect } from './endpoint.ts';

let endpoint: Connection;
beforeAll(async () => {
  endpoint = await connect();
});
afterAll(() => endpoint.close());

describe.concurrent('dead-letter queues', () => {
  test('DLQ at maxReceiveCount 5 (via vis 0)', async () => {
    const deadLetterUrl = await endpoint.createQueue();
    const url = await endpoint.createSource(deadLetterUrl, 5);
    const sent = await endpoint.send(url, 'poison', {
      MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } },
    });
    for (const count of ['1', '2', '3', '4', '5']) {
      const [message] = await endpoint.receive(url);
      expect(message?.Attributes?.ApproximateReceiveCount).toBe(count);
      await endpoint.hide(url, message, 0);
    }
    expect(await endpoint.receive(url)).toEqual([]);
    const dead = await endpoint.receive(deadLetterUrl, { WaitTimeSeconds: 1 });
    expect(dead).toHaveLength(1);
    expect(dead[0]).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'poison',
      MessageAttributes: { k: { StringValue: 'v' } },
      Attributes: { DeadLetterQueueSourceArn: await endpoint.arnOf(url) },
    });
  });

  test('DLQ by timer expiry, no further receive needed? (AWS: moved on next receive)', async () => {
    const deadLetterUrl = await endpoint.createQueue();
    const url = await endpoint.createSource(deadLetterUrl, 2, { VisibilityTimeout: '1' });
    await endpoint.send(url, 'p');
    expect(await endpoint.receive(url, { WaitTimeSeconds: 3 })).toHaveLength(1);
    expect(await endpoint.receive(url, { WaitTimeSeconds: 3 })).toHaveLength(1);
    expect(await endpoint.receive(url, { WaitTimeSeconds: 3 })).toEqual([]);
    expect(await endpoint.receive(deadLetterUrl, { WaitTimeSeconds: 2 })).toHaveLength(1);
  });

  test('DLQ counts as not in source afterwards', async () => {
    const deadLetterUrl = await endpoint.createQueue();
    const url = await endpoint.createSource(deadLetterUrl, 1);
    await endpoint.send(url, 'p');
    const [message] = await endpoint.receive(url);
    await endpoint.hide(url, message, 0);
    await endpoint.receive(url);
    expect(await endpoint.countsOf(url)).toEqual(['0', '0']);
    expect(await endpoint.countsOf(deadLetterUrl)).toEqual(['1', '0']);
  });
});

describe.concurrent('message move tasks', () => {
  test('StartMessageMoveTask DLQ->source', async ({ expect }) => {
    const deadLetterUrl = await endpoint.createQueue();
    const url = await endpoint.createSource(deadLetterUrl, 1);
    for (let index = 0; index < 3; index += 1) await endpoint.send(url, `p${index}`);
    for (const message of await endpoint.receive(url)) await endpoint.hide(url, message, 0);
    await endpoint.receive(url);
    expect(await endpoint.countsOf(deadLetterUrl)).toEqual(['3', '0']);

    const SourceArn = await endpoint.arnOf(deadLetterUrl);
    const started = await endpoint.client.send(new StartMessageMoveTaskCommand({ SourceArn }));
    expect(started.TaskHandle).toBeTruthy();
    await expect.poll(() => endpoint.countsOf(url)).toEqual(['3', '0']);
    expect(await endpoint.countsOf(deadLetterUrl)).toEqual(['0', '0']);
    const listed = await endpoint.client.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(listed.Results?.[0]).toMatchObject({
      Status: expect.stringMatching(/COMPLETED|RUNNING/),
      ApproximateNumberOfMessagesMoved: 3,
    });
    const [message] = await endpoint.receive(url, { MaxNumberOfMessages: 1 });
    expect(message?.Attributes?.ApproximateReceiveCount).toBe('1');
  });

  test('StartMessageMoveTask with DestinationArn + rate', async () => {
    const deadLetterUrl = await endpoint.createQueue();
    await endpoint.createSource(deadLetterUrl, 1);
    const otherUrl = await endpoint.createQueue();
    await endpoint.send(deadLetterUrl, 'direct');
    await endpoint.client.send(
      new StartMessageMoveTaskCommand({
        SourceArn: await endpoint.arnOf(deadLetterUrl),
        DestinationArn: await endpoint.arnOf(otherUrl),
        MaxNumberOfMessagesPerSecond: 10,
      }),
    );
    expect(await endpoint.receive(otherUrl, { WaitTimeSeconds: 10 })).toHaveLength(1);
  });

  test('StartMessageMoveTask on non-DLQ rejected', async () => {
    const SourceArn = await endpoint.arnOf(await endpoint.createQueue());
    await expect(endpoint.client.send(new StartMessageMoveTaskCommand({ SourceArn }))).rejects.toMatchObject({
      name: expect.stringMatching(/InvalidParameterValue|UnsupportedOperation/),
    });
  });
});
