import type { TableAccess } from './dynamodb-batches.ts';
import type { Item } from './dynamodb-client.ts';

/** Partitions whose first items are read at the same time. */
const concurrency = 8;

/** A partition of an index. */
export interface IndexRange {
  readonly index: string;
  readonly keyName: string;
  readonly key: string;
  readonly sortName: string;
}

export interface PageOptions {
  readonly ascending: boolean;
  readonly limit: number;
  /** Only what sorts before this. */
  readonly before?: string;
  /** Only what sorts after this; not beside `before`. */
  readonly after?: string;
}

/** The partition's items, page by page. */
export async function* pagesOf<Value>(
  { dynamoDb, table }: TableAccess,
  { index, keyName, key, sortName }: IndexRange,
  { ascending, limit, before, after }: PageOptions,
  read: (item: Item) => Value,
): AsyncGenerator<Value[]> {
  let start: Item | undefined;
  const bound = before ?? after;
  const beyond = before === undefined ? '>' : '<';
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: bound === undefined ? '#key = :key' : `#key = :key AND #sort ${beyond} :bound`,
      ExpressionAttributeNames: { '#key': keyName, ...(bound === undefined ? {} : { '#sort': sortName }) },
      ExpressionAttributeValues: {
        ':key': { S: key },
        ...(bound === undefined ? {} : { ':bound': { S: bound } }),
      },
      ScanIndexForward: ascending,
      Limit: limit,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    yield Items.map(read);
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** How many items the partition has. @param enough to stop at */
export async function countOf(
  { dynamoDb, table }: TableAccess,
  { index, keyName, key }: IndexRange,
  enough: number,
): Promise<number> {
  let count = 0;
  let start: Item | undefined;
  do {
    const { Count = 0, LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      IndexName: index,
      Select: 'COUNT',
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': keyName },
      ExpressionAttributeValues: { ':key': { S: key } },
      ...(Number.isFinite(enough) ? { Limit: enough - count } : {}),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    count += Count;
    start = LastEvaluatedKey;
  } while (start !== undefined && count < enough);
  return count;
}

export async function* singly<Value>(
  pages: AsyncIterable<readonly Value[]>,
): AsyncGenerator<Value, undefined> {
  for await (const page of pages) yield* page;
}

/** Merges streams that are newest first each, by their ids. */
export async function* newestFirst<Value extends { readonly id: string }>(
  streams: readonly AsyncGenerator<Value, undefined>[],
): AsyncGenerator<Value> {
  const heads: { value: Value; stream: AsyncGenerator<Value, undefined> }[] = [];
  for (let start = 0; start < streams.length; start += concurrency) {
    const group = streams.slice(start, start + concurrency);
    const firsts = await Promise.all(group.map(async stream => ({ stream, first: await stream.next() })));
    for (const { stream, first } of firsts) {
      if (first.value !== undefined) heads.push({ stream, value: first.value });
    }
  }
  for (;;) {
    let newest: (typeof heads)[number] | undefined;
    for (const head of heads) if (newest === undefined || head.value.id > newest.value.id) newest = head;
    if (newest === undefined) return;
    yield newest.value;
    const { value } = await newest.stream.next();
    if (value === undefined) heads.splice(heads.indexOf(newest), 1);
    else newest.value = value;
  }
}
