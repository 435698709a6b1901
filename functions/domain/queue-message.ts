import * as z from 'zod/mini';
import { UnreadableMessageError } from './errors.ts';
import { locateDelivery, maxKeptIdLength } from './identifiers.ts';
import { jsonMember } from './json-member.ts';

const maxTimeLength = 64;

/**
 * What the rule's input transformer puts on the queue. EventBridge's event envelope:
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 * It bounds id, type and time itself, far below these limits. `deliveryId` is only in messages of our own.
 */
const messageSchema = z.object({
  webhookId: z.string(),
  deliveryId: z.exactOptional(z.string()),
  event: z.object({
    id: z.string().check(z.minLength(1), z.maxLength(maxKeptIdLength)),
    'detail-type': z.string().check(z.maxLength(maxKeptIdLength)),
    source: z.string(),
    time: z.iso.datetime({ offset: true }).check(z.maxLength(maxTimeLength)),
    detail: z.record(z.string(), z.unknown()),
  }),
});

/** One thing that happened, as EventBridge passed it on. */
export interface FinehookEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** RFC 3339, seconds: the producer's `Time` if it gave one, so any time at all; else when EventBridge took the event in. */
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** The source text of `detail`, so that receivers get every number as the producer wrote it. */
  readonly detailText: string;
}

export interface QueuedEvent {
  readonly webhookId: string;
  /** Of a delivery that was resent under a new id. Every other one has the id that event and webhook give it. */
  readonly deliveryId?: string;
  readonly event: FinehookEvent;
  /** The source text of the whole event. */
  readonly eventText: string;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableMessageError('the message is no JSON', { cause: error });
  }
}

/** @throws UnreadableMessageError */
export function readMessage(body: string): QueuedEvent {
  const parsed = messageSchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('/') ?? '';
    throw new UnreadableMessageError(`the message has no usable /${path}`);
  }
  const { webhookId, deliveryId, event } = parsed.data;
  if (deliveryId !== undefined && locateDelivery(deliveryId)?.webhookId !== webhookId) {
    throw new UnreadableMessageError('the message names a delivery that is none of its webhook');
  }
  const eventText = jsonMember(body, 'event') ?? '';
  const detailText = jsonMember(eventText, 'detail') ?? '';
  return {
    webhookId,
    ...(deliveryId === undefined ? {} : { deliveryId }),
    event: {
      id: event.id,
      type: event['detail-type'],
      source: event.source,
      time: event.time,
      detail: event.detail,
      detailText,
    },
    eventText,
  };
}

/** An event that was kept with its delivery. @throws UnreadableMessageError */
export function readEvent(eventText: string): FinehookEvent {
  return readMessage(messageBody('', eventText)).event;
}

/**
 * The message of an event that was kept in the table: the same text that EventBridge put on the queue.
 * @param deliveryId of a delivery whose id is not the one that event and webhook give it
 */
export function messageBody(webhookId: string, eventText: string, deliveryId?: string): string {
  const delivery = deliveryId === undefined ? '' : `"deliveryId":${JSON.stringify(deliveryId)},`;
  return `{"webhookId":${JSON.stringify(webhookId)},${delivery}"event":${eventText}}`;
}
