import * as z from 'zod/mini';
import { eventViewSchema } from './delivery-schema.ts';
import { defaultPageSize, pageSizeSchema } from './list-query-schema.ts';
import { platformId } from './text-schemas.ts';

/** `?companyId=&eventType=&limit=1..100` */
export const recentEventsQuerySchema = z.strictObject({
  companyId: platformId,
  eventType: z.exactOptional(platformId),
  limit: z._default(pageSizeSchema, defaultPageSize),
});

export const recentEventsViewSchema = z.object({
  /** Newest first; null when the service keeps none. */
  items: z.nullable(z.array(eventViewSchema)),
});

export type RecentEventsQuery = z.infer<typeof recentEventsQuerySchema>;
export type RecentEventsView = z.infer<typeof recentEventsViewSchema>;
