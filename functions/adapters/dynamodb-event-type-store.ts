import type { EventType, EventTypeChange } from '../domain/event-types/event-type.ts';
import type { EventTypePage, EventTypeStore } from '../domain/event-types/event-type-store.ts';
import { realTiming, type Timing } from './backoff.ts';
import { readItems, type TableAccess, transact } from './dynamodb-batches.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { eventTypeItem, eventTypeKey, eventTypeOf, eventTypesKey } from './event-type-item.ts';
import { requiredText } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';

export interface DynamoDbEventTypeStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

/** That a type is as it was read: versions begin anew when a type is made again after it was deleted, times do not. */
const asRead = 'version = :version AND updatedAt = :updatedAt';

function valuesOf({ version, updatedAt = '' }: EventType): Item {
  return { ':version': { N: String(version) }, ':updatedAt': { S: updatedAt } };
}

/** EventTypeStore as items beside the webhooks, see `event-type-item.ts`. */
export class DynamoDbEventTypeStore implements EventTypeStore {
  readonly #access: TableAccess;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbEventTypeStoreOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
  }

  async find(name: string): Promise<EventType | undefined> {
    const { dynamoDb, table: TableName } = this.#access;
    const { Item } = await dynamoDb.getItem({ TableName, Key: eventTypeKey(name), ConsistentRead: true });
    return Item === undefined ? undefined : eventTypeOf(Item);
  }

  async findAll(names: readonly string[]): Promise<EventType[]> {
    return (await readItems(this.#access, names.map(eventTypeKey))).map(eventTypeOf);
  }

  async names(): Promise<string[]> {
    const items = await this.#query({ ProjectionExpression: 'sk' });
    return items.map(item => requiredText(item, 'sk'));
  }

  async list({ limit, after }: EventTypePage): Promise<EventType[]> {
    const items = await this.#query(after === undefined ? {} : { after }, limit);
    return items.map(eventTypeOf);
  }

  save(changes: readonly EventTypeChange[]): Promise<boolean> {
    const { table: TableName } = this.#access;
    return transact(this.#access, {
      TransactItems: changes.map(({ type, before }) => ({
        Put: {
          TableName,
          Item: eventTypeItem(type),
          ...(before === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : { ConditionExpression: asRead, ExpressionAttributeValues: valuesOf(before) }),
        },
      })),
    });
  }

  remove(type: EventType): Promise<boolean> {
    const { dynamoDb, table: TableName } = this.#access;
    return unlessRefused(
      dynamoDb.deleteItem({
        TableName,
        Key: eventTypeKey(type.name),
        ConditionExpression: asRead,
        ExpressionAttributeValues: valuesOf(type),
      }),
    );
  }

  async #query(
    { after, ...options }: { readonly after?: string; readonly ProjectionExpression?: string },
    limit = Number.POSITIVE_INFINITY,
  ): Promise<Item[]> {
    const { dynamoDb, table: TableName } = this.#access;
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
        TableName,
        KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: {
          ':pk': { S: eventTypesKey },
          ...(after === undefined ? {} : { ':after': { S: after } }),
        },
        ConsistentRead: true,
        ...options,
        ...(Number.isFinite(limit) ? { Limit: limit - items.length } : {}),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      items.push(...Items);
      start = LastEvaluatedKey;
    } while (start !== undefined && items.length < limit);
    return items;
  }
}
