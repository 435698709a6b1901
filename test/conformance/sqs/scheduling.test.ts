import { describe, expect, test } from 'vitest';
import { emulator, ManualTime } from './manual-time.ts';

const bodies = (messages: readonly { readonly Body: string }[]): string[] => messages.map(it => it.Body);

describe('fair queues', () => {
  test('a group with a backlog does not keep the others waiting', async () => {
    const { create, send, receive } = emulator(new ManualTime());
    await create('fair');
    for (let index = 0; index < 50; index += 1)
      await send('fair', `noisy-${index}`, { MessageGroupId: 'noisy' });
    await send('fair', 'quiet-0', { MessageGroupId: 'quiet' });
    await send('fair', 'other-0', { MessageGroupId: 'other' });
    const first = bodies(await receive('fair', { MaxNumberOfMessages: 3 }));
    expect(first.sort()).toEqual(['noisy-0', 'other-0', 'quiet-0']);
  });

  test('the group with the fewest messages in flight is served first', async () => {
    const { create, send, receive } = emulator(new ManualTime());
    await create('fair');
    for (let index = 0; index < 5; index += 1)
      await send('fair', `noisy-${index}`, { MessageGroupId: 'noisy' });
    await receive('fair', { MaxNumberOfMessages: 3 });
    for (let index = 0; index < 3; index += 1)
      await send('fair', `late-${index}`, { MessageGroupId: 'late' });
    const next = bodies(await receive('fair', { MaxNumberOfMessages: 4 }));
    expect(next).toEqual(['late-0', 'late-1', 'late-2', expect.stringMatching(/^noisy/)]);
  });
});

describe('FIFO groups', () => {
  test('a locked group opens when its messages are deleted, and keeps its order when they return', async () => {
    const time = new ManualTime();
    const { create, send, receive, remove } = emulator(time);
    await create('order.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const body of ['a1', 'a2', 'a3']) await send('order.fifo', body, { MessageGroupId: 'a' });
    await send('order.fifo', 'b1', { MessageGroupId: 'b' });
    const [first] = await receive('order.fifo', { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('a1');
    expect(bodies(await receive('order.fifo'))).toEqual(['b1']);
    time.pass(30_000);
    const again = await receive('order.fifo', { MaxNumberOfMessages: 2 });
    expect(bodies(again)).toEqual(['a1', 'a2']);
    for (const message of again) await remove('order.fifo', message);
    expect(bodies(await receive('order.fifo'))).toEqual(['a3', 'b1']);
  });

  test('a repetition is accepted again after five minutes', async () => {
    const time = new ManualTime();
    const { create, send, receive } = emulator(time);
    await create('once.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    await send('once.fifo', 'x', { MessageGroupId: 'g' });
    time.pass(299_999);
    await send('once.fifo', 'x', { MessageGroupId: 'g' });
    time.pass(1);
    await send('once.fifo', 'x', { MessageGroupId: 'g' });
    expect(await receive('once.fifo')).toHaveLength(2);
  });
});

describe('time', () => {
  test('a message expires with the retention period', async () => {
    const time = new ManualTime();
    const { create, send, receive } = emulator(time);
    await create('short', { MessageRetentionPeriod: '60' });
    await send('short', 'x', { DelaySeconds: 59 });
    time.pass(59_999);
    expect(await receive('short', { VisibilityTimeout: 0 })).toHaveLength(1);
    time.pass(1);
    expect(await receive('short')).toEqual([]);
  });

  test('the visibility timeouts of one receive add up to at most twelve hours', async () => {
    const time = new ManualTime();
    const { create, send, receive, hide } = emulator(time);
    await create('long');
    await send('long', 'x');
    const [message] = await receive('long');
    time.pass(1000);
    await hide('long', message, 43_199);
    await expect(hide('long', message, 43_200)).rejects.toThrow(/beyond the limit \[43200 seconds\]/);
  });

  test('a visibility change is not remembered for the next receive', async () => {
    const time = new ManualTime();
    const { create, send, receive, hide } = emulator(time);
    await create('plain', { VisibilityTimeout: '10' });
    await send('plain', 'x');
    await hide('plain', (await receive('plain'))[0], 1000);
    time.pass(1_000_000);
    expect(await receive('plain')).toHaveLength(1);
    time.pass(10_000);
    expect((await receive('plain'))[0]?.Attributes.ApproximateReceiveCount).toBe('3');
  });

  test('a paced move task moves no more than its rate each second', async () => {
    const time = new ManualTime();
    const { create, send, call, arn, sqs } = emulator(time);
    await create('dead');
    const policy = { deadLetterTargetArn: arn('dead'), maxReceiveCount: 1 };
    await create('source', { RedrivePolicy: JSON.stringify(policy) });
    for (let index = 0; index < 5; index += 1) await send('dead', `m${index}`);
    const task = { SourceArn: arn('dead'), DestinationArn: arn('source'), MaxNumberOfMessagesPerSecond: 2 };
    await call('StartMessageMoveTask', task);
    const moved = async (): Promise<unknown> => call('ListMessageMoveTasks', { SourceArn: arn('dead') });
    for (const count of [2, 4, 5]) {
      time.pass(count === 2 ? 0 : 1000);
      expect(await moved()).toMatchObject({ Results: [{ ApproximateNumberOfMessagesMoved: count }] });
    }
    expect(await moved()).toMatchObject({ Results: [{ Status: 'COMPLETED' }] });
    sqs.close();
  });
});

test('a backlog of 100,000 messages costs a receive no more than a small one', async () => {
  const { create, sqs, arn, receive, remove } = emulator(new ManualTime());
  await create('deep');
  for (let index = 0; index < 100_000; index += 1) {
    await sqs.send(arn('deep'), `m${index}`, { messageGroupId: `group-${index % 1000}` });
  }
  const startedAt = performance.now();
  for (let index = 0; index < 200; index += 1) {
    for (const message of await receive('deep')) await remove('deep', message);
  }
  // 2,000 messages received and deleted take about 0.05 s; a scan of the backlog would take minutes.
  expect(performance.now() - startedAt).toBeLessThan(3000);
});

test('at 120,000 messages in flight a short poll is refused', async () => {
  const { create, sqs, arn, receive } = emulator(new ManualTime());
  await create('full');
  for (let index = 0; index < 120_001; index += 1) await sqs.send(arn('full'), 'm');
  for (let index = 0; index < 12_000; index += 1) await receive('full');
  await expect(receive('full')).rejects.toMatchObject({ code: 'OverLimit', statusCode: 403 });
});
