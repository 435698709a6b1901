import * as z from 'zod/mini';
import { reservedSource } from '../../../event-contract/reserved-source.ts';
import { issueText } from './issue-text.ts';
import { platformId } from './text-schemas.ts';

/** More events come in several requests. */
export const maxEventsAtOnce = 100;
/** Of events that name none. */
export const defaultSource = 'api';

const time = z.iso.datetime({ offset: true });

const source = platformId.check(
  z.check(({ value, issues }) => {
    const detail = reservedSource(value);
    if (detail === undefined) return;
    const message = issueText({ code: 'reserved-source', detail });
    issues.push({ code: 'custom', message, input: value });
  }),
);

const changeSchema = z.looseObject({
  from: z.unknown(),
  to: z.unknown(),
  direction: z.exactOptional(z.enum(['later', 'earlier', 'up', 'down'])),
});

/** What happened; every other member goes to receivers as it is. */
const dataSchema = z.looseObject({
  companyId: platformId,
  projectId: platformId,
  recordId: z.exactOptional(z.string()),
  actorId: z.exactOptional(z.string()),
  occurredAt: z.exactOptional(time),
  changes: z.exactOptional(z.nullable(z.record(z.string(), changeSchema))),
  previousValue: z.unknown(),
  currentValue: z.unknown(),
});

export const eventToPublishSchema = z.strictObject({
  type: platformId,
  source: z._default(source, defaultSource),
  /** When it happened, to the second; absent: now. */
  time: z.exactOptional(time),
  data: dataSchema,
});

export const publishInputSchema = z.union([
  eventToPublishSchema,
  z.array(eventToPublishSchema).check(z.minLength(1), z.maxLength(maxEventsAtOnce)),
]);

const acceptedEventViewSchema = z.object({
  status: z.literal('accepted'),
  /** Of the event: its deliveries name it as `eventId`. */
  id: z.string(),
});

const failedEventViewSchema = z.object({
  status: z.literal('failed'),
  /** Of EventBridge; `CallFailed`: nothing is known, the event may be on its way; `NotSent`: it is not. */
  code: z.string(),
  detail: z.string(),
  /** Whether the same event may get through later. */
  retryable: z.boolean(),
});

export const publishedViewSchema = z.object({
  /** How many of the items have failed. */
  failed: z.int(),
  /** In the order of the events. */
  items: z.array(z.union([acceptedEventViewSchema, failedEventViewSchema])),
});

export type EventToPublish = z.infer<typeof eventToPublishSchema>;
export type PublishInput = z.infer<typeof publishInputSchema>;
export type PublishedView = z.infer<typeof publishedViewSchema>;
