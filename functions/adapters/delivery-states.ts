import type { DeliveriesAccess } from './deliveries-access.ts';
import { byState } from './delivery-item.ts';
import type { Item } from './dynamodb-client.ts';

/** Sorts before, and behind, every time and id that `stateSort` begins with. */
export const beforeAll = '!';
const behindAll = '~';
/** Makes a text the least one that sorts behind it, of those that occur. */
const justBehind = '!';

/** A part of one key of the sparse index. */
export interface StateRange {
  readonly stateKey: string;
  /** Only what sorts behind it. */
  readonly after?: string;
  /** Only what sorts before it. */
  readonly below?: string;
}

function conditionOf({ stateKey, after = beforeAll, below = behindAll }: StateRange) {
  return {
    KeyConditionExpression: 'stateKey = :key AND stateSort BETWEEN :after AND :below',
    ExpressionAttributeValues: {
      ':key': { S: stateKey },
      ':after': { S: `${after}${justBehind}` },
      ':below': { S: below },
    },
  };
}

/** Keys from the index, in its order. */
export async function inState(access: DeliveriesAccess, range: StateRange, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await access.dynamoDb.query({
      TableName: access.table,
      IndexName: byState,
      ...conditionOf(range),
      Limit: limit - items.length,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined && items.length < limit);
  return items;
}

/** How many the index shows, counted to `most`. */
export async function countInState(
  access: DeliveriesAccess,
  range: StateRange,
  most: number,
): Promise<number> {
  let count = 0;
  let start: Item | undefined;
  do {
    const { Count = 0, LastEvaluatedKey } = await access.dynamoDb.query({
      TableName: access.table,
      IndexName: byState,
      Select: 'COUNT',
      ...conditionOf(range),
      Limit: most - count,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    count += Count;
    start = LastEvaluatedKey;
  } while (start !== undefined && count < most);
  return count;
}
