import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../local/emulators/store.ts';
import { emulator, ManualTime } from './manual-time.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finehook-sqs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a restart keeps messages visible, in flight and delayed, with their receive counts', async () => {
  const file = join(folder, 'state', 'emulators.sqlite');
  const time = new ManualTime();
  const before = openStore(file);
  const first = emulator(time, before);
  await first.create('dead');
  const policy = { deadLetterTargetArn: first.arn('dead'), maxReceiveCount: 2 };
  await first.create('kept', { VisibilityTimeout: '40', RedrivePolicy: JSON.stringify(policy) });
  await first.call('TagQueue', { QueueUrl: first.url('kept'), Tags: { a: 'b' } });
  await first.send('kept', 'twice');
  await first.hide('kept', (await first.receive('kept'))[0], 0);
  const [inFlight] = await first.receive('kept');
  await first.send('kept', 'ready', { MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } } });
  await first.send('kept', 'delayed', { DelaySeconds: 100 });
  await first.send('kept', 'deleted');
  for (const message of await first.receive('kept', { VisibilityTimeout: 0 })) {
    if (message.Body === 'deleted') await first.remove('kept', message);
  }
  first.sqs.close();
  before.close();

  const after = openStore(file);
  const second = emulator(time, after);
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
  const counts = {
    QueueUrl: second.url('kept'),
    AttributeNames: [...names, 'ApproximateNumberOfMessagesDelayed'],
  };
  expect(await second.call('GetQueueAttributes', counts)).toEqual({
    Attributes: {
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    },
  });
  expect(await second.call('ListQueueTags', { QueueUrl: second.url('kept') })).toEqual({ Tags: { a: 'b' } });
  const [ready] = await second.receive('kept', { MessageAttributeNames: ['All'] });
  expect(ready).toMatchObject({
    Body: 'ready',
    Attributes: { ApproximateReceiveCount: '2' },
    MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } },
  });
  // The handle from before the restart still works.
  await second.hide('kept', inFlight, 0);
  expect(await second.receive('kept')).toEqual([]);
  expect((await second.receive('dead')).map(message => message.Body)).toEqual(['twice']);
  time.pass(100_000);
  expect((await second.receive('kept')).map(message => message.Body)).toEqual(['delayed']);
  after.close();
});

test('a locked FIFO group and its deduplication survive a restart', async () => {
  const file = join(folder, 'emulators.sqlite');
  const time = new ManualTime();
  const before = openStore(file);
  const first = emulator(time, before);
  await first.create('order.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  for (const body of ['1', '2']) await first.send('order.fifo', body, { MessageGroupId: 'g' });
  await first.receive('order.fifo', { MaxNumberOfMessages: 1 });
  before.close();

  const after = openStore(file);
  const second = emulator(time, after);
  await second.send('order.fifo', '2', { MessageGroupId: 'g' });
  expect(await second.receive('order.fifo')).toEqual([]);
  time.pass(30_000);
  expect((await second.receive('order.fifo')).map(message => message.Body)).toEqual(['1', '2']);
  after.close();
});

test('a move task that was running goes on after a restart', async () => {
  const file = join(folder, 'emulators.sqlite');
  const time = new ManualTime();
  const before = openStore(file);
  const first = emulator(time, before);
  await first.create('dead');
  const policy = { deadLetterTargetArn: first.arn('dead'), maxReceiveCount: 1 };
  await first.create('source', { RedrivePolicy: JSON.stringify(policy) });
  for (const body of ['1', '2', '3']) await first.send('dead', body);
  const task = { SourceArn: first.arn('dead'), DestinationArn: first.arn('source') };
  await first.call('StartMessageMoveTask', { ...task, MaxNumberOfMessagesPerSecond: 1 });
  time.pass(0);
  first.sqs.close();
  before.close();

  const after = openStore(file);
  const second = emulator(time, after);
  time.pass(10_000);
  expect(await second.call('ListMessageMoveTasks', { SourceArn: second.arn('dead') })).toMatchObject({
    Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 }],
  });
  expect(await second.receive('source')).toHaveLength(3);
  after.close();
});

test.each(['file', 'memory'])('a %s store gives values back in the order of their ids', kind => {
  const store = openStore(kind === 'file' ? join(folder, 'store.sqlite') : undefined);
  store.put('kind', 'b', { value: 1 });
  store.put('kind', 'a', { value: 2 });
  store.put('kind', 'b', { value: 3 });
  store.put('other', 'c', { value: 4 });
  store.put('kind', 'd', { value: 5 });
  store.delete('kind', 'd');
  expect([...store.all('kind')]).toEqual([
    { id: 'a', value: { value: 2 } },
    { id: 'b', value: { value: 3 } },
  ]);
  store.close();
});

test('a transaction that fails writes nothing, inner ones included', () => {
  const store = openStore(join(folder, 'store.sqlite'));
  const failing = (): void =>
    store.transaction(() => {
      store.transaction(() => store.put('kind', 'inner', 1));
      throw new Error('no');
    });
  expect(failing).toThrow('no');
  expect(store.transaction(() => [...store.all('kind')])).toEqual([]);
  store.close();
});

test('kill -9 loses no message whose send was acknowledged', async () => {
  const file = join(folder, 'emulators.sqlite');
  const sender = fileURLToPath(new URL('./endless-sender.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', sender, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 500) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');

  const store = openStore(file);
  const { receive } = emulator(new ManualTime(Date.now()), store);
  const found = new Set<string>();
  for (let batch = await receive('kept'); batch.length > 0; batch = await receive('kept')) {
    for (const message of batch) found.add(message.MessageId);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(500);
  expect(acknowledged.filter(id => !found.has(id))).toEqual([]);
  store.close();
});
