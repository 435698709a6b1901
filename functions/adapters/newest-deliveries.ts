import type { Delivery } from '../domain/delivery.ts';
import type { NewestDeliveries } from '../domain/delivery-search.ts';
import { deliveryPartitions, sortsBeforeTime } from '../domain/identifiers.ts';
import { deliveryOf, partitionKey } from './delivery-item.ts';
import { projection } from './delivery-reads.ts';
import type { TableAccess } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';
import { isExpired } from './item-fields.ts';

/** See `SearchableDeliveries`. */
export async function newestDeliveries(
  access: TableAccess,
  webhookId: string,
  since: string,
  most: number,
): Promise<NewestDeliveries> {
  const first = sortsBeforeTime(webhookId, since);
  const share = Math.floor(most / deliveryPartitions);
  const found = await Promise.all(
    Array.from({ length: deliveryPartitions }, (_, partition) =>
      newestIn(access, partitionKey(webhookId, partition), first, share),
    ),
  );
  return {
    deliveries: found.flatMap(({ deliveries }) => deliveries),
    isWhole: found.every(({ isWhole }) => isWhole),
  };
}

async function newestIn(
  { dynamoDb, table, timing }: TableAccess,
  pk: string,
  first: string,
  share: number,
): Promise<{ deliveries: Delivery[]; isWhole: boolean }> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND #sk >= :first',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':first': { S: first } },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: share - items.length,
      ...projection,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined && items.length < share);
  const nowMs = timing.now();
  const deliveries = items.filter(item => !isExpired(item, nowMs)).map(deliveryOf);
  return { deliveries, isWhole: start === undefined };
}
