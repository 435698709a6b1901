import { createHash, randomUUID } from 'node:crypto';
import type { Input } from '../json-input.ts';
import { invalidValue, missingParameter, sqsError } from './errors.ts';
import { hasIllegalCharacter } from './illegal-characters.ts';
import { object, optionalInteger, optionalText } from './input.ts';
import { sequenceNumber } from './message.ts';
import type { MessageAttributes } from './message-attributes.ts';
import {
  attributesMd5,
  attributesSize,
  isMessageAttributes,
  messageAttributes,
} from './message-attributes.ts';
import type { Queue } from './queue.ts';
import type { Registry } from './registry.ts';

/** A message that passed every check, before it is in the queue. */
export interface Draft {
  readonly body: string;
  readonly delaySeconds: number;
  readonly attributes: MessageAttributes | undefined;
  readonly systemAttributes: MessageAttributes | undefined;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

const maxDelaySeconds = 900;
const idPattern = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;
const digest = (algorithm: string, text: string): string =>
  createHash(algorithm).update(text, 'utf8').digest('hex');

/** The bytes that count against the size limits: body and attributes. */
export function messageSize(entry: Input): number {
  const attributes = entry.MessageAttributes;
  return (
    Buffer.byteLength(optionalText(entry, 'MessageBody') ?? '') +
    (isMessageAttributes(attributes) ? attributesSize(attributes) : 0)
  );
}

/** Checks a message as SendMessage does. */
export function checkMessage(queue: Queue, entry: Input): Draft {
  const body = optionalText(entry, 'MessageBody') ?? '';
  if (body === '') throw missingParameter('MessageBody');
  const attributes = messageAttributes(entry.MessageAttributes);
  const maxBytes = queue.integer('MaximumMessageSize');
  if (messageSize(entry) > maxBytes) {
    throw sqsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`,
    );
  }
  if (hasIllegalCharacter(body)) {
    throw sqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  return {
    body,
    attributes,
    systemAttributes: systemAttributes(entry),
    delaySeconds: delaySeconds(queue, entry),
    ...grouping(queue, entry, body),
  };
}

function delaySeconds(queue: Queue, entry: Input): number {
  const given = optionalInteger(entry, 'DelaySeconds');
  if (given === undefined) return queue.integer('DelaySeconds');
  if (given < 0 || given > maxDelaySeconds) {
    throw invalidValue('DelaySeconds', given, `DelaySeconds must be >= 0 and <= ${maxDelaySeconds}.`);
  }
  // A FIFO queue has one delay for all its messages, or it could not keep their order.
  if (queue.fifo && given > 0) {
    throw invalidValue(
      'DelaySeconds',
      given,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  return queue.fifo ? queue.integer('DelaySeconds') : given;
}

function systemAttributes(entry: Input): MessageAttributes | undefined {
  const given = object(entry, 'MessageSystemAttributes');
  const unknown = Object.keys(given).find(name => name !== 'AWSTraceHeader');
  if (unknown !== undefined) {
    throw sqsError('InvalidParameterValue', `Message system attribute name '${unknown}' is invalid.`);
  }
  return messageAttributes({ ...given });
}

function grouping(queue: Queue, entry: Input, body: string): Pick<Draft, 'groupId' | 'deduplicationId'> {
  const groupId = optionalText(entry, 'MessageGroupId');
  const given = optionalText(entry, 'MessageDeduplicationId');
  for (const [parameter, value] of Object.entries({
    MessageGroupId: groupId,
    MessageDeduplicationId: given,
  })) {
    if (value === undefined || idPattern.test(value)) continue;
    throw invalidValue(
      parameter,
      value,
      `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
  if (!queue.fifo) {
    if (given === undefined) return { groupId, deduplicationId: undefined };
    throw invalidValue(
      'MessageDeduplicationId',
      given,
      'The request includes a parameter that is not valid for this queue type.',
    );
  }
  if (groupId === undefined) throw missingParameter('MessageGroupId');
  if (given !== undefined) return { groupId, deduplicationId: given };
  if (queue.attributes.get('ContentBasedDeduplication') === 'true') {
    return { groupId, deduplicationId: digest('sha256', body) };
  }
  throw sqsError(
    'InvalidParameterValue',
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

/** Puts a message in the queue, unless it repeats one; answers as SendMessage does. */
export function acceptMessage(registry: Registry, queue: Queue, draft: Draft, senderId: string): Input {
  const { body, attributes, groupId, deduplicationId } = draft;
  const bodyMd5 = digest('md5', body);
  const digests = {
    MD5OfMessageBody: bodyMd5,
    MD5OfMessageAttributes: attributes && attributesMd5(attributes),
    MD5OfMessageSystemAttributes: draft.systemAttributes && attributesMd5(draft.systemAttributes),
  };
  const perGroup = queue.attributes.get('DeduplicationScope') === 'messageGroup';
  const key = `${queue.name}@${queue.createdAt}/${perGroup ? groupId : ''}/${deduplicationId}`;
  const repeated = queue.fifo ? registry.deduplication.find(key) : undefined;
  if (repeated !== undefined) {
    return { ...digests, MessageId: repeated.messageId, SequenceNumber: sequenceNumber(repeated.sequence) };
  }
  const now = registry.now();
  const id = randomUUID();
  const sequence = registry.nextSequence();
  if (queue.fifo) registry.deduplication.remember(key, id, sequence);
  queue.add({
    id,
    sequence,
    body,
    bodyMd5,
    senderId,
    sentAt: now,
    delayedUntil: now + draft.delaySeconds * 1000,
    attributes,
    traceHeader: draft.systemAttributes?.AWSTraceHeader?.StringValue,
    groupId,
    deduplicationId,
  });
  return {
    ...digests,
    MessageId: id,
    SequenceNumber: queue.fifo ? sequenceNumber(sequence) : undefined,
  };
}
