import type { Attempt, Delivery, DeliveryStatus, StoredDelivery } from '../domain/delivery.ts';
import type { QueuedEvent } from '../domain/queue-message.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { afterAttempt } from './delivery-record.ts';
import type { ReceivedMessage } from './received-message.ts';

/** One attempt that was made, with what it was made from. */
export interface MadeAttempt {
  readonly message: ReceivedMessage;
  readonly queued: QueuedEvent;
  /** As the worker knew it when it called. */
  readonly state: WebhookState;
  /** As it was before the attempt. */
  readonly delivery: Delivery;
  readonly attempt: Attempt;
}

/** The record has gone on without this attempt; the caller reads it again. */
export type Stale = 'stale';

/** The delivery as it is after the attempt, with its event. */
export function storedAfter(
  { delivery, attempt, queued }: Pick<MadeAttempt, 'delivery' | 'attempt' | 'queued'>,
  status: DeliveryStatus,
): StoredDelivery {
  return { delivery: afterAttempt(delivery, attempt, status), eventText: queued.eventText };
}
