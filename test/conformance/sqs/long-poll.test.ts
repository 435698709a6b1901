import { ReceiveMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from './endpoint.ts';
import { connect, sleep } from './endpoint.ts';

let endpoint: Connection;
beforeAll(async () => {
  endpoint = await connect();
});
afterAll(() => endpoint.close());

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; tookMs: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, tookMs: performance.now() - startedAt };
}

describe.concurrent('long polls', () => {
  test('long poll returns early on send', async () => {
    const url = await endpoint.createQueue();
    const { result, tookMs } = await timed(async () => {
      const poll = endpoint.receive(url, { WaitTimeSeconds: 10 });
      await sleep(800);
      await endpoint.send(url, 'lp');
      return poll;
    });
    expect(result).toHaveLength(1);
    expect(tookMs).toBeLessThan(1500);
  });

  test('a visibility timeout that is set during a long poll holds for what it receives', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '60' });
    const poll = endpoint.receive(url, { WaitTimeSeconds: 10 });
    await sleep(200);
    await endpoint.client.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: '1' } }),
    );
    await endpoint.send(url, 'lp');
    expect(await poll).toHaveLength(1);
    expect(await endpoint.receive(url, { WaitTimeSeconds: 3 })).toHaveLength(1);
  });

  test('long poll empty waits full', async () => {
    const url = await endpoint.createQueue();
    const { result, tookMs } = await timed(() => endpoint.receive(url, { WaitTimeSeconds: 2 }));
    expect(result).toEqual([]);
    expect(tookMs).toBeGreaterThan(1900);
    expect(tookMs).toBeLessThan(3000);
  });

  test('queue-level ReceiveMessageWaitTimeSeconds', async () => {
    const url = await endpoint.createQueue({ ReceiveMessageWaitTimeSeconds: '2' });
    const { tookMs } = await timed(() => endpoint.client.send(new ReceiveMessageCommand({ QueueUrl: url })));
    expect(tookMs).toBeGreaterThan(1900);
  });

  test('long poll wakes on visibility expiry', async () => {
    const url = await endpoint.createQueue({ VisibilityTimeout: '1' });
    await endpoint.send(url, 'x');
    await endpoint.receive(url);
    const { result, tookMs } = await timed(() => endpoint.receive(url, { WaitTimeSeconds: 8 }));
    expect(result).toHaveLength(1);
    expect(tookMs).toBeLessThan(2500);
  });

  test('long poll wakes on delay expiry', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'x', { DelaySeconds: 1 });
    const { result, tookMs } = await timed(() => endpoint.receive(url, { WaitTimeSeconds: 8 }));
    expect(result).toHaveLength(1);
    expect(tookMs).toBeGreaterThan(800);
    expect(tookMs).toBeLessThan(2500);
  });

  test('long poll wakes on ChangeMessageVisibility 0', async () => {
    const url = await endpoint.createQueue();
    await endpoint.send(url, 'x');
    const [message] = await endpoint.receive(url);
    const { result, tookMs } = await timed(async () => {
      const poll = endpoint.receive(url, { WaitTimeSeconds: 6 });
      await sleep(500);
      await endpoint.hide(url, message, 0);
      return poll;
    });
    expect(result).toHaveLength(1);
    expect(tookMs).toBeLessThan(2000);
  });

  test('2 long pollers, 2 sends -> distinct', async () => {
    const url = await endpoint.createQueue();
    const poll = () => endpoint.receive(url, { WaitTimeSeconds: 5, MaxNumberOfMessages: 1 });
    const polls = [poll(), poll()];
    await sleep(300);
    await endpoint.send(url, '1');
    await endpoint.send(url, '2');
    const received = await Promise.all(polls);
    expect(received.map(([message]) => message?.Body).sort()).toEqual(['1', '2']);
  });

  test('aborted long poll does not swallow message', async () => {
    const url = await endpoint.createQueue();
    const hangUp = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 10 });
    const poll = endpoint.client.send(command, { abortSignal: hangUp.signal });
    const outcome = expect(poll).rejects.toMatchObject({ name: 'AbortError' });
    await sleep(500);
    hangUp.abort();
    await outcome;
    await sleep(200);
    await endpoint.send(url, 'keep');
    await sleep(100);
    const messages = await endpoint.receive(url, { WaitTimeSeconds: 2 });
    expect(messages.map(message => message.Attributes?.ApproximateReceiveCount)).toEqual(['1']);
  });
});
