import * as z from 'zod/mini';
import { endOfInbox, type Inbox, inboxGoneMs } from '../domain/inbox.ts';
import type { InboxCall } from '../domain/inbox-call.ts';
import type { Item } from './dynamodb-client.ts';
import { text } from './health-item.ts';
import { dayMs, ttlAfter, ttlName } from './item-fields.ts';

/** Partition of `byCompany`: the inboxes that were not deleted. */
export function inboxesKey(companyId: string): string {
  return `INBOX#${companyId}`;
}

export function inboxKey(id: string): Item {
  return { pk: { S: `INBOX#${id}` }, sk: { S: 'INBOX' } };
}

export const inboxCallsKey = (inboxId: string) => `INBOXCALLS#${inboxId}`;
export const inboxHoursKey = (inboxId: string) => `INBOXHOURS#${inboxId}`;

const inboxSchema = z.object({
  id: text,
  companyId: text,
  token: text,
  createdAt: text,
  expiresAt: text,
  deletedAt: z.exactOptional(text),
});

/** Epoch seconds. */
export function inboxTtl(inbox: Pick<Inbox, 'expiresAt' | 'deletedAt'>): number {
  return ttlAfter(endOfInbox(inbox), inboxGoneMs);
}

/** One that was not deleted. */
export function inboxItem(inbox: Inbox): Item {
  const { id, companyId, token, createdAt, expiresAt } = inbox;
  return {
    ...inboxKey(id),
    companyKey: { S: inboxesKey(companyId) },
    // All live equally long: this is the order in which they were made, too.
    companySort: { S: `${expiresAt} ${id}` },
    id: { S: id },
    companyId: { S: companyId },
    token: { S: token },
    createdAt: { S: createdAt },
    expiresAt: { S: expiresAt },
    [ttlName]: { N: String(inboxTtl(inbox)) },
  };
}

/** @throws the schema's error for an item that is no inbox */
export function inboxOf(item: Item): Inbox {
  return inboxSchema.parse(item);
}

const callSchema = z.object({
  sk: text,
  at: text,
  method: text,
  headers: z.pipe(
    text,
    z.pipe(
      z.transform((json: string): unknown => JSON.parse(json)),
      z.record(z.string(), z.string()),
    ),
  ),
  body: text,
  isBodyWhole: z.object({ BOOL: z.boolean() }),
  eventType: z.exactOptional(text),
});

export function inboxCallItem(inboxId: string, call: InboxCall): Item {
  const { id, at, method, headers, body, isBodyWhole, eventType } = call;
  return {
    pk: { S: inboxCallsKey(inboxId) },
    sk: { S: id },
    at: { S: at },
    method: { S: method },
    headers: { S: JSON.stringify(headers) },
    body: { S: body },
    isBodyWhole: { BOOL: isBodyWhole },
    ...(eventType === null ? {} : { eventType: { S: eventType } }),
    [ttlName]: { N: String(ttlAfter(Date.parse(at), dayMs)) },
  };
}

/** @throws the schema's error for an item that is no call */
export function inboxCallOf(item: Item): InboxCall {
  const { sk: id, isBodyWhole, eventType = null, ...rest } = callSchema.parse(item);
  return { id, ...rest, isBodyWhole: isBodyWhole.BOOL, eventType };
}
