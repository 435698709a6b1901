import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeyStore } from '../domain/ports.ts';
import { apiKeyOf, hashKey, itemOfApiKey } from './api-key-item.ts';
import type { DynamoDb } from './dynamodb-client.ts';

/** ApiKeyStore: a key's item is found by its hash; the index `byKind` lists keys by id. */
export class DynamoDbApiKeyStore implements ApiKeyStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;

  constructor({ dynamoDb, webhooksTable }: { readonly dynamoDb: DynamoDb; readonly webhooksTable: string }) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
  }

  /** @throws AwsCallError `ConditionalCheckFailedException` when the key exists */
  async create(key: ApiKey): Promise<void> {
    await this.#dynamoDb.putItem({
      TableName: this.#table,
      Item: itemOfApiKey(key),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const { Item } = await this.#dynamoDb.getItem({
      TableName: this.#table,
      Key: hashKey(hash),
      ConsistentRead: true,
    });
    return Item === undefined ? undefined : apiKeyOf(Item);
  }
}
