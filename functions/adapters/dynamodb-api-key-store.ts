import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeyPage, ApiKeyStore } from '../domain/api-key-ports.ts';
import { covers } from '../domain/caller.ts';
import { AwsCallError } from '../domain/errors.ts';
import { apiKeyOf, hashKey, idKey, itemOfApiKey, keyKind, keysOf } from './api-key-item.ts';
import { realTiming, type Timing } from './backoff.ts';
import { type TableAccess, transact } from './dynamodb-batches.ts';
import { conditionFailedCode, type DynamoDb, type Item } from './dynamodb-client.ts';
import { type IndexRange, newestFirst, pagesOf, singly } from './index-pages.ts';
import { optionalText } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';
import { byCompany, byKind } from './webhook-item.ts';

export interface DynamoDbApiKeyStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

/** ApiKeyStore: a key's item is found by its hash, which a second item knows by the key's id. */
export class DynamoDbApiKeyStore implements ApiKeyStore {
  readonly #access: TableAccess;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbApiKeyStoreOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
  }

  /** @throws AwsCallError `ConditionalCheckFailedException` when the key exists */
  async create(key: ApiKey): Promise<void> {
    const items = [itemOfApiKey(key), { ...idKey(key.id), hash: { S: key.hash } }];
    const isWritten = await transact(this.#access, {
      TransactItems: items.map(Item => ({
        Put: { TableName: this.#access.table, Item, ConditionExpression: 'attribute_not_exists(pk)' },
      })),
    });
    if (!isWritten) throw new AwsCallError(conditionFailedCode, `${key.id} exists already`, false);
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const item = await this.#read(hashKey(hash));
    return item === undefined ? undefined : apiKeyOf(item);
  }

  async find(id: string): Promise<ApiKey | undefined> {
    const item = await this.#read(idKey(id));
    const hash = item === undefined ? undefined : optionalText(item, 'hash');
    return hash === undefined ? undefined : this.findByHash(hash);
  }

  async list({ companies, limit, before }: ApiKeyPage): Promise<ApiKey[]> {
    const options = { ascending: false, limit, ...(before === undefined ? {} : { before }) };
    const ranges: IndexRange[] =
      companies === '*'
        ? [{ index: byKind, keyName: 'kind', key: keyKind, sortName: 'kindSort' }]
        : [...new Set(companies)].map(id => ({
            index: byCompany,
            keyName: 'companyKey',
            key: keysOf(id),
            sortName: 'companySort',
          }));
    const keys: ApiKey[] = [];
    const streams = ranges.map(range => singly(pagesOf(this.#access, range, options, apiKeyOf)));
    for await (const key of newestFirst(streams)) {
      if (companies !== '*' && (key.companies === '*' || !covers({ companies }, key.companies))) continue;
      keys.push(key);
      if (keys.length >= limit) break;
    }
    return keys;
  }

  expire({ hash }: ApiKey, expiresAt: string): Promise<boolean> {
    return this.#update(hash, {
      UpdateExpression: 'SET expiresAt = :at',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(expiresAt) OR expiresAt > :at)',
      ExpressionAttributeValues: { ':at': { S: expiresAt } },
    });
  }

  async noteUse({ hash }: ApiKey, at: string): Promise<void> {
    await this.#update(hash, {
      UpdateExpression: 'SET lastUsedAt = :at',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :at)',
      ExpressionAttributeValues: { ':at': { S: at } },
    });
  }

  remove({ id, hash }: ApiKey): Promise<boolean> {
    const { table: TableName } = this.#access;
    return transact(this.#access, {
      TransactItems: [
        { Delete: { TableName, Key: hashKey(hash), ConditionExpression: 'attribute_exists(pk)' } },
        { Delete: { TableName, Key: idKey(id) } },
      ],
    });
  }

  async #read(Key: Item): Promise<Item | undefined> {
    const { dynamoDb, table } = this.#access;
    return (await dynamoDb.getItem({ TableName: table, Key, ConsistentRead: true })).Item;
  }

  #update(
    hash: string,
    update: {
      readonly UpdateExpression: string;
      readonly ConditionExpression: string;
      readonly ExpressionAttributeValues: Item;
    },
  ): Promise<boolean> {
    const { dynamoDb, table } = this.#access;
    return unlessRefused(dynamoDb.updateItem({ TableName: table, Key: hashKey(hash), ...update }));
  }
}
