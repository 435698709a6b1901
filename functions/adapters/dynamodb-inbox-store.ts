import type { Inbox } from '../domain/inbox.ts';
import type { InboxStore } from '../domain/inbox-ports.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { inboxesKey, inboxItem, inboxKey, inboxOf, inboxTtl } from './inbox-item.ts';
import { ttlName } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';
import { byCompany } from './webhook-item.ts';

export interface DynamoDbInboxStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
}

/** InboxStore as items beside the webhooks, found by company in the same index until they are deleted. */
export class DynamoDbInboxStore implements InboxStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;

  constructor({ dynamoDb, webhooksTable }: DynamoDbInboxStoreOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
  }

  async add(inbox: Inbox): Promise<void> {
    await this.#dynamoDb.putItem({ TableName: this.#table, Item: inboxItem(inbox) });
  }

  async find(id: string): Promise<Inbox | undefined> {
    const { Item } = await this.#dynamoDb.getItem({
      TableName: this.#table,
      Key: inboxKey(id),
      ConsistentRead: true,
    });
    return Item === undefined ? undefined : inboxOf(Item);
  }

  async ofCompany(companyId: string, nowMs: number, limit: number): Promise<Inbox[]> {
    const inboxes: Inbox[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#dynamoDb.query({
        TableName: this.#table,
        IndexName: byCompany,
        KeyConditionExpression: 'companyKey = :key AND companySort > :now',
        ExpressionAttributeValues: {
          ':key': { S: inboxesKey(companyId) },
          // `~` comes after the space that follows the time: what ends now is over.
          ':now': { S: `${new Date(nowMs).toISOString()}~` },
        },
        ScanIndexForward: false,
        Limit: limit - inboxes.length,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      inboxes.push(...Items.map(inboxOf));
      start = LastEvaluatedKey;
    } while (start !== undefined && inboxes.length < limit);
    return inboxes;
  }

  async end(id: string, at: string): Promise<void> {
    await unlessRefused(
      this.#dynamoDb.updateItem({
        TableName: this.#table,
        Key: inboxKey(id),
        UpdateExpression: 'SET deletedAt = :at, #ttl = :ttl REMOVE companyKey, companySort',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(deletedAt)',
        ExpressionAttributeNames: { '#ttl': ttlName },
        ExpressionAttributeValues: {
          ':at': { S: at },
          ':ttl': { N: String(inboxTtl({ expiresAt: at, deletedAt: at })) },
        },
      }),
    );
  }
}
