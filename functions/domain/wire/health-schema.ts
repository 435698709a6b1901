import * as z from 'zod/mini';
import { changeKinds } from '../health-change.ts';
import { timestamp } from './text-schemas.ts';

/** What of a webhook's state changes by itself. */
export const healthViewSchema = z.object({
  /** When the webhook came into its status. */
  since: timestamp,
  /** When its receiver is checked next: failing and disabled webhooks. */
  nextCheckAt: z.nullable(timestamp),
  /** Disabled: until when its events are held. */
  holdUntil: z.nullable(timestamp),
  /** Since when what was held is being released. */
  releasingSince: z.nullable(timestamp),
});

/** With what has to be looked up, of one webhook only. */
export const healthDetailsViewSchema = z.extend(healthViewSchema, {
  /** As far as the newest deliveries tell. */
  lastSuccessAt: z.nullable(timestamp),
  lastFailureAt: z.nullable(timestamp),
  /** Of the newest call over TLS: when the receiver's certificate expires. */
  certificateExpiresAt: z.nullable(timestamp),
  /** Deliveries that are held, counted to 1,000; then `hasMoreHeld` says whether there are more. */
  heldCount: z.int(),
  hasMoreHeld: z.boolean(),
});

export const historyEntryViewSchema = z.object({
  version: z.int(),
  at: timestamp,
  change: z.enum(changeKinds),
  from: z.nullable(z.enum(['active', 'failing', 'paused', 'disabled'])),
  to: z.enum(['active', 'failing', 'paused', 'disabled']),
  reason: z.nullable(z.enum(['failures', 'gone'])),
  /** `key:<id of an API key>`, `user:<id of a person, as the platform knows them>`, `delivery:<id>`, `health-check`, `release` or `hold-period`. */
  by: z.string(),
  holdUntil: z.nullable(timestamp),
});

export const historyViewSchema = z.object({
  items: z.array(historyEntryViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type HealthView = z.infer<typeof healthViewSchema>;
export type HealthDetailsView = z.infer<typeof healthDetailsViewSchema>;
export type HistoryView = z.infer<typeof historyViewSchema>;
