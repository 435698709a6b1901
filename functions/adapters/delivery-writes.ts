import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Delivery, StoredDelivery } from '../domain/delivery.ts';
import { AwsCallError } from '../domain/errors.ts';
import type { ConditionalWrite } from '../domain/ports.ts';
import { type DeliveriesAccess, ttlOf } from './deliveries-access.ts';
import { deliveryKey, deliveryOf, itemOfDelivery, stateOf } from './delivery-item.ts';
import { inGroups, writeGroup, writeItems } from './dynamodb-batches.ts';
import { ConditionFailedError, type Item } from './dynamodb-client.ts';
import { payloadOf } from './event-payload.ts';
import { requiredText, ttlName } from './item-fields.ts';

const maxBatch = 25;

/** @returns ids of the confirmed ones. @throws what went wrong, when none was confirmed */
export async function putDelivered(
  access: DeliveriesAccess,
  deliveries: readonly Delivery[],
): Promise<ReadonlySet<string>> {
  const ttl = ttlOf(access);
  const failures: unknown[] = [];
  // By id: BatchWriteItem refuses a batch that names a key twice.
  const items = new Map<string, Item>();
  for (const delivery of deliveries) {
    try {
      items.set(delivery.id, itemOfDelivery(delivery, ttl));
    } catch (error) {
      failures.push(error);
    }
  }
  const groups = inGroups([...items.values()], maxBatch);
  const confirmed = new Set<string>();
  for (const result of await Promise.allSettled(groups.map(group => putGroup(access, group)))) {
    if (result.status === 'rejected') failures.push(result.reason);
    else for (const id of result.value) confirmed.add(id);
  }
  if (confirmed.size === 0 && failures.length > 0) throw failures[0];
  return confirmed;
}

/**
 * DynamoDB refuses a batch whole for one bad item. Each is written alone then, so that only the bad one's receiver is
 * called again.
 * @returns ids of what was written
 */
async function putGroup(access: DeliveriesAccess, group: readonly Item[]): Promise<string[]> {
  try {
    const unwritten = new Set((await writeGroup(access, group)).map(item => requiredText(item, 'sk')));
    return group.map(item => requiredText(item, 'sk')).filter(id => !unwritten.has(id));
  } catch (error) {
    const isRefusal = error instanceof AwsCallError && !error.retryable;
    if (!isRefusal || group.length === 1) throw error;
    const alone = await Promise.allSettled(group.map(item => putGroup(access, [item])));
    return alone.flatMap(result => (result.status === 'fulfilled' ? result.value : []));
  }
}

/** Condition under which the record may go on to this attempt: delivered is absorbing, no attempt counts twice. */
export function attemptWrite(access: DeliveriesAccess, delivery: Delivery, payload: Item = {}) {
  const isFirst = delivery.run === 1 && delivery.attemptsInRun === 1;
  const oneLess = '(#status = :pending AND #run = :run AND #attemptsInRun = :before)';
  return {
    TableName: access.table,
    Item: { ...itemOfDelivery(delivery, ttlOf(access)), ...payload },
    ConditionExpression: isFirst ? `attribute_not_exists(pk) OR ${oneLess}` : oneLess,
    ExpressionAttributeNames: { '#status': 'status', '#run': 'run', '#attemptsInRun': 'attemptsInRun' },
    ExpressionAttributeValues: {
      ':pending': { S: 'pending' },
      ':run': { N: String(delivery.run) },
      ':before': { N: String(delivery.attemptsInRun - 1) },
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } satisfies PutItemCommandInput;
}

/** Parts go first: a record never points at a payload that is not there. */
async function keepPayload(access: DeliveriesAccess, delivery: Delivery, eventText: string): Promise<Item> {
  const { fields, partItems } = payloadOf(itemOfDelivery(delivery, ttlOf(access)), eventText);
  await writeItems(access, partItems);
  return fields;
}

/** A write whose answer was lost and that was sent again meets its own record. */
function isOwnWrite(stored: Item | undefined, delivery: Delivery): boolean {
  if (stored === undefined) return false;
  const { status, run, attemptsInRun, attempts } = deliveryOf(stored);
  return (
    status === delivery.status &&
    run === delivery.run &&
    attemptsInRun === delivery.attemptsInRun &&
    attempts.at(-1)?.at === delivery.attempts.at(-1)?.at
  );
}

async function staleOr(
  write: Promise<void>,
  isOwn: (stored: Item | undefined) => boolean,
): Promise<ConditionalWrite> {
  try {
    await write;
    return 'written';
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
    return isOwn(error.item) ? 'written' : 'stale';
  }
}

export async function putAttempt(
  access: DeliveriesAccess,
  delivery: Delivery,
  eventText?: string,
): Promise<ConditionalWrite> {
  const payload = eventText === undefined ? {} : await keepPayload(access, delivery, eventText);
  return staleOr(access.dynamoDb.putItem(attemptWrite(access, delivery, payload)), stored =>
    isOwnWrite(stored, delivery),
  );
}

/** Whoever held it must know its attempts: a repeated event, of which no record was read, may not wipe them out. */
export async function putHeld(
  access: DeliveriesAccess,
  { delivery, eventText }: StoredDelivery,
): Promise<ConditionalWrite> {
  const payload = await keepPayload(access, delivery, eventText);
  const isNew = delivery.run === 1 && delivery.attemptsInRun === 0;
  const asRead = '(#status = :pending AND #run = :run AND attemptsInRun = :attempts)';
  const write = access.dynamoDb.putItem({
    TableName: access.table,
    Item: { ...itemOfDelivery(delivery, ttlOf(access)), ...payload },
    ConditionExpression: isNew ? `attribute_not_exists(pk) OR ${asRead}` : asRead,
    ExpressionAttributeNames: { '#status': 'status', '#run': 'run' },
    ExpressionAttributeValues: { ':pending': { S: 'pending' }, ...countsOf(delivery) },
  });
  return staleOr(write, () => false);
}

function countsOf({ run, attemptsInRun }: Delivery): Item {
  return { ':run': { N: String(run) }, ':attempts': { N: String(attemptsInRun) } };
}

/** What a delivery may wait as, before it goes back to the queue; before it ends, it may also wait in the queue. */
const waits = {
  pending: '(#status = :held OR (#status = :pending AND parked = :true))',
  failed: '#status IN (:held, :pending)',
};

/**
 * Takes a delivery out of its waiting: to the queue, or to its end. The record must be as the caller read it, for the
 * message may have been worked on, and parked again, before this. From now on it may expire. Parts of a large payload
 * stay until their own time to live (`waiting-deliveries.ts`), since a newer parking may already point at them.
 */
export function endWaiting(
  access: DeliveriesAccess,
  delivery: Delivery,
  status: 'pending' | 'failed',
): Promise<ConditionalWrite> {
  const state = stateOf({ ...delivery, status, parked: false });
  const sets = state === undefined ? '' : ', stateKey = :stateKey, stateSort = :stateSort';
  const removes = state === undefined ? ', stateKey, stateSort' : ', nextAttemptAt';
  const write = access.dynamoDb.updateItem({
    TableName: access.table,
    Key: deliveryKey(delivery.id),
    UpdateExpression: `SET #status = :status, #ttl = :ttl${sets} REMOVE parked, payload, payloadParts${removes}`,
    ConditionExpression: `#run = :run AND attemptsInRun = :attempts AND ${waits[status]}`,
    ExpressionAttributeNames: { '#status': 'status', '#run': 'run', '#ttl': ttlName },
    ExpressionAttributeValues: {
      ...countsOf(delivery),
      ':ttl': { N: String(ttlOf(access)) },
      ':status': { S: status },
      ':held': { S: 'held' },
      ':pending': { S: 'pending' },
      ...(status === 'pending' ? { ':true': { BOOL: true } } : {}),
      ...(state === undefined
        ? {}
        : { ':stateKey': { S: state.stateKey }, ':stateSort': { S: state.stateSort } }),
    },
  });
  return staleOr(write, () => false);
}
