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

/** Which attributes are read. */
type Projection = Pick<KeysAndAttributes, 'ProjectionExpression' | 'ExpressionAttributeNames'>;

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
 * Consistent reads of many items, in any order; what DynamoDB leaves unprocessed is asked for again.
 * @param projection @default every attribute
 * @throws AwsCallError when some stay unprocessed
 */
export async function readItems(
  access: TableAccess,
  keys: readonly Item[],
  projection: Projection = {},
): Promise<Item[]> {
  const groups = await Promise.all(
    inGroups(keys, maxKeys).map(group => readGroup(access, group, projection)),
  );
  return groups.flat();
}

async function readGroup(
  { dynamoDb, table, timing }: TableAccess,
  keys: Item[],
  projection: Projection,
): Promise<Item[]> {
  const items: Item[] = [];
  let left: KeysAndAttributes | undefined = { Keys: keys, ConsistentRead: true, ...projection };
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
export async function writeGroup(
  { dynamoDb, table, timing }: TableAccess,
  items: readonly Item[],
): Promise<Item[]> {
  let left: WriteRequest[] = items.map(Item => ({ PutRequest: { Item } }));
  for (let retry = 0; retry < maxTries && left.length > 0; retry++) {
    if (retry > 0) await timing.wait(fullJitterMs(retry, timing.random()));
    const { UnprocessedItems } = await dynamoDb.batchWriteItem({ RequestItems: { [table]: left } });
    left = UnprocessedItems?.[table] ?? [];
  }
  return left.flatMap(({ PutRequest }) => (PutRequest?.Item === undefined ? [] : [PutRequest.Item]));
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
