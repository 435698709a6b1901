import type { HistoryEntry } from '../domain/health-change.ts';
import type { HistoryPage, HistoryStore } from '../domain/history-store.ts';
import { realTiming, type Timing } from './backoff.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { entryOf, historyItem, historyKey, sortOf } from './history-item.ts';
import { dayMs, isExpired, ttlAfter } from './item-fields.ts';

export interface DynamoDbHistoryStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

/** So long entries stay: the same season of last year can still be seen. */
const retentionDays = 400;

/** HistoryStore as items beside the webhooks, see `history-item.ts`. */
export class DynamoDbHistoryStore implements HistoryStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #timing: Timing;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbHistoryStoreOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
    this.#timing = timing;
  }

  async add(webhookId: string, entry: HistoryEntry): Promise<void> {
    const ttl = ttlAfter(this.#timing.now(), retentionDays * dayMs);
    try {
      await this.#dynamoDb.putItem({
        TableName: this.#table,
        Item: historyItem(webhookId, entry, ttl),
        ConditionExpression: 'attribute_not_exists(pk)',
      });
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  }

  async list({ webhookId, limit, before }: HistoryPage): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#dynamoDb.query({
        TableName: this.#table,
        KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: {
          ':pk': { S: historyKey(webhookId) },
          ...(before === undefined ? {} : { ':before': { S: sortOf(before) } }),
        },
        ScanIndexForward: false,
        Limit: limit - entries.length,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      const nowMs = this.#timing.now();
      entries.push(...Items.filter(item => !isExpired(item, nowMs)).map(entryOf));
      start = LastEvaluatedKey;
    } while (start !== undefined && entries.length < limit);
    return entries;
  }
}
