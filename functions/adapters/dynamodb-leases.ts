import type { Leases } from '../domain/ports.ts';
import { realTiming, type Timing } from './backoff.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { dayMs, ttlAfter, ttlName } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';

export interface DynamoDbLeasesOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  /** Tells this holder from every other. */
  readonly holder: string;
  readonly timing?: Timing;
}

/** Leases as items of their own, each under its name. */
export class DynamoDbLeases implements Leases {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #holder: string;
  readonly #timing: Timing;

  constructor({ dynamoDb, webhooksTable, holder, timing = realTiming }: DynamoDbLeasesOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
    this.#holder = holder;
    this.#timing = timing;
  }

  take(name: string, untilMs: number): Promise<boolean> {
    return this.#put(name, untilMs, 'attribute_not_exists(pk) OR untilMs <= :now OR holder = :holder', {
      ':now': { N: String(this.#timing.now()) },
    });
  }

  async giveBack(name: string): Promise<void> {
    await this.#put(name, 0, 'holder = :holder');
  }

  async #put(name: string, untilMs: number, condition: string, values: Item = {}): Promise<boolean> {
    return unlessRefused(
      this.#dynamoDb.putItem({
        TableName: this.#table,
        Item: {
          pk: { S: `LEASE#${name}` },
          sk: { S: 'LEASE' },
          holder: { S: this.#holder },
          untilMs: { N: String(untilMs) },
          // Long after its end: an item that is gone is as good as one whose time is over.
          [ttlName]: { N: String(ttlAfter(this.#timing.now(), dayMs)) },
        },
        ConditionExpression: condition,
        ExpressionAttributeValues: { ':holder': { S: this.#holder }, ...values },
      }),
    );
  }
}
