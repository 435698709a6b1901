import type { HourlyCounts } from '../domain/statistics/counts.ts';
import type { StatisticsRange, StatisticsStore } from '../domain/statistics/statistics-store.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { dayMs, isExpired, ttlAfter, ttlName } from './item-fields.ts';
import { addedBy, countsOf } from './statistics-item.ts';

/** Longer than the longest period that is read. */
const retentionDays = 40;

export interface DynamoDbStatisticsStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly deliveriesTable: string;
  readonly timing?: Timing;
}

const keyOf = (webhookId: string) => ({ S: `STATISTICS#${webhookId}` });

/** StatisticsStore beside the deliveries: an item per webhook and hour, see `statistics-item.ts`. */
export class DynamoDbStatisticsStore implements StatisticsStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #timing: Timing;

  constructor({ dynamoDb, deliveriesTable, timing = realTiming }: DynamoDbStatisticsStoreOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = deliveriesTable;
    this.#timing = timing;
  }

  async add({ webhookId, hour, ...counts }: HourlyCounts): Promise<void> {
    const added = addedBy(counts);
    const ttl = ttlAfter(Date.parse(`${hour}:00:00Z`), retentionDays * dayMs);
    await this.#dynamoDb.updateItem({
      TableName: this.#table,
      Key: { pk: keyOf(webhookId), sk: { S: hour } },
      UpdateExpression: `SET #ttl = :ttl ADD ${added.map((_, index) => `#${index} :${index}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#ttl': ttlName,
        ...Object.fromEntries(added.map(([name], index) => [`#${index}`, name])),
      },
      ExpressionAttributeValues: {
        ':ttl': { N: String(ttl) },
        ...Object.fromEntries(added.map(([, count], index) => [`:${index}`, { N: String(count) }])),
      },
    });
  }

  async hours({ webhookId, firstHour, lastHour }: StatisticsRange): Promise<HourlyCounts[]> {
    const found: HourlyCounts[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#dynamoDb.query({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': keyOf(webhookId),
          ':first': { S: firstHour },
          ':last': { S: lastHour },
        },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      const nowMs = this.#timing.now();
      found.push(...Items.filter(item => !isExpired(item, nowMs)).map(item => countsOf(webhookId, item)));
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return found;
  }
}
