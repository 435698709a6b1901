import {
  type Attempt,
  type Delivery,
  type DeliveryStatus,
  lasting,
  lastingInWait,
  maxKeptAttempts,
} from '../domain/delivery.ts';
import { deliveryId, isKeepableId } from '../domain/identifiers.ts';
import type { QueuedEvent } from '../domain/queue-message.ts';

function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The id of the delivery that a message carries. */
export function deliveryIdOf({ webhookId, event, deliveryId: given }: QueuedEvent): string {
  return given ?? deliveryId(webhookId, event.id, event.time);
}

/** The delivery as it begins: nothing of it is stored yet. */
export function newDelivery(id: string, { webhookId, event }: QueuedEvent): Delivery {
  const { companyId, projectId, recordId } = event.detail;
  return {
    id,
    webhookId,
    eventId: event.id,
    eventType: event.type,
    companyId: textOrEmpty(companyId),
    projectId: textOrEmpty(projectId),
    ...(isKeepableId(recordId) ? { recordId } : {}),
    status: 'pending',
    createdAt: event.time,
    attempts: [],
    run: 1,
    attemptsInRun: 0,
  };
}

export function afterAttempt(before: Delivery, attempt: Attempt, status: DeliveryStatus): Delivery {
  return {
    ...lasting(before),
    status,
    attempts: [...before.attempts, { ...attempt, run: before.run }].slice(-maxKeptAttempts),
    attemptsInRun: before.attemptsInRun + 1,
  };
}

/** Waits in the table for its next attempt, as if the last one had not been. */
export function notAttempted(before: Delivery, nextAttemptAt: string): Delivery {
  return { ...lastingInWait(before), status: 'pending', nextAttemptAt, parked: true };
}

export function heldDelivery(before: Delivery): Delivery {
  return { ...lastingInWait(before), status: 'held' };
}

/** Whether a record is no longer the one that an attempt began with: another copy of the message was faster. */
export function hasGoneOn(record: Delivery | undefined, before: Delivery): boolean {
  if (record === undefined) return before.run !== 1 || before.attemptsInRun !== 0;
  return (
    record.status !== 'pending' || record.run !== before.run || record.attemptsInRun !== before.attemptsInRun
  );
}
