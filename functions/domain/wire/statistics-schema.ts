import * as z from 'zod/mini';
import { isWebhookId } from '../identifiers.ts';
import { type Interval, intervals, type Period, periods, pointsIn } from '../statistics/period.ts';
import { platformId, timestamp } from './text-schemas.ts';

export const maxWebhooks = 50;
/** Of each of many webhooks: the answer would become too large. */
const mostPoints = 200;

const period = z._default(z.enum(periods), '24h');
const by = z.exactOptional(z.enum(intervals));

/** `?period=24h|7d|30d&by=hour|day`. */
export const statisticsQuerySchema = z.strictObject({ period, by });

const idsError = { error: `Must be the ids of at most ${maxWebhooks} webhooks, joined by commas.` };
const webhookIds = z
  .string()
  .check(
    z.refine(text => text.split(',').length <= maxWebhooks && text.split(',').every(isWebhookId), idsError),
  );

/** The same of many: of those that are named, or of those that a company owns. */
export const statisticsListQuerySchema = z
  .strictObject({
    period,
    by,
    webhookIds: z.exactOptional(webhookIds),
    companyId: z.exactOptional(platformId),
    cursor: z.exactOptional(z.string()),
  })
  .check(
    z.refine(query => (query.webhookIds === undefined) !== (query.companyId === undefined), {
      error: 'Name webhookIds or a companyId.',
      path: ['webhookIds'],
    }),
    z.refine(query => query.cursor === undefined || query.companyId !== undefined, {
      error: 'Webhooks that are named come on one page.',
      path: ['cursor'],
    }),
    z.refine(query => pointsIn(query.period, intervalOf(query)) <= mostPoints, {
      error: 'Of many webhooks 30 days come by day.',
      path: ['by'],
    }),
  );

/** What is not said is hours for a day, and days for more. */
export function intervalOf({
  period: asked,
  by: wanted,
}: {
  readonly period: Period;
  readonly by?: Interval;
}): Interval {
  return wanted ?? (asked === '24h' ? 'hour' : 'day');
}

export const summaryViewSchema = z.object({
  /** Calls, but for those that failed by our own fault. */
  attempts: z.int(),
  delivered: z.int(),
  failed: z.int(),
  /** Delivered ones among the deliveries that have ended, and 1 only when none has failed; null when none has ended. */
  successRate: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  /** How long half of the calls took at most, and 19 of 20; at most 12 % off. Null without calls. */
  p50Ms: z.nullable(z.int()),
  p95Ms: z.nullable(z.int()),
});

const series = z.array(z.extend(summaryViewSchema, { at: timestamp }));
const about = { period: z.enum(periods), by: z.enum(intervals), from: timestamp };

export const statisticsViewSchema = z.object({
  ...about,
  webhookId: z.string(),
  total: summaryViewSchema,
  /** An item for each interval, oldest first, also where nothing was; the last one is not over yet. */
  series,
});

export const statisticsListViewSchema = z.object({
  ...about,
  items: z.array(z.object({ webhookId: z.string(), name: z.string(), total: summaryViewSchema, series })),
  /** Of all webhooks on this page together. */
  total: summaryViewSchema,
  series,
  nextCursor: z.nullable(z.string()),
});

export type StatisticsQuery = z.infer<typeof statisticsQuerySchema>;
export type StatisticsListQuery = z.infer<typeof statisticsListQuerySchema>;
export type SummaryView = z.infer<typeof summaryViewSchema>;
export type StatisticsView = z.infer<typeof statisticsViewSchema>;
export type StatisticsListView = z.infer<typeof statisticsListViewSchema>;
