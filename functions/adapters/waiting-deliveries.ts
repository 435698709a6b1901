import { type Delivery, isParkedAndDue, type WaitingDelivery } from '../domain/delivery.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { deliveryOf, stateKeyOf, stateOf, waitingKey, waitingShards } from './delivery-item.ts';
import { beforeAll, countInState, inState } from './delivery-states.ts';
import { readItems } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { requiredText } from './item-fields.ts';

/** Sorts behind `#`, which ends the time in `stateSort`. */
const afterTime = '$';

/** Parked deliveries that are due, soonest first. Empty only when the index shows nothing more. */
export function dueDeliveries(
  access: DeliveriesAccess,
  now: string,
  limit: number,
): Promise<WaitingDelivery[]> {
  const below = `${now}${afterTime}`;
  const isDue = (delivery: Delivery) => isParkedAndDue(delivery, now);
  return firstWaiting(access, limit, isDue, async after => {
    const shards = await Promise.all(
      Array.from({ length: waitingShards }, (_, shard) =>
        inState(access, { stateKey: waitingKey(shard), after, below }, limit),
      ),
    );
    return shards
      .flat()
      .sort((a, b) => (requiredText(a, 'stateSort') < requiredText(b, 'stateSort') ? -1 : 1))
      .slice(0, limit);
  });
}

/** Held deliveries of a webhook, oldest first. Empty only when the index shows nothing more. */
export function heldDeliveries(
  access: DeliveriesAccess,
  webhookId: string,
  limit: number,
): Promise<WaitingDelivery[]> {
  const isHeld = ({ status }: Delivery) => status === 'held';
  const stateKey = stateKeyOf('held', webhookId);
  return firstWaiting(access, limit, isHeld, after => inState(access, { stateKey, after }, limit));
}

/** How many the index shows, counted to `most`. */
export function countHeld(access: DeliveriesAccess, webhookId: string, most: number): Promise<number> {
  return countInState(access, { stateKey: stateKeyOf('held', webhookId) }, most);
}

/** The first page that holds anything: what the index still shows though it no longer waits, is passed over. */
async function firstWaiting(
  access: DeliveriesAccess,
  limit: number,
  isWaiting: (delivery: Delivery) => boolean,
  indexPage: (after: string) => Promise<Item[]>,
): Promise<WaitingDelivery[]> {
  let after = beforeAll;
  for (;;) {
    const items = await indexPage(after);
    const waiting = await recordsOf(access, items, isWaiting);
    const last = items.at(-1);
    if (waiting.length > 0 || last === undefined || items.length < limit) return waiting;
    after = requiredText(last, 'stateSort');
  }
}

/** The records of what the index shows, read consistently: the index lags, so that some no longer wait. */
async function recordsOf(
  access: DeliveriesAccess,
  indexItems: readonly Item[],
  isWaiting: (delivery: Delivery) => boolean,
): Promise<WaitingDelivery[]> {
  const keys = indexItems.map(item => ({
    pk: { S: requiredText(item, 'pk') },
    sk: { S: requiredText(item, 'sk') },
  }));
  const records = (await readItems(access, keys)).filter(item => isWaiting(deliveryOf(item)));
  const waiting = await Promise.all(
    records.map(async item => ({
      delivery: deliveryOf(item),
      eventText: await access.payloads.eventTextOf(item),
    })),
  );
  return waiting.sort((a, b) => (orderOf(a.delivery) < orderOf(b.delivery) ? -1 : 1));
}

function orderOf(delivery: Delivery): string {
  return stateOf(delivery)?.stateSort ?? delivery.id;
}
