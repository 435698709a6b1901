import type {
  KeysAndAttributes,
  TransactWriteItemsCommandInput,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { AwsCallError } from '../domain/errors.ts';
import { fullJitterMs, type Timing } from './backoff.ts';
import {
  type DynamoDb,
  type Item,
  TransactionCanceledError,
  transactionConditionFailed,
} from './dynamodb-client.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxKeys = 100;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const maxWrites = 25;
const maxTries = 6;

/** How consistently is read, and which attributes. */
type Reading = Pick<
  KeysAndAttributes,
  'ConsistentRead' | 'ProjectionExpression' | 'ExpressionAttributeNames'
>;

export interface TableAccess {
  readonly dynamoDb: DynamoDb;
  readonly table: string;
  readonly timing: Timing;
}

export function inGroups<Value>(values: readonly Value[], size: number): Value[][] {
  const groups: Value[][] = [];
  for (let start = 0; start < values.length; start += size) groups.push(values.slice(start, start + size));
  return groups;
}

/**
 * Reads of many items, in any order; what DynamoDB leaves unprocessed is asked for again.
 * @param how consistently, and which attributes @default consistently every attribute
 * @throws AwsCallError when some stay unprocessed
 */
export async function readItems(
  access: TableAccess,
  keys: readonly Item[],
  how: Reading = {},
): Promise<Item[]> {
  const groups = await Promise.all(inGroups(keys, maxKeys).map(group => readGroup(access, group, how)));
  return groups.flat();
}

async function readGroup(
  { dynamoDb, table, timing }: TableAccess,
  keys: Item[],
  how: Reading,
): Promise<Item[]> {
  const items: Item[] = [];
  let left: KeysAndAttributes | undefined = { Keys: keys, ConsistentRead: true, ...how };
  for (let retry = 0; retry < maxTries; retry++) {
    if (retry > 0) await timing.wait(fullJitterMs(retry, timing.random()));
    const { Responses, UnprocessedKeys } = await dynamoDb.batchGetItem({ RequestItems: { [table]: left } });
    items.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table];
    if (left === undefined || (left.Keys ?? []).length === 0) return items;
  }
  throw new AwsCallError('UnprocessedKeys', 'DynamoDB did not read all keys of a batch', true);
}

/**
 * Unconditional writes of at most 25 items; what DynamoDB leaves unprocessed is tried again.
 * @returns the items that were not written in the end
 */
export async function writeGroup(access: TableAccess, items: readonly Item[]): Promise<Item[]> {
  const left = await writeRequests(
    access,
    items.map(Item => ({ PutRequest: { Item } })),
  );
  return left.flatMap(({ PutRequest }) => (PutRequest?.Item === undefined ? [] : [PutRequest.Item]));
}

/**
 * At most 25 unconditional writes and deletions, each of another item; what DynamoDB leaves unprocessed is tried again.
 * @returns what was not done in the end
 */
export async function writeRequests(
  { dynamoDb, table, timing }: TableAccess,
  requests: readonly WriteRequest[],
): Promise<WriteRequest[]> {
  let left: WriteRequest[] = [...requests];
  for (let retry = 0; retry < maxTries && left.length > 0; retry++) {
    if (retry > 0) await timing.wait(fullJitterMs(retry, timing.random()));
    const { UnprocessedItems } = await dynamoDb.batchWriteItem({ RequestItems: { [table]: left } });
    left = UnprocessedItems?.[table] ?? [];
  }
  return left;
}

/** Others write the same items all the time: for the caller the same as having come second. */
function isContention(reason: string): boolean {
  return reason === 'None' || reason === 'TransactionConflict';
}

/**
 * A transaction with conditions; one that met another transaction is tried again.
 * @returns false when a condition did not hold, or others were always faster: nothing is written then
 */
export async function transact(
  { dynamoDb, timing }: Pick<TableAccess, 'dynamoDb' | 'timing'>,
  input: TransactWriteItemsCommandInput,
): Promise<boolean> {
  for (let retry = 0; ; retry++) {
    try {
      await dynamoDb.transactWriteItems(input);
      return true;
    } catch (error) {
      if (!(error instanceof TransactionCanceledError)) throw error;
      if (error.reasons.includes(transactionConditionFailed)) return false;
      if (retry + 1 >= maxTries && error.reasons.every(isContention)) return false;
      if (!error.retryable || retry + 1 >= maxTries) throw error;
      await timing.wait(fullJitterMs(retry, timing.random()));
    }
  }
}
