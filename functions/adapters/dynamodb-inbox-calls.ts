import type { InboxCall } from '../domain/inbox-call.ts';
import type { InboxCallPage, InboxCalls } from '../domain/inbox-ports.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { inboxCallItem, inboxCallOf, inboxCallsKey, inboxHoursKey } from './inbox-item.ts';
import { dayMs, isExpired, ttlAfter, ttlName } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';

export interface DynamoDbInboxCallsOptions {
  readonly dynamoDb: DynamoDb;
  readonly deliveriesTable: string;
  readonly timing?: Timing;
}

/** InboxCalls as items beside the deliveries, one for each call and one for each hour's count. */
export class DynamoDbInboxCalls implements InboxCalls {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #timing: Timing;

  constructor({ dynamoDb, deliveriesTable, timing = realTiming }: DynamoDbInboxCallsOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = deliveriesTable;
    this.#timing = timing;
  }

  admit(inboxId: string, hour: string, most: number): Promise<boolean> {
    return unlessRefused(
      this.#dynamoDb.updateItem({
        TableName: this.#table,
        Key: { pk: { S: inboxHoursKey(inboxId) }, sk: { S: hour } },
        UpdateExpression: 'SET #ttl = :ttl ADD calls :one',
        ConditionExpression: 'attribute_not_exists(calls) OR calls < :most',
        ExpressionAttributeNames: { '#ttl': ttlName },
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':most': { N: String(most) },
          ':ttl': { N: String(ttlAfter(this.#timing.now(), dayMs)) },
        },
      }),
    );
  }

  async add(inboxId: string, call: InboxCall): Promise<void> {
    await this.#dynamoDb.putItem({ TableName: this.#table, Item: inboxCallItem(inboxId, call) });
  }

  async list({ inboxId, limit, before }: InboxCallPage): Promise<InboxCall[]> {
    const nowMs = this.#timing.now();
    const calls: InboxCall[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#dynamoDb.query({
        TableName: this.#table,
        KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: {
          ':pk': { S: inboxCallsKey(inboxId) },
          ...(before === undefined ? {} : { ':before': { S: before } }),
        },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit - calls.length,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      const kept = Items.filter(item => !isExpired(item, nowMs));
      calls.push(...kept.map(inboxCallOf));
      // Behind an expired one there are only older ones.
      start = kept.length < Items.length ? undefined : LastEvaluatedKey;
    } while (start !== undefined && calls.length < limit);
    return calls;
  }
}
