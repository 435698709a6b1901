import type { SQSRecord } from 'aws-lambda';
import type { CallSlots } from '../domain/call-pace.ts';
import type { SourcedMessage } from '../domain/ports.ts';

/** The queue's redrive policy: after this many receives without an answer SQS moves a message to the dead-letter queue. */
export const maxReceiveCount = 5;

/** A message as it was received, in our words. */
export interface ReceivedMessage extends CallSlots {
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
}

interface WrittenMarks {
  readonly hops: string | undefined;
  readonly slot: string | undefined;
  readonly companySlot: string | undefined;
}

/** What we write on messages that we send: how often one came back, and its slots. EventBridge writes nothing. */
function marksOf({
  hops,
  slot,
  companySlot,
}: WrittenMarks): Pick<ReceivedMessage, 'sentAgain' | 'hops' | keyof CallSlots> {
  return {
    sentAgain: hops !== undefined,
    hops: Number(hops ?? 0),
    ...(slot === undefined ? {} : { slotAtMs: Number(slot) }),
    ...(companySlot === undefined ? {} : { companySlotAtMs: Number(companySlot) }),
  };
}

export function toReceivedMessage(record: SQSRecord): ReceivedMessage {
  const { hops, slot, companySlot } = record.messageAttributes;
  const { MessageGroupId: groupId, ApproximateReceiveCount, SentTimestamp } = record.attributes;
  return {
    id: record.messageId,
    receiptHandle: record.receiptHandle,
    body: record.body,
    ...(groupId === undefined ? {} : { groupId }),
    receives: Number(ApproximateReceiveCount),
    sentAtMs: Number(SentTimestamp),
    ...marksOf({
      hops: hops?.stringValue,
      slot: slot?.stringValue,
      companySlot: companySlot?.stringValue,
    }),
  };
}

/** One that the worker has taken itself, instead of Lambda. */
export function toTakenMessage({
  attributes: { hops, slot, companySlot },
  ...message
}: SourcedMessage): ReceivedMessage {
  return { ...message, ...marksOf({ hops, slot, companySlot }) };
}

/**
 * The URL of a queue beside another one: same account, same region.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 */
export function siblingQueueUrl(queueUrl: string, siblingArn: string): string {
  const name = siblingArn.slice(siblingArn.lastIndexOf(':') + 1);
  return `${queueUrl.slice(0, queueUrl.lastIndexOf('/') + 1)}${name}`;
}
