import type { Delivery, WaitingDelivery } from '../domain/delivery.ts';
import { type Lane, laneOf, lanes } from '../domain/lane.ts';
import { messageBody } from '../domain/queue-message.ts';
import type { Sending } from './dependencies.ts';

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
export async function sendStored(sweep: Sending, page: readonly WaitingDelivery[]): Promise<number> {
  const startedAtMs = sweep.now();
  const lost = page.filter(({ eventText }) => eventText === undefined);
  const whole = page.flatMap(({ delivery, eventText }) =>
    eventText === undefined ? [] : [{ delivery, eventText }],
  );
  await Promise.all(lost.map(({ delivery }) => endLost(sweep, delivery)));
  if (whole.length === 0) return 0;
  const taken = await send(sweep, whole);
  if (sweep.now() - startedAtMs > markWithinMs) return 0;
  const sent = whole.filter(({ delivery }) => taken.has(delivery.id));
  await Promise.all(sent.map(({ delivery }) => sweep.deliveries.markSent(delivery)));
  return sent.length;
}

interface Whole {
  readonly delivery: Delivery;
  readonly eventText: string;
}

/** Each to the queue of its webhook's lane. @returns the ids of those that SQS took */
async function send(sweep: Sending, whole: readonly Whole[]): Promise<ReadonlySet<string>> {
  const laneByWebhook = await lanesOf(sweep, new Set(whole.map(({ delivery }) => delivery.webhookId)));
  const taken = await Promise.all(
    lanes.map(async lane => {
      const its = whole.filter(({ delivery }) => laneByWebhook.get(delivery.webhookId) === lane);
      if (its.length === 0) return [];
      const flags = await sweep.queues[lane].send(
        its.map(({ delivery: { id, webhookId: groupId, resendOf }, eventText }) => ({
          body: messageBody(groupId, eventText, resendOf === undefined ? undefined : id),
          groupId,
          delaySeconds: 0,
          hops: 0,
        })),
      );
      return its.filter((_, i) => flags[i] === true).map(({ delivery }) => delivery.id);
    }),
  );
  return new Set(taken.flat());
}

/** A webhook that is not there any more goes the usual way: the worker ends what waits of it. */
async function lanesOf(
  { webhooks, requestTimeoutMs }: Sending,
  webhookIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Lane>> {
  return new Map(
    await Promise.all(
      Array.from(webhookIds, async (id): Promise<[string, Lane]> => {
        const state = await webhooks.find(id);
        return [id, state === undefined ? 'fast' : laneOf(state.webhook, requestTimeoutMs)];
      }),
    ),
  );
}

async function endLost({ deliveries, log }: Sending, delivery: Delivery): Promise<void> {
  log.error('a delivery has lost its event', { deliveryId: delivery.id, webhookId: delivery.webhookId });
  await deliveries.markFailed(delivery);
}
