import * as z from 'zod/mini';
import { platformId, timestamp } from './text-schemas.ts';

export const inboxInputSchema = z.strictObject({ companyId: platformId });

export const inboxViewSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  /** For a webhook: whoever knows it can call the inbox. */
  url: z.url(),
  createdAt: timestamp,
  expiresAt: timestamp,
});

export const inboxListViewSchema = z.object({ items: z.array(inboxViewSchema) });

/** `?companyId=` */
export const inboxesQuerySchema = z.strictObject({ companyId: platformId });

export const inboxCallViewSchema = z.object({
  id: z.string(),
  at: timestamp,
  method: z.string(),
  /** By names in lower case. Of authorization and cookies the value is `…`. */
  headers: z.record(z.string(), z.string()),
  /** As it came, in UTF-8: at most its first 65,536 bytes. */
  body: z.string(),
  isBodyWhole: z.boolean(),
  /** What the body's `type` says where it has the format `standard`. */
  eventType: z.nullable(z.string()),
});

export const inboxCallListViewSchema = z.object({
  items: z.array(inboxCallViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type InboxInput = z.infer<typeof inboxInputSchema>;
export type InboxView = z.infer<typeof inboxViewSchema>;
export type InboxListView = z.infer<typeof inboxListViewSchema>;
export type InboxesQuery = z.infer<typeof inboxesQuerySchema>;
export type InboxCallView = z.infer<typeof inboxCallViewSchema>;
export type InboxCallListView = z.infer<typeof inboxCallListViewSchema>;
