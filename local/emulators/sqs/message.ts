import { isInput } from '../json-input.ts';
import type { MessageAttributes } from './message-attributes.ts';
import { isMessageAttributes } from './message-attributes.ts';

/** What a message is from its sending on; stored once. */
export interface MessageContent {
  readonly id: string;
  /** Grows with every message of the account: the order of sending. */
  readonly sequence: number;
  readonly body: string;
  readonly bodyMd5: string;
  readonly senderId: string;
  readonly sentAt: number;
  /** When a delayed message becomes visible for the first time. */
  readonly delayedUntil: number;
  readonly attributes?: MessageAttributes | undefined;
  readonly traceHeader?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly deadLetterSourceArn?: string | undefined;
}

/** What receives and visibility changes alter; stored apart from the content, which may be 1 MiB. */
export interface MessageProgress {
  receiveCount: number;
  firstReceivedAt: number;
  receivedAt: number;
  visibleAt: number;
}

/** Delayed since sending, ready to be received, or in flight to a consumer. */
export type MessagePhase = 'delayed' | 'ready' | 'inFlight';

/** A message in a queue. */
export interface Message {
  readonly content: MessageContent;
  readonly progress: MessageProgress;
  phase: MessagePhase;
  /** Its place among the ready messages of its group. */
  order: number;
}

/** A message that nobody has received yet. */
export function unreceived(content: MessageContent): Message {
  return {
    content,
    progress: { receiveCount: 0, firstReceivedAt: 0, receivedAt: 0, visibleAt: content.delayedUntil },
    phase: 'delayed',
    order: 0,
  };
}

/** Twenty digits that grow with every message, as FIFO queues number them. */
export function sequenceNumber(sequence: number): string {
  return `1${String(sequence).padStart(19, '0')}`;
}

const optionalText = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** Whether a stored value is a message's content. */
export function isMessageContent(value: unknown): value is MessageContent {
  return (
    isInput(value) &&
    [value.id, value.body, value.bodyMd5, value.senderId].every(it => typeof it === 'string') &&
    [value.sequence, value.sentAt, value.delayedUntil].every(it => typeof it === 'number') &&
    [value.traceHeader, value.groupId, value.deduplicationId].every(optionalText) &&
    optionalText(value.deadLetterSourceArn) &&
    (value.attributes === undefined || isMessageAttributes(value.attributes))
  );
}

/** Whether a stored value is a message's progress. */
export function isMessageProgress(value: unknown): value is MessageProgress {
  return (
    isInput(value) &&
    [value.receiveCount, value.firstReceivedAt, value.receivedAt, value.visibleAt].every(
      it => typeof it === 'number',
    )
  );
}
