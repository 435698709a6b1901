import type { Delivery, WaitingDelivery } from '../domain/delivery.ts';
import { messageBody } from '../domain/queue-message.ts';
import type { Sweep } from './dependencies.ts';

/**
 * A delivery is marked as sent so long after the sending, or not at all. The worker keeps a message for four times as long
 * when its record seems not to need it (`delivery-worker/plan-delivery.ts`): so no mark can follow a message's end.
 */
const markWithinMs = 30_000;

/**
 * Sends deliveries that the table keeps to the queue, then marks them as sent: a crash in between repeats a message,
 * and the worker reads the record before it acts; the other way round it would lose one. A delivery without its event
 * ends here: it can never be sent, and would come up for ever.
 * @returns how many are in the queue and marked
 */
export async function sendStored(sweep: Sweep, page: readonly WaitingDelivery[]): Promise<number> {
  const startedAtMs = sweep.now();
  const lost = page.filter(({ eventText }) => eventText === undefined);
  const whole = page.flatMap(({ delivery, eventText }) =>
    eventText === undefined ? [] : [{ delivery, eventText }],
  );
  await Promise.all(lost.map(({ delivery }) => endLost(sweep, delivery)));
  if (whole.length === 0) return 0;
  const taken = await sweep.queue.send(
    whole.map(({ delivery, eventText }) => ({
      body: messageBody(delivery.webhookId, eventText),
      groupId: delivery.webhookId,
      delaySeconds: 0,
      hops: 0,
    })),
  );
  if (sweep.now() - startedAtMs > markWithinMs) return 0;
  const sent = whole.filter((_, i) => taken[i] === true);
  await Promise.all(sent.map(({ delivery }) => sweep.deliveries.markSent(delivery)));
  return sent.length;
}

async function endLost({ deliveries, log }: Sweep, delivery: Delivery): Promise<void> {
  log.error('a delivery has lost its event', { deliveryId: delivery.id, webhookId: delivery.webhookId });
  await deliveries.markFailed(delivery);
}
