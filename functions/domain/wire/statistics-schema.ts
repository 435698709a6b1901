import * as z from 'zod/mini';
import { attemptErrors } from '../delivery.ts';
import { isWebhookId } from '../identifiers.ts';
import {
  type Interval,
  intervals,
  longIntervals,
  longPeriods,
  type Period,
  periods,
  pointsIn,
} from '../statistics/period.ts';
import { says } from './issue-text.ts';
import { platformId, timestamp } from './text-schemas.ts';

export const maxWebhooks = 50;
/** Of each of many webhooks: the answer would become too large. */
const mostPoints = 200;

/** `?period=1h|24h|7d|30d&by=five-minutes|hour|day`. */
export const statisticsQuerySchema = z
  .strictObject({
    period: z._default(z.enum(periods), '24h'),
    by: z.exactOptional(z.enum(intervals)),
  })
  .check(
    z.refine(({ period, by }) => by === undefined || (period === '1h') === (by === 'five-minutes'), {
      ...says('not-together', 'An hour comes by five minutes, and nothing else does.'),
      path: ['by'],
    }),
  );

const { error: ofOneOnly } = says(
  'not-together',
  'An hour is told of one webhook only: GET /v1/webhooks/{id}/statistics.',
);

const longPeriod = z.enum(longPeriods, {
  error: ({ input }) => (input === '1h' ? ofOneOnly : undefined),
});

const idsError = says(
  'invalid',
  `Must be the ids of at most ${maxWebhooks} webhooks, joined by commas.`,
  maxWebhooks,
);
const webhookIds = z
  .string()
  .check(
    z.refine(text => text.split(',').length <= maxWebhooks && text.split(',').every(isWebhookId), idsError),
  );

/** The same of many: of those that are named, or of those that a company owns. */
export const statisticsListQuerySchema = z
  .strictObject({
    period: z._default(longPeriod, '24h'),
    by: z.exactOptional(z.enum(longIntervals)),
    webhookIds: z.exactOptional(webhookIds),
    companyId: z.exactOptional(platformId),
    cursor: z.exactOptional(z.string()),
  })
  .check(
    z.refine(query => query.webhookIds !== undefined || query.companyId !== undefined, {
      ...says('required', 'Name webhookIds or a companyId.'),
      path: ['webhookIds'],
    }),
    z.refine(query => query.webhookIds === undefined || query.companyId === undefined, {
      ...says('not-together', 'Name webhookIds or a companyId, not both.'),
      path: ['webhookIds'],
    }),
    z.refine(query => query.cursor === undefined || query.companyId !== undefined, {
      ...says('not-together', 'Webhooks that are named come on one page.'),
      path: ['cursor'],
    }),
    z.refine(query => pointsIn(query.period, query.by ?? usualInterval[query.period]) <= mostPoints, {
      ...says('not-together', 'Of many webhooks 30 days come by day.'),
      path: ['by'],
    }),
  );

/** What is not said is five minutes for an hour, hours for a day, and days for more. */
export const usualInterval = {
  '1h': 'five-minutes',
  '24h': 'hour',
  '7d': 'day',
  '30d': 'day',
} as const satisfies Record<Period, Interval>;

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

export const typeShareViewSchema = z.object({
  /** null: all further types together. */
  eventType: z.nullable(z.string()),
  attempts: z.int(),
  delivered: z.int(),
  failed: z.int(),
});

export const statusShareViewSchema = z.object({
  status: z.nullable(z.int()),
  /** Null with a status: that was all. Both null: all further ways in which calls have ended together. */
  error: z.nullable(z.enum(attemptErrors)),
  attempts: z.int(),
});

export const statisticsViewSchema = z.object({
  period: z.enum(periods),
  by: z.enum(intervals),
  from: timestamp,
  webhookId: z.string(),
  /** False for an hour in which more deliveries were created than are read: then the older intervals miss some. */
  isWhole: z.boolean(),
  total: summaryViewSchema,
  /** Most attempts first; at most 50, and further ones together. */
  byEventType: z.array(typeShareViewSchema),
  /** How calls have ended, most attempts first. */
  byStatus: z.array(statusShareViewSchema),
  /** An item for each interval, oldest first, also where nothing was; the last one is not over yet. */
  series,
});

export const statisticsListViewSchema = z.object({
  period: z.enum(longPeriods),
  by: z.enum(longIntervals),
  from: timestamp,
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
