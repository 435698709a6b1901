import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import {
  type CompaniesPage,
  type DirectoryChanges,
  type DirectoryEntry,
  type DirectoryKey,
  type DirectoryPage,
  type DirectoryStore,
  directoryKinds,
} from '../domain/directory.ts';
import { AwsCallError } from '../domain/errors.ts';
import { realTiming, type Timing } from './backoff.ts';
import { inGroups, maxWrites, readItems, type TableAccess, writeRequests } from './dynamodb-batches.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { pagesOf, singly } from './index-pages.ts';
import { requiredText } from './item-fields.ts';
import { byKind } from './webhook-item.ts';

export interface DynamoDbDirectoryStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

const partition = 'DIRECTORY#';
/** Where `byKind` shows the names of companies, and nothing else of the directory. */
const companyKind = 'COMPANY';

function sortOf({ kind, id }: Pick<DirectoryKey, 'kind' | 'id'>): string {
  return `${kind}#${id}`;
}

function keyOf(key: DirectoryKey): Item {
  return { pk: { S: `${partition}${key.companyId}` }, sk: { S: sortOf(key) } };
}

function itemOf(entry: DirectoryEntry): Item {
  const item: Item = { ...keyOf(entry), name: { S: entry.name } };
  if (entry.kind !== 'company') return item;
  return { ...item, kind: { S: companyKind }, kindSort: { S: entry.companyId } };
}

/** @throws TypeError for an item that is no entry */
function entryOf(item: Item): DirectoryEntry {
  const [companyId, sort] = [requiredText(item, 'pk').slice(partition.length), requiredText(item, 'sk')];
  const end = sort.indexOf('#');
  const kind = directoryKinds.find(one => one === sort.slice(0, end));
  if (kind === undefined) throw new TypeError(`a stored entry of the directory has no kind: ${sort}`);
  return { companyId, kind, id: sort.slice(end + 1), name: requiredText(item, 'name') };
}

/** DirectoryStore as items beside the webhooks, a partition for each company. */
export class DynamoDbDirectoryStore implements DirectoryStore {
  readonly #access: TableAccess;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbDirectoryStoreOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
  }

  /** One batch after the other: a partition takes 1,000 writes a second. */
  async change({ upsert, remove }: DirectoryChanges): Promise<void> {
    const requests: WriteRequest[] = [
      ...upsert.map(entry => ({ PutRequest: { Item: itemOf(entry) } })),
      ...remove.map(key => ({ DeleteRequest: { Key: keyOf(key) } })),
    ];
    for (const group of inGroups(requests, maxWrites)) {
      const left = await writeRequests(this.#access, group);
      if (left.length === 0) continue;
      throw new AwsCallError('UnprocessedItems', 'DynamoDB did not take all writes of a batch', true);
    }
  }

  async list({ companyId, kind, limit, after }: DirectoryPage): Promise<DirectoryEntry[]> {
    const { dynamoDb, table: TableName } = this.#access;
    const entries: DirectoryEntry[] = [];
    let start = after === undefined ? undefined : keyOf({ companyId, ...after });
    do {
      const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
        TableName,
        KeyConditionExpression: kind === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :kind)',
        ExpressionAttributeValues: {
          ':pk': { S: `${partition}${companyId}` },
          ...(kind === undefined ? {} : { ':kind': { S: sortOf({ kind, id: '' }) } }),
        },
        ConsistentRead: true,
        Limit: limit - entries.length,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      entries.push(...Items.map(entryOf));
      start = LastEvaluatedKey;
    } while (start !== undefined && entries.length < limit);
    return entries;
  }

  async listCompanies({ limit, after }: CompaniesPage): Promise<DirectoryEntry[]> {
    const entries: DirectoryEntry[] = [];
    const range = { index: byKind, keyName: 'kind', key: companyKind, sortName: 'kindSort' };
    const options = { ascending: true, limit, ...(after === undefined ? {} : { after }) };
    for await (const entry of singly(pagesOf(this.#access, range, options, entryOf))) {
      entries.push(entry);
      if (entries.length === limit) break;
    }
    return entries;
  }

  async find(keys: readonly DirectoryKey[]): Promise<DirectoryEntry[]> {
    return (await readItems(this.#access, keys.map(keyOf), { ConsistentRead: false })).map(entryOf);
  }
}
