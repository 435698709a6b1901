import * as z from 'zod/mini';
import { sentenceLanguage, verdictViewSchema } from './preview-schema.ts';
import { platformId } from './text-schemas.ts';

export const whyQuerySchema = z.strictObject({
  /** Of the event, as `POST /v1/events` answers it, or EventBridge to its producer. */
  eventId: platformId,
  /** Of the sentences. */
  language: z._default(sentenceLanguage, 'en'),
});

export const whyOutcomes = [
  'pending',
  'delivered',
  'failed',
  'held',
  'unwanted',
  'not-called',
  'unknown-event',
] as const;

export const whyViewSchema = z.object({
  eventId: z.string(),
  /** The status of its delivery; or that the filter does not want it, that it does but nothing came, or that the event is not known here. */
  outcome: z.enum(whyOutcomes),
  detail: z.string(),
  /** The newest one, if there is any. */
  deliveryId: z.nullable(z.string()),
  /** What the filter says of the event, as it is now; null when the event is not known, or not needed. */
  verdict: z.nullable(verdictViewSchema),
});

export type WhyQuery = z.infer<typeof whyQuerySchema>;
export type WhyView = z.infer<typeof whyViewSchema>;
