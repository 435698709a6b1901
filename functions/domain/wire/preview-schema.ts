import * as z from 'zod/mini';
import { portalLanguages } from '../portal.ts';
import { filterSchema } from './filter-schema.ts';
import { eventToPublishSchema } from './publish-schema.ts';

/** More events are tried in several requests. */
export const maxPreviewEvents = 20;

export const sentenceLanguage = z.enum(portalLanguages);

const maxRecent = 50;

export const previewInputSchema = z.strictObject({
  filter: filterSchema,
  /** Of the sentences. */
  language: z._default(sentenceLanguage, 'en'),
  /** Events to try it on, besides. */
  events: z._default(z.array(eventToPublishSchema).check(z.maxLength(maxPreviewEvents)), []),
  /** How many recent events of the bus to show with it, newest first. */
  recent: z._default(z.int().check(z.gte(0), z.lte(maxRecent)), 10),
});

/** Why a clause does not want an event. */
export const missViewSchema = z.object({
  /** Number of the clause, from 0 on. */
  clause: z.int(),
  /** Of the first part of the filter that does not hold. */
  pointer: z.string(),
  reason: z.enum(['event-type', 'company', 'condition', 'not', 'same-element']),
  detail: z.string(),
  /** What that part asks, in plain words: "its status became “Done”"; null where `reason` says it all. */
  asked: z.nullable(z.string()),
  /** What the event has there; no values: nothing. */
  seen: z.array(
    z.object({
      field: z.string(),
      values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});

export const verdictViewSchema = z.object({
  matches: z.boolean(),
  /** Number of the first clause that wants it, from 0 on; null when none does. */
  clause: z.nullable(z.int()),
  /** One for each clause; empty when it matches. */
  misses: z.array(missViewSchema),
});

const recentVerdictViewSchema = z.extend(verdictViewSchema, {
  event: z.object({
    id: z.string(),
    type: z.string(),
    time: z.string(),
    companyId: z.string(),
    projectId: z.string(),
  }),
});

export const previewViewSchema = z.object({
  /** The filter in plain words. */
  sentence: z.string(),
  /** What EventBridge is asked: the event pattern of the webhook's rule. */
  pattern: z.record(z.string(), z.unknown()),
  /** What it cannot say alone: each event that it passes on is looked at again, at the price of a message and some milliseconds. */
  residual: z.array(z.object({ pointer: z.string(), detail: z.string() })),
  /** In the order of the request's events. */
  events: z.array(verdictViewSchema),
  /** Recent events of the types and places that the filter means, newest first; null when the service keeps none. */
  recent: z.nullable(z.array(recentVerdictViewSchema)),
  /** How many events the filter may be expected to want, by the last week; null when the service counts none. */
  volume: z.nullable(
    z.object({
      perDay: z.number(),
      /** How many EventBridge passes on: what of them is not wanted is dropped before the call, for a message and a look at it each. */
      passedPerDay: z.number(),
      /** Days that were counted. */
      days: z.int(),
      /** Whether all companies, projects and types were. */
      isWhole: z.boolean(),
      sentence: z.string(),
    }),
  ),
});

export type PreviewInput = z.infer<typeof previewInputSchema>;
export type PreviewView = z.infer<typeof previewViewSchema>;
export type VerdictView = z.infer<typeof verdictViewSchema>;
export type MissView = z.infer<typeof missViewSchema>;
