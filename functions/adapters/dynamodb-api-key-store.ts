import * as z from 'zod/mini';
import { type ApiKey, defaultScopes, keyScopes } from '../domain/api-key.ts';
import type { ApiKeyStore } from '../domain/ports.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { optionalText } from './item-fields.ts';

const keyKind = 'KEY';

const companiesSchema = z.union([z.literal('*'), z.array(z.string())]);

const scopesSchema = z.array(z.enum(keyScopes));

const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  hash: z.string(),
  createdAt: z.string(),
});

function tableKey(hash: string): Item {
  return { pk: { S: `KEY#${hash}` }, sk: { S: 'KEY' } };
}

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
      Item: {
        ...tableKey(key.hash),
        kind: { S: keyKind },
        kindSort: { S: key.id },
        id: { S: key.id },
        name: { S: key.name },
        prefix: { S: key.prefix },
        hash: { S: key.hash },
        companies: key.companies === '*' ? { S: '*' } : { L: key.companies.map(id => ({ S: id })) },
        scopes: { L: key.scopes.map(scope => ({ S: scope })) },
        createdAt: { S: key.createdAt },
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const { Item } = await this.#dynamoDb.getItem({
      TableName: this.#table,
      Key: tableKey(hash),
      ConsistentRead: true,
    });
    if (Item === undefined) return undefined;
    const fields = Object.fromEntries(
      ['id', 'name', 'prefix', 'hash', 'createdAt'].map(n => [n, optionalText(Item, n)]),
    );
    const companies = companiesSchema.parse(Item.companies?.S ?? Item.companies?.L?.map(({ S }) => S));
    const scopes = scopesSchema.parse(Item.scopes?.L?.map(({ S }) => S) ?? defaultScopes);
    return { ...apiKeySchema.parse(fields), companies, scopes };
  }
}
