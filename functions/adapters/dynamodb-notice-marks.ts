import type { NoticeKey } from '../domain/notices/notice.ts';
import type { Claim, NoticeMarks } from '../domain/notices/notice-marks.ts';
import { realTiming, type Timing } from './backoff.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { sortOf } from './history-item.ts';
import { dayMs, optionalText, ttlAfter, ttlName } from './item-fields.ts';

export interface DynamoDbNoticeMarksOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

/** As long as a webhook's history: a recovery may come long after what it ends. */
const retentionDays = 400;

function keyOf({ webhookId, version, contactId }: NoticeKey): Item {
  return { pk: { S: `NOTICE#${webhookId}` }, sk: { S: `${sortOf(version)}#${contactId}` } };
}

/** NoticeMarks as an item per mail. */
export class DynamoDbNoticeMarks implements NoticeMarks {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #timing: Timing;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbNoticeMarksOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
    this.#timing = timing;
  }

  async claim(key: NoticeKey, untilMs: number): Promise<Claim> {
    try {
      await this.#dynamoDb.putItem({
        TableName: this.#table,
        Item: { ...this.#item(key, 'sending'), untilMs: { N: String(untilMs) } },
        ConditionExpression: 'attribute_not_exists(pk) OR (#state = :sending AND untilMs <= :now)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':sending': { S: 'sending' },
          ':now': { N: String(this.#timing.now()) },
        },
      });
      return 'claimed';
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return (await this.wasSent(key)) ? 'sent' : 'busy';
    }
  }

  async markSent(key: NoticeKey): Promise<void> {
    await this.#dynamoDb.putItem({ TableName: this.#table, Item: this.#item(key, 'sent') });
  }

  async wasSent(key: NoticeKey): Promise<boolean> {
    const { Item = {} } = await this.#dynamoDb.getItem({
      TableName: this.#table,
      Key: keyOf(key),
      ConsistentRead: true,
    });
    return optionalText(Item, 'state') === 'sent';
  }

  #item(key: NoticeKey, state: 'sending' | 'sent'): Item {
    const ttl = ttlAfter(this.#timing.now(), retentionDays * dayMs);
    return { ...keyOf(key), state: { S: state }, [ttlName]: { N: String(ttl) } };
  }
}
