import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Delivery, StoredDelivery } from '../domain/delivery.ts';
import type { ConditionalWrite } from '../domain/ports.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { deliveryOf } from './delivery-item.ts';
import { countsOf, itemOf, staleOr } from './delivery-writes.ts';
import type { Item } from './dynamodb-client.ts';
import { ttlName } from './item-fields.ts';

const secondMs = 1000;

/** A write whose answer was lost and that was sent again meets its own record. */
function isSameRun(stored: Item | undefined, { run, nextAttemptAt }: Delivery): boolean {
  if (stored === undefined) return false;
  const found = deliveryOf(stored);
  return found.status === 'pending' && found.run === run && found.nextAttemptAt === nextAttemptAt;
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

async function put(
  access: DeliveriesAccess,
  stored: StoredDelivery,
  condition: Condition,
): Promise<ConditionalWrite> {
  const write = access.dynamoDb.putItem({
    TableName: access.table,
    Item: await itemOf(access, stored),
    ...condition,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return staleOr(write, found => isSameRun(found, stored.delivery));
}

/** One more run of a delivery that is still as it was read. What has expired but is still there stays as it is. */
export function putRun(
  access: DeliveriesAccess,
  next: StoredDelivery,
  before: Delivery,
): Promise<ConditionalWrite> {
  return put(access, next, {
    ConditionExpression:
      '#status = :status AND #run = :run AND attemptsInRun = :attempts AND (attribute_not_exists(#ttl) OR #ttl > :now)',
    ExpressionAttributeNames: { '#status': 'status', '#run': 'run', '#ttl': ttlName },
    ExpressionAttributeValues: {
      ...countsOf(before),
      ':status': { S: before.status },
      ':now': { N: String(access.timing.now() / secondMs) },
    },
  });
}

/** A delivery under an id that no record has. */
export function putNew(access: DeliveriesAccess, stored: StoredDelivery): Promise<ConditionalWrite> {
  return put(access, stored, { ConditionExpression: 'attribute_not_exists(pk)' });
}
