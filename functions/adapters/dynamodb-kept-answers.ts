import { type Claim, type KeptAnswers, keptMs, type RequestName } from '../domain/kept-answer.ts';
import { realTiming, type Timing } from './backoff.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { requiredText, ttlAfter, ttlName } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';

export interface DynamoDbKeptAnswersOptions {
  readonly dynamoDb: Pick<DynamoDb, 'putItem' | 'deleteItem'>;
  readonly webhooksTable: string;
  readonly timing?: Pick<Timing, 'now'>;
}

function keyOf({ keyId, operationId, idempotencyKey }: RequestName): Item {
  return { pk: { S: `IDEMPOTENCY#${keyId}` }, sk: { S: `${operationId}#${idempotencyKey}` } };
}

/** KeptAnswers as an item per request: `untilMs` while it is under way, `sealed` once there is an answer. */
export class DynamoDbKeptAnswers implements KeptAnswers {
  readonly #dynamoDb: DynamoDbKeptAnswersOptions['dynamoDb'];
  readonly #table: string;
  readonly #now: () => number;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbKeptAnswersOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
    this.#now = timing.now;
  }

  async claim(name: RequestName, fingerprint: string, holder: string, untilMs: number): Promise<Claim> {
    try {
      await this.#dynamoDb.putItem({
        TableName: this.#table,
        Item: { ...this.#item(name, fingerprint, holder), untilMs: { N: String(untilMs) } },
        // Time to live is lazy: an item whose time is over may still be there.
        ConditionExpression:
          'attribute_not_exists(pk) OR #ttl <= :seconds OR (untilMs <= :now AND fingerprint = :fingerprint)',
        ExpressionAttributeNames: { '#ttl': ttlName },
        ExpressionAttributeValues: {
          ':seconds': { N: String(Math.floor(this.#now() / 1000)) },
          ':now': { N: String(this.#now()) },
          ':fingerprint': { S: fingerprint },
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { kind: 'claimed' };
    } catch (error) {
      if (!(error instanceof ConditionFailedError) || error.item === undefined) throw error;
      return {
        kind: 'taken',
        fingerprint: requiredText(error.item, 'fingerprint'),
        sealed: error.item.sealed?.B,
      };
    }
  }

  async keep(name: RequestName, fingerprint: string, holder: string, sealed: Uint8Array): Promise<boolean> {
    return unlessRefused(
      this.#dynamoDb.putItem({
        TableName: this.#table,
        Item: { ...this.#item(name, fingerprint, holder), sealed: { B: sealed } },
        ConditionExpression: 'holder = :holder',
        ExpressionAttributeValues: { ':holder': { S: holder } },
      }),
    );
  }

  async release(name: RequestName, holder: string): Promise<void> {
    await unlessRefused(
      this.#dynamoDb.deleteItem({
        TableName: this.#table,
        Key: keyOf(name),
        ConditionExpression: 'holder = :holder AND attribute_not_exists(sealed)',
        ExpressionAttributeValues: { ':holder': { S: holder } },
      }),
    );
  }

  #item(name: RequestName, fingerprint: string, holder: string): Item {
    return {
      ...keyOf(name),
      fingerprint: { S: fingerprint },
      holder: { S: holder },
      [ttlName]: { N: String(ttlAfter(this.#now(), keptMs)) },
    };
  }
}
