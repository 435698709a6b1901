import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Delivery, StoredDelivery } from '../domain/delivery.ts';
import { AwsCallError } from '../domain/errors.ts';
import type { ConditionalWrite } from '../domain/ports.ts';
import { type DeliveriesAccess, ttlOf } from './deliveries-access.ts';
import { deliveryKey, deliveryOf, itemOfDelivery, stateOf } from './delivery-item.ts';
import { inGroups, maxWrites, writeGroup } from './dynamodb-batches.ts';
import { ConditionFailedError, type Item } from './dynamodb-client.ts';
import { requiredText, ttlName } from './item-fields.ts';

/**
 * Of the fullest records so many as DynamoDB takes in a batch stay below its 16 MB, too.
 * @returns ids of the confirmed ones. @throws what went wrong, when none was confirmed
 */
export async function putDelivered(
  access: DeliveriesAccess,
  deliveries: readonly StoredDelivery[],
): Promise<ReadonlySet<string>> {
  const failures: unknown[] = [];
  // By id: BatchWriteItem refuses a batch that names a key twice.
  const byId = new Map(deliveries.map(stored => [stored.delivery.id, stored]));
  const items = new Map<string, Item>();
  for (const result of await Promise.allSettled(Array.from(byId.values(), one => itemOf(access, one)))) {
    if (result.status === 'rejected') failures.push(result.reason);
    else items.set(requiredText(result.value, 'sk'), result.value);
  }
  const groups = inGroups([...items.values()], maxWrites);
  const confirmed = new Set<string>();
  for (const result of await Promise.allSettled(groups.map(group => putGroup(access, group)))) {
    if (result.status === 'rejected') failures.push(result.reason);
    else for (const id of result.value) confirmed.add(id);
  }
  if (confirmed.size === 0 && failures.length > 0) throw failures[0];
  await Promise.all(Array.from(confirmed, id => tidyUp(access, byId.get(id), items.get(id))));
  return confirmed;
}

/** The event goes first: a record never points at an object that is not there. */
export async function itemOf(access: DeliveriesAccess, stored: StoredDelivery): Promise<Item> {
  const item = itemOfDelivery(stored.delivery, ttlOf(access));
  return Object.assign(item, await access.payloads.put(stored));
}

/** Of a delivery that has ended, after its record says so. */
async function tidyUp(
  { payloads }: DeliveriesAccess,
  stored: StoredDelivery | undefined,
  item: Item | undefined,
): Promise<void> {
  await payloads.letExpire(item);
  if (stored !== undefined) await payloads.drop(stored);
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
export async function attemptWrite(access: DeliveriesAccess, stored: StoredDelivery) {
  const { delivery } = stored;
  const isFirst = delivery.run === 1 && delivery.attemptsInRun === 1;
  const oneLess = '(#status = :pending AND #run = :run AND #attemptsInRun = :before)';
  return {
    TableName: access.table,
    Item: await itemOf(access, stored),
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

export async function staleOr(
  write: Promise<unknown>,
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
  stored: StoredDelivery,
): Promise<ConditionalWrite> {
  const { delivery } = stored;
  const write = await attemptWrite(access, stored);
  const result = await staleOr(access.dynamoDb.putItem(write), found => isOwnWrite(found, delivery));
  if (result === 'written' && delivery.status === 'failed') await access.payloads.letExpire(write.Item);
  return result;
}

/** Whoever held it must know its attempts: a repeated event, of which no record was read, may not wipe them out. */
export async function putHeld(access: DeliveriesAccess, stored: StoredDelivery): Promise<ConditionalWrite> {
  const { delivery } = stored;
  const isNew = delivery.run === 1 && delivery.attemptsInRun === 0;
  const asRead = '(#status = :pending AND #run = :run AND attemptsInRun = :attempts)';
  const write = access.dynamoDb.putItem({
    TableName: access.table,
    Item: await itemOf(access, stored),
    ConditionExpression: isNew ? `attribute_not_exists(pk) OR ${asRead}` : asRead,
    ExpressionAttributeNames: { '#status': 'status', '#run': 'run' },
    ExpressionAttributeValues: { ':pending': { S: 'pending' }, ...countsOf(delivery) },
  });
  return staleOr(write, () => false);
}

export function countsOf({ run, attemptsInRun }: Delivery): Item {
  return { ':run': { N: String(run) }, ':attempts': { N: String(attemptsInRun) } };
}

type Waits = { readonly condition: string; readonly values: Item };

/**
 * What a delivery must wait as before it goes back to the queue: in the same wait as it was read in. A later one has no
 * message of its own, so it must not be ended by who sent one for this.
 */
function sameWait({ status, waits }: Delivery): Waits {
  const state = status === 'held' ? '#status = :held' : '(#status = :pending AND parked = :true)';
  const count = waits === undefined ? 'attribute_not_exists(waits)' : 'waits = :waits';
  return {
    condition: `${state} AND ${count}`,
    values: {
      ...(status === 'held'
        ? { ':held': { S: 'held' } }
        : { ':pending': { S: 'pending' }, ':true': { BOOL: true } }),
      ...(waits === undefined ? {} : { ':waits': { N: String(waits) } }),
    },
  };
}

/** Before a delivery ends it may wait anywhere, in the queue too. */
const anyWait: Waits = {
  condition: '#status IN (:held, :pending)',
  values: { ':held': { S: 'held' }, ':pending': { S: 'pending' } },
};

/**
 * Takes a delivery out of its waiting: to the queue, or to its end. The record must be as the caller read it, for the
 * message may have been worked on, and parked again, before this. From now on it may expire.
 */
export function endWaiting(
  access: DeliveriesAccess,
  delivery: Delivery,
  status: 'pending' | 'failed',
): Promise<ConditionalWrite> {
  const state = stateOf({ ...delivery, status, parked: false });
  const sets = state === undefined ? '' : ', stateKey = :stateKey, stateSort = :stateSort';
  const removes = state === undefined ? ', stateKey, stateSort' : ', nextAttemptAt';
  const { condition, values } = status === 'pending' ? sameWait(delivery) : anyWait;
  const write = access.dynamoDb.updateItem({
    TableName: access.table,
    Key: deliveryKey(delivery.id),
    UpdateExpression: `SET #status = :status, #ttl = :ttl${sets} REMOVE parked${removes}`,
    ConditionExpression: `#run = :run AND attemptsInRun = :attempts AND ${condition}`,
    ExpressionAttributeNames: { '#status': 'status', '#run': 'run', '#ttl': ttlName },
    ExpressionAttributeValues: {
      ...countsOf(delivery),
      ':ttl': { N: String(ttlOf(access)) },
      ':status': { S: status },
      ...values,
      ...(state === undefined
        ? {}
        : { ':stateKey': { S: state.stateKey }, ':stateSort': { S: state.stateSort } }),
    },
    // Whoever ends it knows nothing of its object.
    ReturnValues: status === 'failed' ? 'ALL_NEW' : 'NONE',
  });
  return staleOr(
    write.then(({ Attributes }) => access.payloads.letExpire(Attributes)),
    () => false,
  );
}
