import * as z from 'zod/mini';
import { keyRoles } from '../domain/key-role.ts';
import { isOver, type PortalLink, type PortalSession, portalLanguages, retakeMs } from '../domain/portal.ts';
import type { LinkTaking, PortalStore, TakenLink } from '../domain/portal-ports.ts';
import { realTiming, type Timing } from './backoff.ts';
import { ConditionFailedError, type DynamoDb, type Item } from './dynamodb-client.ts';
import { optionalText, requiredText, ttlName } from './item-fields.ts';

export interface DynamoDbPortalStoreOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

const accessSchema = z.object({
  companies: z.union([z.literal('*'), z.array(z.string())]),
  role: z.enum(keyRoles),
  revealsSecrets: z.boolean(),
  user: z.object({ id: z.string(), name: z.string() }),
  language: z.enum(portalLanguages),
  themeColor: z.exactOptional(z.string()),
  returnUrl: z.exactOptional(z.string()),
  project: z.exactOptional(z.object({ companyId: z.string(), projectId: z.string() })),
  names: z.record(z.string(), z.string()),
});
const sessionSchema = z.object({
  id: z.string(),
  hash: z.string(),
  access: accessSchema,
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
const linkSchema = z.extend(sessionSchema, { sessionMs: z.number() });

const linkKey = (hash: string): Item => ({ pk: { S: `PORTALLINK#${hash}` }, sk: { S: 'PORTALLINK' } });
const sessionKey = (hash: string): Item => ({ pk: { S: `SESSION#${hash}` }, sk: { S: 'SESSION' } });

/** PortalStore as items beside the webhooks that go by themselves once they have expired. */
export class DynamoDbPortalStore implements PortalStore {
  readonly #dynamoDb: DynamoDb;
  readonly #table: string;
  readonly #now: () => number;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbPortalStoreOptions) {
    this.#dynamoDb = dynamoDb;
    this.#table = webhooksTable;
    this.#now = timing.now;
  }

  addLink(link: PortalLink): Promise<void> {
    return this.#add(linkKey(link.hash), link);
  }

  async takeLink(hash: string, { sessionHash, by }: LinkTaking): Promise<TakenLink | undefined> {
    const now = this.#now();
    const takenBy = by === undefined ? {} : { ':by': { S: by }, ':since': { N: String(now - retakeMs) } };
    const again = by === undefined ? '' : ' OR (takenBy = :by AND takenAtMs > :since)';
    try {
      const { Attributes = {} } = await this.#dynamoDb.updateItem({
        TableName: this.#table,
        Key: linkKey(hash),
        UpdateExpression: `SET takenAtMs = if_not_exists(takenAtMs, :now), takenFor = :session${by === undefined ? '' : ', takenBy = :by'}`,
        ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(takenAtMs)${again})`,
        ExpressionAttributeValues: { ':now': { N: String(now) }, ':session': { S: sessionHash }, ...takenBy },
        ReturnValues: 'ALL_OLD',
      });
      const link = linkSchema.parse(JSON.parse(requiredText(Attributes, 'json')));
      if (isOver(link, now)) return undefined;
      const before = optionalText(Attributes, 'takenFor');
      return { link, ...(before === undefined ? {} : { before }) };
    } catch (error) {
      if (error instanceof ConditionFailedError) return undefined;
      throw error;
    }
  }

  addSession(session: PortalSession): Promise<void> {
    return this.#add(sessionKey(session.hash), session);
  }

  async findSession(hash: string): Promise<PortalSession | undefined> {
    const key = { TableName: this.#table, Key: sessionKey(hash), ConsistentRead: true };
    const { Item: item } = await this.#dynamoDb.getItem(key);
    if (item === undefined) return undefined;
    const session = sessionSchema.parse(JSON.parse(requiredText(item, 'json')));
    return isOver(session, this.#now()) ? undefined : session;
  }

  async endSession(hash: string): Promise<void> {
    await this.#dynamoDb.deleteItem({ TableName: this.#table, Key: sessionKey(hash) });
  }

  async #add(key: Item, value: PortalLink | PortalSession): Promise<void> {
    await this.#dynamoDb.putItem({
      TableName: this.#table,
      Item: {
        ...key,
        json: { S: JSON.stringify(value) },
        [ttlName]: { N: String(Math.ceil(Date.parse(value.expiresAt) / 1000)) },
      },
    });
  }
}
