import * as z from 'zod/mini';
import { payloadFormatNames } from '../webhook.ts';
import { attemptViewSchema } from './delivery-schema.ts';
import { says } from './issue-text.ts';
import { faultCodeSchema } from './problem-schema.ts';
import { templateSchema } from './template-schema.ts';
import { platformId } from './text-schemas.ts';
import { urlText } from './url-schema.ts';

/** An event of the caller's own, of a type of the catalog; `data` is what would be the event's detail. */
export const testEventSchema = z.strictObject({
  type: platformId,
  data: z.record(z.string(), z.unknown()),
});

const eitherOfBoth =
  'Give either "eventType", for the example event of that type, or "event" with "type" and "data" of your own.';

/** Either the example event of a type, or an event of the caller's own. */
export const testInputSchema = z
  .strictObject({
    eventType: z.exactOptional(platformId),
    event: z.exactOptional(testEventSchema),
  })
  .check(
    z.refine(
      ({ eventType, event }) => eventType !== undefined || event !== undefined,
      says('required', eitherOfBoth),
    ),
    z.refine(
      ({ eventType, event }) => eventType === undefined || event === undefined,
      says('not-together', eitherOfBoth),
    ),
  );

/** What a receiver gets. Values of headers that hold a credential are not shown: they are null. */
export const requestViewSchema = z.object({
  headers: z.record(z.string(), z.nullable(z.string())),
  body: z.string(),
});

/** What came of a test: not a delivery, so it is only said here. */
export const webhookTestViewSchema = z.object({
  attempt: attemptViewSchema,
  request: requestViewSchema,
});

/** As the webhook would be, and what it is to tell of: the example event of a type, or an event of the caller's own. */
export const urlCheckInputSchema = z
  .strictObject({
    url: urlText,
    /** Absent: what the URL's host understands, else `standard`. */
    format: z.exactOptional(z.enum(payloadFormatNames)),
    template: z.exactOptional(templateSchema),
    eventType: z.exactOptional(platformId),
    event: z.exactOptional(testEventSchema),
  })
  .check(
    z.refine(
      ({ eventType, event }) => eventType === undefined || event === undefined,
      says(
        'not-together',
        'Give "eventType" or "event", not both; with neither, it is a WEBHOOK_HEALTH_CHECK.',
      ),
    ),
  );

export const urlCheckViewSchema = z.object({
  /** Whether a webhook may have this URL. */
  allowed: z.boolean(),
  /** Why not. */
  reason: z.nullable(z.string()),
  reasonCode: z.nullable(faultCodeSchema),
  /** The format that a webhook with this URL has unless it names one; null for `standard`. */
  recognisedFormat: z.nullable(z.enum(payloadFormatNames)),
  /** What the unsigned call came to; null when the URL was not called. */
  attempt: z.nullable(attemptViewSchema),
  /** The call; null when the URL was not called. */
  request: z.nullable(requestViewSchema),
});

/** What a receiver would get of a delivery now. */
export const deliveryRequestViewSchema = z.extend(requestViewSchema, { url: z.string() });

export type TestInput = z.infer<typeof testInputSchema>;
export type RequestView = z.infer<typeof requestViewSchema>;
export type WebhookTestView = z.infer<typeof webhookTestViewSchema>;
export type DeliveryRequestView = z.infer<typeof deliveryRequestViewSchema>;
export type UrlCheckInput = z.infer<typeof urlCheckInputSchema>;
export type UrlCheckView = z.infer<typeof urlCheckViewSchema>;
