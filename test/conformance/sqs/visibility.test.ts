import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './endpoint.ts';
import { connect, sleep } from './endpoint.ts';

let endpoint: Connection;
beforeAll(async () => {
  endpoint = await connect();
});
afterAll(() => endpoint.close());

describe.concurrent('visibility', () => {
  test('visibility timeout 1s reappears, count 2, new handle', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '1' });
    await endpoint.send(url, 'v');
    const [first] = await endpoint.receive(url);
    expect(await endpoint.receive(url)).toEqual([]);
    await sleep(1200);
    const [second] = await endpoint.receive(url);
    expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
    expect(second?.MessageId).toBe(first?.MessageId);
  });

  test('receive-level VisibilityTimeout override', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '30' });
    await endpoint.send(url, 'v');
    await endpoint.receive(url, { VisibilityTimeout: 1 });
    await sleep(1200);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('ChangeMessageVisibility 0 immediate', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'v');
    const [message] = await endpoint.receive(url);
    await endpoint.hide(url, message, 0);
    const [again] = await endpoint.receive(url);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  test('ChangeMessageVisibility extend', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '1' });
    await endpoint.send(url, 'v');
    const [message] = await endpoint.receive(url);
    await endpoint.hide(url, message, 4);
    await sleep(1500);
    expect(await endpoint.receive(url)).toEqual([]);
    await sleep(2900);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('ChangeMessageVisibility shortens to 2s (backoff use)', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '60' });
    await endpoint.send(url, 'v');
    const [message] = await endpoint.receive(url);
    await endpoint.hide(url, message, 2);
    await sleep(1200);
    expect(await endpoint.receive(url)).toEqual([]);
    await sleep(1200);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('ChangeMessageVisibility deleted msg -> error', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'v');
    const [message] = await endpoint.receive(url);
    await endpoint.remove(url, message);
    await expect(endpoint.hide(url, message, 5)).rejects.toMatchObject({
      name: expect.stringMatching(/MessageNotInflight|InvalidParameterValue|ReceiptHandleIsInvalid/),
    });
  });

  test('invalid receipt handle -> ReceiptHandleIsInvalid', async () => {
    const url = await endpoint.createQueue();
    const removal = endpoint.remove(url, { ReceiptHandle: 'garbage' });
    await expect(removal).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  test('delete idempotent (twice)', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'v');
    const [message] = await endpoint.receive(url);
    await endpoint.remove(url, message);
    await endpoint.remove(url, message);
    expect(await endpoint.countsOf(url)).toEqual(['0', '0']);
  });

  test('stale handle delete after re-receive does not error', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '1' });
    await endpoint.send(url, 'v');
    const [stale] = await endpoint.receive(url);
    await sleep(1100);
    const [current] = await endpoint.receive(url);
    await endpoint.remove(url, stale);
    await endpoint.remove(url, current);
    expect(await endpoint.countsOf(url)).toEqual(['0', '0']);
  });

  test('DelaySeconds message 2s + counters', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'd', { DelaySeconds: 2 });
    expect(await endpoint.receive(url)).toEqual([]);
    expect((await endpoint.attributesOf(url)).ApproximateNumberOfMessagesDelayed).toBe('1');
    await sleep(2200);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('DelaySeconds 900 ok, 901 rejected', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'd', { DelaySeconds: 900 });
    const tooLong = endpoint.send(url, 'd', { DelaySeconds: 901 });
    await expect(tooLong).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('queue-level DelaySeconds', async () => {
    const url = await endpoint.createQueue({ DelaySeconds: '1' });
    await endpoint.send(url, 'd');
    expect(await endpoint.receive(url)).toEqual([]);
    await sleep(1200);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('DelaySeconds + MessageGroupId std', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'x', { MessageGroupId: 'g', DelaySeconds: 1 });
    expect(await endpoint.receive(url)).toEqual([]);
    await sleep(1200);
    expect(await endpoint.receive(url)).toHaveLength(1);
  });

  test('empty receive -> Messages undefined', async () => {
    const url = await endpoint.createQueue();
    const received = await endpoint.client.send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(received.Messages).toBeUndefined();
  });

  test('validation: MaxNumber 11 / Wait 21 / VT 43201', async () => {
    const url = await endpoint.createQueue();
    for (const input of [
      { MaxNumberOfMessages: 11 },
      { WaitTimeSeconds: 21 },
      { VisibilityTimeout: 43_201 },
    ]) {
      await expect(endpoint.receive(url, input)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    }
  });
});
