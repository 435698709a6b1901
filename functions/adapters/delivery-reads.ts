import type { Delivery, WaitingDelivery } from '../domain/delivery.ts';
import { deliveryPartitions } from '../domain/identifiers.ts';
import type { DeliveryPage } from '../domain/ports.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { deliveryKey, deliveryOf, partitionKey } from './delivery-item.ts';
import { readItems, type TableAccess } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { isExpired } from './item-fields.ts';

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
  'waits',
  'resendOf',
  'resentBy',
  'ttl',
];
export const projection = {
  ProjectionExpression: listed.map(name => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(listed.map(name => [`#${name}`, name])),
};

export async function findDelivery(access: TableAccess, id: string): Promise<Delivery | undefined> {
  const { Item } = await access.dynamoDb.getItem({
    TableName: access.table,
    Key: deliveryKey(id),
    ConsistentRead: true,
    ...projection,
  });
  return Item === undefined || isExpired(Item, access.timing.now()) ? undefined : deliveryOf(Item);
}

export async function findDeliveryWithEvent(
  access: DeliveriesAccess,
  id: string,
): Promise<WaitingDelivery | undefined> {
  const { Item } = await access.dynamoDb.getItem({
    TableName: access.table,
    Key: deliveryKey(id),
    ConsistentRead: true,
  });
  if (Item === undefined || isExpired(Item, access.timing.now())) return undefined;
  return { delivery: deliveryOf(Item), eventText: await access.payloads.eventTextOf(Item) };
}

/** Consistent; in any order, without events. */
export async function findRecords(access: TableAccess, ids: readonly string[]): Promise<Delivery[]> {
  const items = await readItems(access, ids.map(deliveryKey), projection);
  const nowMs = access.timing.now();
  return items.filter(item => !isExpired(item, nowMs)).map(deliveryOf);
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

/** Newest records of each partition that are looked through for a success. */
const lookedThrough = 300;

/** @param since RFC 3339, UTC, milliseconds, as attempts have it */
export async function deliveredSince(
  access: TableAccess,
  webhookId: string,
  since: string,
): Promise<boolean> {
  const found = await Promise.all(
    Array.from({ length: deliveryPartitions }, (_, partition) =>
      hasDelivered(access, partitionKey(webhookId, partition), since),
    ),
  );
  return found.includes(true);
}

async function hasDelivered(access: TableAccess, pk: string, since: string): Promise<boolean> {
  const { Items = [] } = await access.dynamoDb.query({
    TableName: access.table,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: '#status = :delivered',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':delivered': { S: 'delivered' } },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: lookedThrough,
    ...projection,
  });
  return Items.map(deliveryOf).some(({ attempts }) => (attempts.at(-1)?.at ?? '') >= since);
}
