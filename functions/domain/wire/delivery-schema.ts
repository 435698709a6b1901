import * as z from 'zod/mini';
import { attemptErrors } from '../delivery.ts';
import { timestamp } from './text-schemas.ts';

const maxErrorDetailLength = 200;
const maxRetryAfterLength = 64;

export const attemptViewSchema = z.object({
  at: timestamp,
  durationMs: z.number(),
  status: z.nullable(z.int()),
  error: z.nullable(z.enum(attemptErrors)),
  errorDetail: z.nullable(z.string().check(z.maxLength(maxErrorDetailLength))),
  responseBody: z.nullable(z.string()),
  retryAfter: z.nullable(z.string().check(z.maxLength(maxRetryAfterLength))),
  certificateExpiresAt: z.nullable(timestamp),
});

/** An attempt of a delivery: in which of its runs it was made. */
export const recordedAttemptViewSchema = z.extend(attemptViewSchema, { run: z.int() });

export const deliveryStatusSchema = z.enum(['pending', 'delivered', 'failed', 'held']);

export const deliveryViewSchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  status: deliveryStatusSchema,
  createdAt: timestamp,
  /** 1 until somebody asks for the delivery again: each time it is one more. */
  run: z.int(),
  /** The delivery whose event was to be sent again under a new id: this one's. */
  resendOf: z.nullable(z.string()),
  /**
   * When a pending delivery that has failed in this run is attempted again; past while that attempt is being made, or waits for its
   * turn. Null: it waits for no other attempt.
   */
  nextAttemptAt: z.nullable(timestamp),
  attempts: z.array(recordedAttemptViewSchema),
});

/** The event as it was taken in; `data` is its detail, which receivers get too. */
export const eventViewSchema = z.object({
  id: z.string(),
  type: z.string(),
  time: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
});

/** A delivery alone. `event` is null when it was not kept. */
export const deliveryWithEventViewSchema = z.extend(deliveryViewSchema, {
  event: z.nullable(eventViewSchema),
});

export const deliveryListViewSchema = z.object({
  items: z.array(deliveryViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type AttemptView = z.infer<typeof attemptViewSchema>;
export type RecordedAttemptView = z.infer<typeof recordedAttemptViewSchema>;
export type DeliveryView = z.infer<typeof deliveryViewSchema>;
export type EventView = z.infer<typeof eventViewSchema>;
export type DeliveryWithEventView = z.infer<typeof deliveryWithEventViewSchema>;
export type DeliveryListView = z.infer<typeof deliveryListViewSchema>;
