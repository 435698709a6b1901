import type { Delivery, StoredDelivery } from '../domain/delivery.ts';
import { deliveryPartitions } from '../domain/identifiers.ts';
import type { DeliveryPage } from '../domain/ports.ts';
import {
  byState,
  deliveryKey,
  deliveryOf,
  partitionKey,
  stateOf,
  waitingKey,
  waitingShards,
} from './delivery-item.ts';
import { readItems, type TableAccess } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { eventTextOf, partKeysOf } from './event-payload.ts';
import { isExpired, requiredText } from './item-fields.ts';

/** All but the payload; aliases, because some are reserved words of DynamoDB. */
const listed = [
  'sk',
  'webhookId',
  'eventId',
  'eventType',
  'companyId',
  'projectId',
  'recordId',
  'status',
  'createdAt',
  'attempts',
  'run',
  'attemptsInRun',
  'nextAttemptAt',
  'parked',
  'disabledAtVersion',
  'ttl',
];
const projection = {
  ProjectionExpression: listed.map(name => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(listed.map(name => [`#${name}`, name])),
};

/** Sorts behind `#`, which ends the time in `stateSort`. */
const afterTime = '$';

/** Sorts before, and behind, every time and id that `stateSort` begins with. */
const beforeAll = '!';
const behindAll = '~';
/** Makes a text the least one that sorts behind it, of those that occur. */
const justBehind = '!';

export async function findDelivery(access: TableAccess, id: string): Promise<Delivery | undefined> {
  const { Item } = await access.dynamoDb.getItem({
    TableName: access.table,
    Key: deliveryKey(id),
    ConsistentRead: true,
    ...projection,
  });
  return Item === undefined || isExpired(Item, access.timing.now()) ? undefined : deliveryOf(Item);
}

/** Newest first: ids of a webhook sort by time, in each of its partitions. */
export async function listDeliveries(access: TableAccess, page: DeliveryPage): Promise<Delivery[]> {
  const partitions = await Promise.all(
    Array.from({ length: deliveryPartitions }, (_, partition) => newestOf(access, page, partition)),
  );
  return partitions
    .flat()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, page.limit);
}

async function newestOf(access: TableAccess, page: DeliveryPage, partition: number): Promise<Delivery[]> {
  const { webhookId, limit, before } = page;
  const deliveries: Delivery[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await access.dynamoDb.query({
      TableName: access.table,
      KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND #sk < :before',
      ExpressionAttributeValues: {
        ':pk': { S: partitionKey(webhookId, partition) },
        ...(before === undefined ? {} : { ':before': { S: before } }),
      },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...projection,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const nowMs = access.timing.now();
    deliveries.push(...Items.filter(item => !isExpired(item, nowMs)).map(deliveryOf));
    start = LastEvaluatedKey;
  } while (start !== undefined && deliveries.length < limit);
  return deliveries;
}

export async function dueDeliveries(
  access: TableAccess,
  now: string,
  limit: number,
): Promise<StoredDelivery[]> {
  const shards = await Promise.all(
    Array.from({ length: waitingShards }, (_, shard) =>
      inState(access, waitingKey(shard), limit, { below: `${now}${afterTime}` }),
    ),
  );
  const soonest = shards
    .flat()
    .sort((a, b) => (requiredText(a, 'stateSort') < requiredText(b, 'stateSort') ? -1 : 1))
    .slice(0, limit);
  const isDue = ({ status, parked, nextAttemptAt = '' }: Delivery) =>
    status === 'pending' && parked === true && nextAttemptAt <= now;
  return storedDeliveries(access, soonest, isDue);
}

/** Empty only when the index shows nothing more: what it still shows though it is no longer held, is passed over. */
export async function heldDeliveries(
  access: TableAccess,
  webhookId: string,
  limit: number,
): Promise<StoredDelivery[]> {
  let after = beforeAll;
  for (;;) {
    const items = await inState(access, `held#${webhookId}`, limit, { after });
    const held = await storedDeliveries(access, items, ({ status }) => status === 'held');
    const last = items.at(-1);
    if (held.length > 0 || last === undefined || items.length < limit) return held;
    after = requiredText(last, 'stateSort');
  }
}

/** Keys from the index, in its order, with `stateSort` between the two. */
async function inState(
  access: TableAccess,
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

/** The records of what the index shows, read consistently: the index lags, so that some are no longer `wanted`. */
async function storedDeliveries(
  access: TableAccess,
  indexItems: readonly Item[],
  wanted: (delivery: Delivery) => boolean,
): Promise<StoredDelivery[]> {
  const keys = indexItems.map(item => ({
    pk: { S: requiredText(item, 'pk') },
    sk: { S: requiredText(item, 'sk') },
  }));
  const nowMs = access.timing.now();
  const records = (await readItems(access, keys)).filter(item => !isExpired(item, nowMs));
  const parts = await readItems(access, records.flatMap(partKeysOf));
  return records
    .flatMap(item => {
      const delivery = deliveryOf(item);
      const eventText = wanted(delivery) ? eventTextOf(item, parts) : undefined;
      return eventText === undefined ? [] : [{ delivery, eventText }];
    })
    .sort((a, b) => (orderOf(a.delivery) < orderOf(b.delivery) ? -1 : 1));
}

function orderOf(delivery: Delivery): string {
  return stateOf(delivery)?.stateSort ?? delivery.id;
}
