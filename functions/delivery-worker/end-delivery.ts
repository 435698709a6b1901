import type { Delivery } from '../domain/delivery.ts';
import type { Webhook } from '../domain/webhook.ts';
import { announcementOf } from './announcements.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { ack, type Outcome } from './outcome.ts';
import { backOff } from './postpone.ts';
import type { ReceivedMessage } from './received-message.ts';

/** How often a record may go on under the message's hands before the message is left for later. */
const maxRounds = 4;

/**
 * The webhook is gone, or this is none of its events: a delivery of it that still waits, ends.
 * @param webhook who is told; nobody is when it was deleted
 */
export async function endDelivery(
  deps: WorkerDependencies,
  message: ReceivedMessage,
  id: string,
  webhook: Webhook | undefined,
): Promise<Outcome> {
  for (let round = 1; round <= maxRounds; round++) {
    const record = await deps.deliveries.find(id);
    if (record === undefined || record.status === 'delivered') return ack;
    if (record.status === 'failed') return tell(deps, record, webhook);
    if ((await deps.deliveries.markFailed(record)) === 'written') {
      deps.metrics.count('DeliveryFailed', 1);
      deps.statistics.failed(record);
      return tell(deps, record, webhook);
    }
  }
  return backOff(deps, message);
}

/** Again after a crash: under the same ids, so that it says nothing new. */
async function tell(
  { operations }: WorkerDependencies,
  record: Delivery,
  webhook: Webhook | undefined,
): Promise<Outcome> {
  if (webhook !== undefined) await operations.publish([announcementOf(record, webhook)]);
  return ack;
}
