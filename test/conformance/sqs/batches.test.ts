import { ChangeMessageVisibilityBatchCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './endpoint.ts';
import { connect } from './endpoint.ts';

let endpoint: Connection;
beforeAll(async () => {
  endpoint = await connect();
});
afterAll(() => endpoint.close());

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
}

const sendBatch = (url: string, entries: readonly Entry[]) =>
  endpoint.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [...entries] }));

const bodies = (count: number, body = 'b'): Entry[] =>
  Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: body }));

describe.concurrent('batches', () => {
  test('batch send 10/recv 10/deleteBatch', async () => {
    const url = await endpoint.createQueue();
    expect((await endpoint.sendTen(url, index => `b${index}`)).Successful).toHaveLength(10);
    const messages = await endpoint.receive(url);
    expect(messages).toHaveLength(10);
    expect((await endpoint.removeAll(url, messages)).Successful).toHaveLength(10);
    expect(await endpoint.countsOf(url)).toEqual(['0', '0']);
  });

  test('batch errors 11/dup/empty', async () => {
    const url = await endpoint.createQueue();
    const repeated = [
      { Id: 'a', MessageBody: '1' },
      { Id: 'a', MessageBody: '2' },
    ];
    await expect(sendBatch(url, bodies(11))).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    await expect(sendBatch(url, repeated)).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
    await expect(sendBatch(url, [])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
  });

  test('batch partial failure', async () => {
    const url = await endpoint.createQueue();
    const result = await sendBatch(url, [
      { Id: 'a', MessageBody: 'ok' },
      { Id: 'b', MessageBody: 'x', DelaySeconds: 5000 },
    ]);
    expect(result.Successful?.map(entry => entry.Id)).toEqual(['a']);
    expect(result.Failed?.map(entry => entry.Id)).toEqual(['b']);
  });

  test('ChangeMessageVisibilityBatch', async () => {
    const url = await endpoint.createQueue();
    for (let index = 0; index < 3; index += 1) await endpoint.send(url, `b${index}`);
    const entries = (await endpoint.receive(url)).map((message, index) => ({
      Id: `${index}`,
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    const result = await endpoint.client.send(
      new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: entries }),
    );
    expect(result.Successful).toHaveLength(entries.length);
    expect(await endpoint.receive(url)).toHaveLength(3);
  });

  test('batch total >1MiB -> BatchRequestTooLong', async () => {
    const url = await endpoint.createQueue();
    const tooLong = sendBatch(url, bodies(2, 'x'.repeat(600 * 1024)));
    await expect(tooLong).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
  });

  test('MessageGroupId std batch', async () => {
    const url = await endpoint.createQueue();
    const result = await sendBatch(url, [{ Id: 'a', MessageBody: 'x', MessageGroupId: 'g' }]);
    expect(result.Successful).toHaveLength(1);
  });
});
