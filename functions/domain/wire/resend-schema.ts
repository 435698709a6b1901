import * as z from 'zod/mini';
import { resendableStatuses, resendStatuses } from '../resend-job.ts';
import { says } from './issue-text.ts';
import { timestamp } from './text-schemas.ts';

/** How one delivery is sent again. */
export const resendInputSchema = z.strictObject({
  /** Under a new `webhook-id`, so that a receiver which drops what it has had already takes it. */
  newId: z._default(z.boolean(), false),
});

const statuses = z.array(z.enum(resendableStatuses)).check(z.minLength(1));
const time = z.iso.datetime({ offset: true });

/** Which deliveries of a webhook are sent again: created from `from` on and before `to`. */
export const resendWindowInputSchema = z
  .strictObject({ from: time, to: time, statuses: z._default(statuses, [...resendableStatuses]) })
  .check(
    z.refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
      ...says('not-later', 'Must be later than "from".'),
      path: ['to'],
    }),
  );

export const resendViewSchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  status: z.enum(resendStatuses),
  statuses,
  from: timestamp,
  to: timestamp,
  /** How many deliveries there were when it began; null until they are counted, and above 100,000. */
  total: z.nullable(z.int()),
  /** Deliveries whose next run has begun. */
  sent: z.int(),
  /** Deliveries that could not be sent again. */
  skipped: z.int(),
  /** Since when nothing is sent because the webhook is not active; it goes on by itself. */
  waitingSince: z.nullable(timestamp),
  createdAt: timestamp,
  updatedAt: timestamp,
  finishedAt: z.nullable(timestamp),
});

export const resendListViewSchema = z.object({
  items: z.array(resendViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type ResendInput = z.infer<typeof resendInputSchema>;
export type ResendWindowInput = z.infer<typeof resendWindowInputSchema>;
export type ResendView = z.infer<typeof resendViewSchema>;
export type ResendListView = z.infer<typeof resendListViewSchema>;
