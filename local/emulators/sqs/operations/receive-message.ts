import type { Input } from '../../json-input.ts';
import { invalidValue, sqsError } from '../errors.ts';
import { optionalInteger, text, texts } from '../input.ts';
import type { Message } from '../message.ts';
import { sequenceNumber } from '../message.ts';
import { attributesMd5, selectAttributes } from '../message-attributes.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queue.ts';
import { receiptHandle } from '../receipt-handle.ts';
import { maxInFlight, takeMessages } from '../receiving.ts';

type SystemAttribute = (message: Message) => string | undefined;

const systemAttributes: ReadonlyMap<string, SystemAttribute> = new Map<string, SystemAttribute>([
  ['ApproximateFirstReceiveTimestamp', ({ progress }) => String(progress.firstReceivedAt)],
  ['ApproximateReceiveCount', ({ progress }) => String(progress.receiveCount)],
  ['AWSTraceHeader', ({ content }) => content.traceHeader],
  ['DeadLetterQueueSourceArn', ({ content }) => content.deadLetterSourceArn],
  ['MessageDeduplicationId', ({ content }) => content.deduplicationId],
  ['MessageGroupId', ({ content }) => content.groupId],
  ['SenderId', ({ content }) => content.senderId],
  ['SentTimestamp', ({ content }) => String(content.sentAt)],
]);

function integerWithin(input: Input, parameter: string, from: number, to: number): number | undefined {
  const value = optionalInteger(input, parameter);
  if (value !== undefined && (value < from || value > to)) {
    throw invalidValue(parameter, value, `Must be >= ${from} and <= ${to}, if provided.`);
  }
  return value;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage: Operation = async (registry, input, { signal }) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const maxMessages = integerWithin(input, 'MaxNumberOfMessages', 1, 10) ?? 1;
  const givenTimeout = integerWithin(input, 'VisibilityTimeout', 0, 43_200);
  const wait =
    integerWithin(input, 'WaitTimeSeconds', 0, 20) ?? queue.integer('ReceiveMessageWaitTimeSeconds');
  const attributeNames = texts(input, 'MessageAttributeNames');
  const systemNames = [...texts(input, 'MessageSystemAttributeNames'), ...texts(input, 'AttributeNames')];
  for (const name of systemNames) {
    if (name !== 'All' && name !== 'SequenceNumber' && !systemAttributes.has(name)) {
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
  }
  // Long polls meet the limit in silence: they wait for room.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
  if (wait === 0 && !queue.fifo && queue.counts.inFlight >= maxInFlight) {
    throw sqsError('OverLimit', 'The maximum number of in flight messages is reached.');
  }
  if (signal.aborted) return {};

  // Rendered at once: with a visibility timeout of 0 the next receive may follow before this one is answered.
  const attempt = (): readonly Input[] => {
    // The queue's own may have changed during a long poll.
    const visibilityTimeoutMs = (givenTimeout ?? queue.integer('VisibilityTimeout')) * 1000;
    const taken = takeMessages(registry, queue, { maxMessages, visibilityTimeoutMs });
    return taken.map(message => received(queue, message, attributeNames, systemNames));
  };
  let messages = attempt();
  if (messages.length > 0) queue.longPolls.wake();
  else if (wait > 0) messages = await queue.longPolls.wait(attempt, wait * 1000, signal);
  return messages.length === 0 ? {} : { Messages: messages };
};

function received(
  queue: Queue,
  message: Message,
  attributeNames: readonly string[],
  systemNames: readonly string[],
): Input {
  const { content } = message;
  const attributes = selectAttributes(content.attributes, attributeNames);
  const all = systemNames.includes('All');
  const system = [...systemAttributes]
    .filter(([name]) => all || systemNames.includes(name))
    .map(([name, read]) => [name, read(message)]);
  if (queue.fifo && (all || systemNames.includes('SequenceNumber'))) {
    system.push(['SequenceNumber', sequenceNumber(content.sequence)]);
  }
  return {
    MessageId: content.id,
    ReceiptHandle: receiptHandle(queue, message),
    MD5OfBody: content.bodyMd5,
    Body: content.body,
    Attributes: system.length === 0 ? undefined : Object.fromEntries(system),
    MD5OfMessageAttributes: attributes && attributesMd5(attributes),
    MessageAttributes: attributes,
  };
}
