import * as z from 'zod/mini';
import type { TransitionGuard } from '../domain/own-fault-ports.ts';
import { admitTransition } from '../domain/transition-limit.ts';
import type { DynamoDb } from './dynamodb-client.ts';
import { optionalNumber, optionalText } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';

const maxTries = 8;
const key = { pk: { S: 'GUARD#transitions' }, sk: { S: 'GUARD' } };
const recentSchema = z.record(z.string(), z.number());

export interface DynamoDbTransitionGuardOptions {
  readonly dynamoDb: Pick<DynamoDb, 'getItem' | 'updateItem'>;
  readonly webhooksTable: string;
  /** See `admitTransition`. */
  readonly limit: number;
}

/** TransitionGuard as one item, which only transitions touch: they are rare, and when they are not, that is what it is for. */
export class DynamoDbTransitionGuard implements TransitionGuard {
  readonly #options: DynamoDbTransitionGuardOptions;

  constructor(options: DynamoDbTransitionGuardOptions) {
    this.#options = options;
  }

  async admit(webhookId: string, nowMs: number): Promise<boolean> {
    const { dynamoDb, webhooksTable, limit } = this.#options;
    for (let tried = 0; tried < maxTries; tried++) {
      const { Item = {} } = await dynamoDb.getItem({
        TableName: webhooksTable,
        Key: key,
        ConsistentRead: true,
      });
      const text = optionalText(Item, 'recent');
      const recent = recentSchema.parse(JSON.parse(text ?? '{}'));
      const webhooks = optionalNumber(Item, 'webhooks') ?? 0;
      const next = admitTransition(recent, webhookId, nowMs, { limit, webhooks });
      if (next === undefined) return false;
      if (await this.#replace(text, JSON.stringify(next))) return true;
    }
    // So many at once is what the limit is about.
    return false;
  }

  async noteWebhooks(count: number): Promise<void> {
    const { dynamoDb, webhooksTable } = this.#options;
    await dynamoDb.updateItem({
      TableName: webhooksTable,
      Key: key,
      UpdateExpression: 'SET webhooks = :count',
      ExpressionAttributeValues: { ':count': { N: String(count) } },
    });
  }

  async #replace(before: string | undefined, next: string): Promise<boolean> {
    const { dynamoDb, webhooksTable } = this.#options;
    return unlessRefused(
      dynamoDb.updateItem({
        TableName: webhooksTable,
        Key: key,
        UpdateExpression: 'SET recent = :next',
        ConditionExpression: before === undefined ? 'attribute_not_exists(recent)' : 'recent = :before',
        ExpressionAttributeValues: {
          ':next': { S: next },
          ...(before === undefined ? {} : { ':before': { S: before } }),
        },
      }),
    );
  }
}
