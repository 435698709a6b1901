import * as z from 'zod/mini';
import { deliveryStatusSchema, recordedAttemptViewSchema } from './delivery-schema.ts';
import { timestamp } from './text-schemas.ts';

/** An attempt without what the receiver said. */
const tracedAttemptSchema = z.pick(recordedAttemptViewSchema, {
  run: true,
  at: true,
  durationMs: true,
  status: true,
  error: true,
});

const tracedDeliverySchema = z.object({
  id: z.string(),
  status: deliveryStatusSchema,
  createdAt: timestamp,
  run: z.int(),
  resendOf: z.nullable(z.string()),
  nextAttemptAt: z.nullable(timestamp),
  attempts: z.array(tracedAttemptSchema),
});

/** Which webhooks an event has reached, and what became of it there. */
export const traceViewSchema = z.object({
  eventId: z.string(),
  webhooks: z.array(
    z.object({ id: z.string(), name: z.string(), deliveries: z.array(tracedDeliverySchema) }),
  ),
  /** There are more deliveries than were looked at. */
  hasMore: z.boolean(),
});

export type TraceView = z.infer<typeof traceViewSchema>;
