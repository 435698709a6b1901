import type { GrantRound } from '../domain/grant-ports.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { optionalText } from './item-fields.ts';

export interface DynamoDbGrantRoundOptions {
  readonly dynamoDb: Pick<DynamoDb, 'getItem' | 'putItem'>;
  readonly webhooksTable: string;
}

const key: Item = { pk: { S: 'ROUND#grants' }, sk: { S: 'ROUND' } };

/** GrantRound as one item, without `lastId` while no round is to go on. */
export class DynamoDbGrantRound implements GrantRound {
  readonly #options: DynamoDbGrantRoundOptions;

  constructor(options: DynamoDbGrantRoundOptions) {
    this.#options = options;
  }

  async lastId(): Promise<string | undefined> {
    const { dynamoDb, webhooksTable } = this.#options;
    const { Item = {} } = await dynamoDb.getItem({
      TableName: webhooksTable,
      Key: key,
      ConsistentRead: true,
    });
    return optionalText(Item, 'lastId');
  }

  stopAfter(webhookId: string): Promise<void> {
    return this.#put({ lastId: { S: webhookId } });
  }

  end(): Promise<void> {
    return this.#put({});
  }

  #put(fields: Item): Promise<void> {
    const { dynamoDb, webhooksTable } = this.#options;
    return dynamoDb.putItem({ TableName: webhooksTable, Item: { ...key, ...fields } });
  }
}
