import type { SQSRecord } from 'aws-lambda';
import type { SourcedMessage } from '../domain/ports.ts';

/** The queue's redrive policy: after this many receives without an answer SQS moves a message to the dead-letter queue. */
export const maxReceiveCount = 5;

/** A message as it was received, in our words. */
export interface ReceivedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly groupId?: string;
  /** How often it was received, this time included. SQS says it approximately, so it never counts attempts. */
  readonly receives: number;
  /** Whether we sent it ourselves (worker, sweeper, dead-letter-handler): a record of its delivery may exist. */
  readonly sentAgain: boolean;
  /** How often it came back from the dead-letter queue. */
  readonly hops: number;
  readonly sentAtMs: number;
  /** Its turn among its webhook's calls, which it has already. */
  readonly slotAtMs?: number;
}

/** What we write on messages that we send: how often one came back, and its slot. EventBridge writes neither. */
function marksOf(
  hops: string | undefined,
  slot: string | undefined,
): Pick<ReceivedMessage, 'sentAgain' | 'hops' | 'slotAtMs'> {
  const marks = { sentAgain: hops !== undefined, hops: Number(hops ?? 0) };
  return slot === undefined ? marks : { ...marks, slotAtMs: Number(slot) };
}

export function toReceivedMessage(record: SQSRecord): ReceivedMessage {
  const { hops, slot } = record.messageAttributes;
  const { MessageGroupId: groupId, ApproximateReceiveCount, SentTimestamp } = record.attributes;
  return {
    id: record.messageId,
    receiptHandle: record.receiptHandle,
    body: record.body,
    ...(groupId === undefined ? {} : { groupId }),
    receives: Number(ApproximateReceiveCount),
    sentAtMs: Number(SentTimestamp),
    ...marksOf(hops?.stringValue, slot?.stringValue),
  };
}

/** One that the worker has taken itself, instead of Lambda. */
export function toTakenMessage({ attributes: { hops, slot }, ...message }: SourcedMessage): ReceivedMessage {
  return { ...message, ...marksOf(hops, slot) };
}

/**
 * The URL of a queue beside another one: same account, same region.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 */
export function siblingQueueUrl(queueUrl: string, siblingArn: string): string {
  const name = siblingArn.slice(siblingArn.lastIndexOf(':') + 1);
  return `${queueUrl.slice(0, queueUrl.lastIndexOf('/') + 1)}${name}`;
}
