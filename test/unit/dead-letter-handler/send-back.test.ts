import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { sendBack, wayBack } from '../../../functions/dead-letter-handler/send-back.ts';
import type { Queue, QueueMessage } from '../../../functions/domain/ports.ts';
import { memoryLog } from '../../support/memory-log.ts';

const delaysSeconds = [10, 60, 300, 900, 900, 900];

function deadLetter(id: string, hops?: string, groupId?: string): SQSRecord {
  return {
    messageId: id,
    receiptHandle: `receipt-${id}`,
    body: `body of ${id}`,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'x',
      ApproximateFirstReceiveTimestamp: '0',
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
    },
    messageAttributes: hops === undefined ? {} : { hops: { stringValue: hops, dataType: 'Number' } },
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:DeadLetterQueue',
    awsRegion: 'eu-west-1',
  };
}

class NotingQueue implements Queue {
  readonly sent: QueueMessage[] = [];
  refused: string[] = [];
  fails = false;

  async send(messages: readonly QueueMessage[]): Promise<boolean[]> {
    if (this.fails) throw new Error('down');
    this.sent.push(...messages);
    return messages.map(({ body }) => !this.refused.includes(body));
  }
}

function world() {
  const [deliveryQueue, isolationQueue, parkingQueue] = [
    new NotingQueue(),
    new NotingQueue(),
    new NotingQueue(),
  ];
  const counts: [string, number][] = [];
  const logs: string[] = [];
  const deps = {
    deliveryQueue,
    isolationQueue,
    parkingQueue,
    delaysSeconds,
    metrics: { count: (name: string, value: number) => void counts.push([name, value]) },
    log: memoryLog((level, text, { messageId = '' }) => logs.push(`${level} ${text} ${messageId}`)),
  };
  const receive = async (...records: SQSRecord[]) =>
    (await sendBack(deps, { Records: records })).batchItemFailures.map(
      ({ itemIdentifier }) => itemIdentifier,
    );
  return { deliveryQueue, isolationQueue, parkingQueue, counts, logs, receive };
}

describe('wayBack', () => {
  it.each([
    { hops: undefined, way: 'delivery', next: 1, delaySeconds: 10 },
    { hops: '0', way: 'delivery', next: 1, delaySeconds: 10 },
    { hops: '1', way: 'isolation', next: 2, delaySeconds: 60 },
    { hops: '2', way: 'isolation', next: 3, delaySeconds: 300 },
    { hops: '3', way: 'isolation', next: 4, delaySeconds: 900 },
    { hops: '4', way: 'isolation', next: 5, delaySeconds: 900 },
    { hops: '5', way: 'isolation', next: 6, delaySeconds: 900 },
    { hops: '6', way: 'parking', next: 6, delaySeconds: 0 },
    { hops: '7', way: 'parking', next: 7, delaySeconds: 0 },
    { hops: 'many', way: 'delivery', next: 1, delaySeconds: 10 },
    { hops: '-3', way: 'delivery', next: 1, delaySeconds: 10 },
    { hops: '1.5', way: 'delivery', next: 1, delaySeconds: 10 },
  ])('after $hops hops: $way, hop $next, after $delaySeconds s', ({ hops, way, next, delaySeconds }) => {
    expect(wayBack(deadLetter('m', hops, 'whk_a'), delaysSeconds)).toEqual({
      way,
      message: { body: 'body of m', groupId: 'whk_a', hops: next, delaySeconds },
    });
  });

  it('makes no group where there was none', () => {
    expect(wayBack(deadLetter('m'), delaysSeconds).message).toEqual({
      body: 'body of m',
      hops: 1,
      delaySeconds: 10,
    });
  });
});

describe('sendBack', () => {
  it('sends each message to its queue', async () => {
    const { deliveryQueue, isolationQueue, parkingQueue, counts, logs, receive } = world();
    expect(await receive(deadLetter('a'), deadLetter('b', '1'), deadLetter('c', '6'))).toEqual([]);
    expect(deliveryQueue.sent).toEqual([{ body: 'body of a', hops: 1, delaySeconds: 10 }]);
    expect(isolationQueue.sent).toEqual([{ body: 'body of b', hops: 2, delaySeconds: 60 }]);
    expect(parkingQueue.sent).toEqual([{ body: 'body of c', hops: 6, delaySeconds: 0 }]);
    expect(counts).toEqual([['MessageParked', 1]]);
    expect(logs).toEqual([
      'warn a message goes back a',
      'warn a message goes back b',
      'error a message was parked after its last way back c',
    ]);
  });

  it('keeps what SQS did not take, and parks nothing that is not parked', async () => {
    const { deliveryQueue, parkingQueue, counts, receive } = world();
    deliveryQueue.refused = ['body of a'];
    parkingQueue.refused = ['body of c'];
    expect(await receive(deadLetter('a'), deadLetter('b'), deadLetter('c', '6'))).toEqual(['a', 'c']);
    expect(counts).toEqual([]);
  });

  it('keeps the messages of a queue that does not answer, and sends the others', async () => {
    const { deliveryQueue, isolationQueue, logs, receive } = world();
    deliveryQueue.fails = true;
    expect(await receive(deadLetter('a'), deadLetter('b', '1'))).toEqual(['a']);
    expect(isolationQueue.sent.length).toBe(1);
    expect(logs).toEqual(['error messages could not be sent back ', 'warn a message goes back b']);
  });
});
