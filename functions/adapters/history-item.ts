import * as z from 'zod/mini';
import { changeKinds, type HistoryEntry } from '../domain/health-change.ts';
import type { Item } from './dynamodb-client.ts';
import { changedBySchema, number, reasonSchema, statusSchema, text } from './health-item.ts';
import { ttlName } from './item-fields.ts';

/** Of versions, so that they sort as numbers do. */
const sortDigits = 12;

/** A partition of its own: who writes history can write no webhooks. */
export function historyKey(webhookId: string): string {
  return `HISTORY#${webhookId}`;
}

export function sortOf(version: number): string {
  return String(version).padStart(sortDigits, '0');
}

const entrySchema = z.object({
  version: number,
  at: text,
  change: z.pipe(text, z.enum(changeKinds)),
  from: z._default(z.nullable(statusSchema), null),
  to: statusSchema,
  reason: z._default(z.nullable(reasonSchema), null),
  by: changedBySchema,
  holdUntil: z._default(z.nullable(text), null),
});

/** @param ttl epoch seconds */
export function historyItem(webhookId: string, entry: HistoryEntry, ttl: number): Item {
  const { version, at, change, from, to, reason, by, holdUntil } = entry;
  return {
    pk: { S: historyKey(webhookId) },
    sk: { S: sortOf(version) },
    version: { N: String(version) },
    at: { S: at },
    change: { S: change },
    to: { S: to },
    by: { S: by },
    [ttlName]: { N: String(ttl) },
    ...(from === null ? {} : { from: { S: from } }),
    ...(reason === null ? {} : { reason: { S: reason } }),
    ...(holdUntil === null ? {} : { holdUntil: { S: holdUntil } }),
  };
}

/** @throws the schema's error for an item that is no entry */
export function entryOf(item: Item): HistoryEntry {
  return entrySchema.parse(item);
}
