import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './endpoint.ts';
import { connect } from './endpoint.ts';

let endpoint: Connection;
beforeAll(async () => {
  endpoint = await connect();
});
afterAll(() => endpoint.close());

const kibibyte = 1024;
const mebibyte = 1_048_576;

describe.concurrent('messages', () => {
  test('roundtrip md5 attrs unicode', async () => {
    const url = await endpoint.createQueue();
    const body = 'héllo ✓ 日本 😀 "q" \n <&>';
    await endpoint.send(url, body, {
      MessageAttributes: {
        a: { DataType: 'String', StringValue: 'x' },
        n: { DataType: 'Number', StringValue: '1.5' },
        b: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      },
    });
    const [message] = await endpoint.receive(url);
    expect(message?.Body).toBe(body);
    expect([...(message?.MessageAttributes?.b?.BinaryValue ?? [])]).toEqual([1, 2, 255]);
    expect(message?.MD5OfMessageAttributes).toBeTruthy();
    await endpoint.remove(url, message);
    expect(await endpoint.receive(url)).toEqual([]);
  });

  test('system attributes', async () => {
    const url = await endpoint.createQueue();
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    await endpoint.send(url, 'x', {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: trace } },
    });
    const [message] = await endpoint.receive(url);
    expect(message?.Attributes).toMatchObject({
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: 'local',
      AWSTraceHeader: trace,
    });
  });

  test('legacy AttributeNames param', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'x');
    const input = { QueueUrl: url, AttributeNames: ['ApproximateReceiveCount'] };
    expect(await (await endpoint.post('ReceiveMessage', input)).json()).toMatchObject({
      Messages: [{ Attributes: { ApproximateReceiveCount: '1' } }],
    });
  });

  test('MessageGroupId on standard queue (fair)', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'f', { MessageGroupId: 'tenant-1' });
    const [message] = await endpoint.receive(url);
    expect(message?.Attributes?.MessageGroupId).toBe('tenant-1');
  });

  test('MessageGroupId std: several in flight at once', async () => {
    const url = await endpoint.createQueue();
    for (let index = 0; index < 3; index += 1) await endpoint.send(url, `f${index}`, { MessageGroupId: 't' });
    expect(await endpoint.receive(url, { MaxNumberOfMessages: 1 })).toHaveLength(1);
    expect(await endpoint.receive(url, { MaxNumberOfMessages: 1 })).toHaveLength(1);
  });

  test('FIFO order/dedup/group lock', async () => {
    const url = await endpoint.createQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' }, '.fifo');
    for (const body of ['1', '1', '2', '3']) await endpoint.send(url, body, { MessageGroupId: 'g' });
    const messages = await endpoint.receive(url);
    expect(messages.map(message => message.Body)).toEqual(['1', '2', '3']);
    expect(await endpoint.receive(url)).toEqual([]);
  });

  test.each([
    ['300KB message', 300 * kibibyte],
    ['1 MiB message ok', mebibyte],
  ])('%s', async (_name, size) => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'x'.repeat(size));
    const [message] = await endpoint.receive(url);
    expect(message?.Body?.length).toBe(size);
  });

  test.each([
    ['>1 MiB rejected', 'x'.repeat(mebibyte + 1), /InvalidParameterValue|InvalidMessageContents/],
    [
      'empty body rejected',
      '',
      /MissingParameter|InvalidParameterValue|InvalidMessageContents|MissingRequiredParameter/,
    ],
    ['invalid char \\u0000 rejected', 'a\u0000b', /InvalidMessageContents/],
  ])('%s', async (_name, body, error) => {
    const url = await endpoint.createQueue();
    await expect(endpoint.send(url, body)).rejects.toMatchObject({ name: expect.stringMatching(error) });
    expect(await endpoint.countsOf(url)).toEqual(['0', '0']);
  });

  test('1000 msgs, 16 consumers, no dup/loss', async () => {
    const url = await endpoint.createQueue();
    const batches = Array.from({ length: 100 }, (_, batch) =>
      endpoint.sendTen(url, index => `${batch}-${index}`),
    );
    await Promise.all(batches);
    const seen: (string | undefined)[] = [];
    const consume = async (): Promise<void> => {
      for (;;) {
        const messages = await endpoint.receive(url);
        if (messages.length === 0) return;
        seen.push(...messages.map(message => message.Body));
        await endpoint.removeAll(url, messages);
      }
    };
    await Promise.all(Array.from({ length: 16 }, consume));
    expect(seen).toHaveLength(1000);
    expect(new Set(seen).size).toBe(1000);
  });
});
