import type { KeyRateCounts } from '../domain/key-rate.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { DynamoDb } from './dynamodb-client.ts';
import { dayMs, optionalNumber, ttlAfter, ttlName } from './item-fields.ts';

export interface DynamoDbKeyRateCountsOptions {
  readonly dynamoDb: Pick<DynamoDb, 'updateItem'>;
  readonly webhooksTable: string;
  readonly timing?: Pick<Timing, 'now'>;
}

/**
 * KeyRateCounts as an item per key and window. ADD is DynamoDB's own arithmetic, so that nobody has to be first:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.ADD
 */
export class DynamoDbKeyRateCounts implements KeyRateCounts {
  readonly #options: DynamoDbKeyRateCountsOptions;
  readonly #now: () => number;

  constructor(options: DynamoDbKeyRateCountsOptions) {
    this.#options = options;
    this.#now = (options.timing ?? realTiming).now;
  }

  async add(keyId: string, windowStartMs: number, requests: number): Promise<number> {
    const { dynamoDb, webhooksTable } = this.#options;
    const { Attributes = {} } = await dynamoDb.updateItem({
      TableName: webhooksTable,
      Key: { pk: { S: `RATE#${keyId}` }, sk: { S: String(windowStartMs) } },
      UpdateExpression: 'SET #ttl = :ttl ADD requests :requests',
      ExpressionAttributeNames: { '#ttl': ttlName },
      ExpressionAttributeValues: {
        ':requests': { N: String(requests) },
        // A window is over within seconds or minutes; nobody reads it again.
        ':ttl': { N: String(ttlAfter(this.#now(), dayMs)) },
      },
      ReturnValues: 'ALL_NEW',
    });
    return optionalNumber(Attributes, 'requests') ?? requests;
  }
}
