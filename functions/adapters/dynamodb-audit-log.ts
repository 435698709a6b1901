import * as z from 'zod/mini';
import { type AuditEntry, actorKinds, auditOutcomes } from '../domain/audit/audit-entry.ts';
import {
  type AuditLog,
  type AuditPlace,
  type AuditSearch,
  type FoundEntries,
  firstIdAt,
  isMeant,
  placeOf,
  placesOf,
} from '../domain/audit/audit-log.ts';
import { AwsCallError } from '../domain/errors.ts';
import { realTiming, type Timing } from './backoff.ts';
import { inGroups, maxWrites, type TableAccess, writeGroup } from './dynamodb-batches.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { dayMs, isExpired, requiredText, ttlAfter, ttlName } from './item-fields.ts';

/** As the history of webhooks. */
const retentionDays = 400;
const mostLookedAt = 1000;
const pageSize = 100;

const members = z.nullable(z.record(z.string(), z.unknown()));
const entrySchema = z.object({
  id: z.string(),
  at: z.string(),
  requestId: z.nullable(z.string()),
  operation: z.string(),
  actor: z.object({ kind: z.enum(actorKinds), id: z.string(), name: z.nullable(z.string()) }),
  thing: z.object({ kind: z.string(), id: z.string() }),
  companies: z.array(z.string()),
  before: members,
  after: members,
  outcome: z.enum(auditOutcomes),
});

export interface DynamoDbAuditLogOptions {
  readonly dynamoDb: DynamoDb;
  readonly webhooksTable: string;
  readonly timing?: Timing;
}

function keyOf(place: AuditPlace): string {
  return place.kind === 'all' ? 'AUDIT#all' : `AUDIT#${place.kind}#${place.id}`;
}

/** AuditLog beside the webhooks: an item for each place of an entry, under the entry's id, with the entry as JSON. */
export class DynamoDbAuditLog implements AuditLog {
  readonly #access: TableAccess;

  constructor({ dynamoDb, webhooksTable, timing = realTiming }: DynamoDbAuditLogOptions) {
    this.#access = { dynamoDb, table: webhooksTable, timing };
  }

  async put(entry: AuditEntry): Promise<void> {
    const ttl = ttlAfter(Date.parse(entry.at), retentionDays * dayMs);
    const rest = {
      sk: { S: entry.id },
      entry: { S: JSON.stringify(entry) },
      [ttlName]: { N: String(ttl) },
    };
    const items = placesOf(entry).map(place => ({ pk: { S: keyOf(place) }, ...rest }));
    const unwritten = await Promise.all(
      inGroups(items, maxWrites).map(group => writeGroup(this.#access, group)),
    );
    if (unwritten.flat().length === 0) return;
    throw new AwsCallError('UnprocessedItems', 'DynamoDB did not write all items of an audit entry', true);
  }

  async search({ filter, limit, before }: AuditSearch): Promise<FoundEntries> {
    const key = keyOf(placeOf(filter));
    const above = filter.from === undefined ? '' : firstIdAt(filter.from);
    const newest = filter.to === undefined ? undefined : firstIdAt(filter.to);
    let below = before === undefined || (newest !== undefined && newest < before) ? newest : before;
    const entries: AuditEntry[] = [];
    for (let lookedAt = 0; lookedAt < mostLookedAt; lookedAt += pageSize) {
      const { items, isLast } = await this.#page(key, below);
      for (const item of items) {
        below = requiredText(item, 'sk');
        if (below < above) return { entries, next: undefined };
        const entry = entryOf(item);
        if (isExpired(item, this.#access.timing.now()) || !isMeant(entry, filter)) continue;
        entries.push(entry);
        if (entries.length === limit) return { entries, next: below };
      }
      if (isLast) return { entries, next: undefined };
    }
    return { entries, next: below };
  }

  async #page(key: string, below: string | undefined): Promise<{ items: Item[]; isLast: boolean }> {
    const { dynamoDb, table } = this.#access;
    const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
      TableName: table,
      KeyConditionExpression: below === undefined ? 'pk = :key' : 'pk = :key AND sk < :below',
      ExpressionAttributeValues: {
        ':key': { S: key },
        ...(below === undefined ? {} : { ':below': { S: below } }),
      },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: pageSize,
    });
    return { items: Items, isLast: LastEvaluatedKey === undefined };
  }
}

/** @throws the schema's error for an item that is no entry */
function entryOf(item: Item): AuditEntry {
  return entrySchema.parse(JSON.parse(requiredText(item, 'entry')));
}
