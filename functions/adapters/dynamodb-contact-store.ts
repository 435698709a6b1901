import type { Contact } from '../domain/contact.ts';
import type { ContactStore } from '../domain/contact-store.ts';
import { realTiming, type Timing } from './backoff.ts';
import { contactItem, contactKey, contactOf, contactsKey } from './contact-item.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { dayMs, ttlAfter, ttlName } from './item-fields.ts';
import { unlessRefused } from './unless-refused.ts';
import { byCompany } from './webhook-item.ts';

export interface DynamoDbContactStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

/** Longer than the day that is counted, in every time zone. */
const countRetentionDays = 3;

/** ContactStore as items beside the webhooks, found by company in the same index. */
export class DynamoDbContactStore implements ContactStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #timing: Timing;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbContactStoreOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
    this.#timing = timing;
  }

  async find(id: string): Promise<Contact | undefined> {
    const { Item } = await this.#dynamoDb.getItem({
      TableName: this.#table,
      Key: contactKey(id),
      ConsistentRead: true,
    });
    return Item === undefined ? undefined : contactOf(Item);
  }

  async ofCompany(companyId: string, limit: number): Promise<Contact[]> {
    const contacts: Contact[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#dynamoDb.query({
        TableName: this.#table,
        IndexName: byCompany,
        KeyConditionExpression: 'companyKey = :key',
        ExpressionAttributeValues: { ':key': { S: contactsKey(companyId) } },
        Limit: limit - contacts.length,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      contacts.push(...Items.map(contactOf));
      start = LastEvaluatedKey;
    } while (start !== undefined && contacts.length < limit);
    return contacts;
  }

  save(contact: Contact, before: Contact | undefined): Promise<boolean> {
    return unlessRefused(
      this.#dynamoDb.putItem({
        TableName: this.#table,
        Item: contactItem(contact),
        ...(before === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#status = :status AND tokenHash = :tokenHash',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: {
                ':status': { S: before.status },
                ':tokenHash': { S: before.tokenHash },
              },
            }),
      }),
    );
  }

  async remove(id: string): Promise<void> {
    await this.#dynamoDb.deleteItem({ TableName: this.#table, Key: contactKey(id) });
  }

  admitMail(companyId: string, day: string, most: number): Promise<boolean> {
    return unlessRefused(
      this.#dynamoDb.updateItem({
        TableName: this.#table,
        Key: { pk: { S: `CONTACTMAILS#${companyId}` }, sk: { S: day } },
        UpdateExpression: 'SET #ttl = :ttl ADD mails :one',
        ConditionExpression: 'attribute_not_exists(mails) OR mails < :most',
        ExpressionAttributeNames: { '#ttl': ttlName },
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':most': { N: String(most) },
          ':ttl': { N: String(ttlAfter(this.#timing.now(), countRetentionDays * dayMs)) },
        },
      }),
    );
  }
}
