import type { StoredDelivery } from '../domain/delivery.ts';
import { notAttempted } from './delivery-record.ts';
import type { WorkerDependencies } from './dependencies.ts';
import type { MadeAttempt, Stale } from './made-attempt.ts';
import { ack, type Outcome } from './outcome.ts';

/** The sweeper looks once a minute. */
const waitMs = 60_000;

/**
 * The fault is ours, so the attempt has not been: the delivery waits in the table, as it was, and the queue stays short
 * however long it takes.
 */
export async function discountAttempt(
  deps: WorkerDependencies,
  { queued, delivery, attempt }: Pick<MadeAttempt, 'queued' | 'delivery' | 'attempt'>,
): Promise<Outcome | Stale> {
  const nextAttemptAt = new Date(deps.now() + waitMs).toISOString();
  const parked: StoredDelivery = {
    delivery: notAttempted(delivery, nextAttemptAt),
    eventText: queued.eventText,
  };
  if ((await deps.deliveries.hold(parked)) === 'stale') return 'stale';
  deps.metrics.count('AttemptDiscounted', 1);
  const { webhookId, id: deliveryId } = delivery;
  deps.log.warn('an attempt is not counted', { webhookId, deliveryId, error: attempt.error });
  return ack;
}
