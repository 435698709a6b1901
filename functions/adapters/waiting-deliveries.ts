import { type Delivery, isParkedAndDue, type WaitingDelivery } from '../domain/delivery.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { byState, deliveryOf, heldKey, stateOf, waitingKey, waitingShards } from './delivery-item.ts';
import { readItems } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { requiredText } from './item-fields.ts';

/** Sorts behind `#`, which ends the time in `stateSort`. */
const afterTime = '$';

/** Sorts before, and behind, every time and id that `stateSort` begins with. */
const beforeAll = '!';
const behindAll = '~';
/** Makes a text the least one that sorts behind it, of those that occur. */
const justBehind = '!';

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
        inState(access, waitingKey(shard), limit, { after, below }),
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
  return firstWaiting(access, limit, isHeld, after => inState(access, heldKey(webhookId), limit, { after }));
}

/** How many the index shows, counted to `most`. */
export async function countHeld(access: DeliveriesAccess, webhookId: string, most: number): Promise<number> {
  let count = 0;
  let start: Item | undefined;
  do {
    const { Count = 0, LastEvaluatedKey } = await access.dynamoDb.query({
      TableName: access.table,
      IndexName: byState,
      Select: 'COUNT',
      KeyConditionExpression: 'stateKey = :key',
      ExpressionAttributeValues: { ':key': { S: heldKey(webhookId) } },
      Limit: most - count,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    count += Count;
    start = LastEvaluatedKey;
  } while (start !== undefined && count < most);
  return count;
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

/** Keys from the index, in its order, with `stateSort` between the two. */
async function inState(
  access: DeliveriesAccess,
  stateKey: string,
  limit: number,
  { after = beforeAll, below = behindAll }: { readonly after?: string; readonly below?: string },
): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await access.dynamoDb.query({
      TableName: access.table,
      IndexName: byState,
      KeyConditionExpression: 'stateKey = :key AND stateSort BETWEEN :after AND :below',
      ExpressionAttributeValues: {
        ':key': { S: stateKey },
        ':after': { S: `${after}${justBehind}` },
        ':below': { S: below },
      },
      Limit: limit - items.length,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined && items.length < limit);
  return items;
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
