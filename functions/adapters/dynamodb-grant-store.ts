import * as z from 'zod/mini';
import { type Grant, grantId } from '../domain/grant.ts';
import { type GrantPage, type GrantStore, grantSort } from '../domain/grant-ports.ts';
import { actor } from './api-key-item.ts';
import { realTiming, type Timing } from './backoff.ts';
import { readItems, type TableAccess } from './dynamodb-batches.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { text } from './health-item.ts';
import { pagesOf, singly } from './index-pages.ts';
import { requiredText } from './item-fields.ts';
import { byCompany, byKind } from './webhook-item.ts';

export interface DynamoDbGrantStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

const grantSchema = z.object({
  id: text,
  companyId: text,
  toCompanyId: text,
  createdAt: text,
  createdBy: z.pipe(text, actor),
});

function grantKey(id: string): Item {
  return { pk: { S: `GRANT#${id}` }, sk: { S: 'GRANT' } };
}

/** Partitions of `byCompany` and of `byKind`. */
const givenBy = (companyId: string): string => `GRANT#${companyId}`;
const receivedBy = (companyId: string): string => `GRANTED#${companyId}`;

/** GrantStore as items beside the webhooks: `byCompany` has what a company gave, `byKind` what it got. */
export class DynamoDbGrantStore implements GrantStore {
  readonly #access: TableAccess;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbGrantStoreOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
  }

  async add(grant: Grant): Promise<Grant> {
    const { dynamoDb, table } = this.#access;
    const { id, companyId, toCompanyId, createdAt, createdBy } = grant;
    try {
      await dynamoDb.putItem({
        TableName: table,
        Item: {
          ...grantKey(id),
          companyKey: { S: givenBy(companyId) },
          companySort: { S: grantSort(grant) },
          kind: { S: receivedBy(toCompanyId) },
          kindSort: { S: grantSort(grant) },
          id: { S: id },
          companyId: { S: companyId },
          toCompanyId: { S: toCompanyId },
          createdAt: { S: createdAt },
          createdBy: { S: createdBy },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return grant;
    } catch (error) {
      if (error instanceof ConditionFailedError && error.item !== undefined) {
        return grantSchema.parse(error.item);
      }
      throw error;
    }
  }

  async find(id: string): Promise<Grant | undefined> {
    const [item] = await readItems(this.#access, [grantKey(id)]);
    return item === undefined ? undefined : grantSchema.parse(item);
  }

  async list({ companyId, direction, limit, before }: GrantPage): Promise<Grant[]> {
    const range =
      direction === 'given'
        ? { index: byCompany, keyName: 'companyKey', key: givenBy(companyId), sortName: 'companySort' }
        : { index: byKind, keyName: 'kind', key: receivedBy(companyId), sortName: 'kindSort' };
    const options = { ascending: false, limit, ...(before === undefined ? {} : { before }) };
    const grants: Grant[] = [];
    for await (const grant of singly(
      pagesOf(this.#access, range, options, item => grantSchema.parse(item)),
    )) {
      grants.push(grant);
      if (grants.length >= limit) break;
    }
    return grants;
  }

  async remove(id: string): Promise<void> {
    await this.#access.dynamoDb.deleteItem({ TableName: this.#access.table, Key: grantKey(id) });
  }

  async missing(toCompanyId: string, companyIds: readonly string[]): Promise<string[]> {
    const idOf = (companyId: string) => grantId(companyId, toCompanyId);
    const given = await this.given(companyIds.map(idOf));
    return companyIds.filter(companyId => !given.has(idOf(companyId)));
  }

  async given(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const items = await readItems(this.#access, [...new Set(ids)].map(grantKey));
    return new Set(items.map(item => requiredText(item, 'id')));
  }
}
