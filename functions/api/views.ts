import { parseExactJson } from '../../event-contract/exact-json.ts';
import type { Contact } from '../domain/contact.ts';
import {
  type Attempt,
  awaitedAttemptAt,
  type Delivery,
  type RecordedAttempt,
  type WaitingDelivery,
} from '../domain/delivery.ts';
import type { Filter } from '../domain/filter.ts';
import type { WebhookCall } from '../domain/ports.ts';
import { readEvent } from '../domain/queue-message.ts';
import type { Health, WebhookState } from '../domain/webhook.ts';
import type { ContactView } from '../domain/wire/contact-schema.ts';
import type {
  AttemptView,
  DeliveryView,
  DeliveryWithEventView,
  EventView,
  RecordedAttemptView,
} from '../domain/wire/delivery-schema.ts';
import type { FilterInput } from '../domain/wire/filter-schema.ts';
import type { HealthView } from '../domain/wire/health-schema.ts';
import type { RequestView } from '../domain/wire/test-schema.ts';
import type { WebhookView } from '../domain/wire/webhook-schema.ts';

function filterView(filter: Filter): FilterInput {
  return {
    anyOf: filter.anyOf.map(({ eventTypes, exceptEventTypes, companies, conditions }) => ({
      eventTypes: [...eventTypes],
      ...(exceptEventTypes === undefined ? {} : { exceptEventTypes: [...exceptEventTypes] }),
      companies: companies.map(({ companyId, projectIds, exceptProjectIds }) => ({
        companyId,
        projectIds: projectIds === '*' ? '*' : [...projectIds],
        ...(exceptProjectIds === undefined ? {} : { exceptProjectIds: [...exceptProjectIds] }),
      })),
      ...(conditions === undefined ? {} : { conditions }),
    })),
  };
}

/** What needs no further look. */
export function healthView({ changedAt, nextCheckAt, holdUntil, releasingSince }: Health): HealthView {
  return {
    since: changedAt,
    // At the end of the hold period nothing is checked.
    nextCheckAt: nextCheckAt === undefined || nextCheckAt === holdUntil ? null : nextCheckAt,
    holdUntil: holdUntil ?? null,
    releasingSince: releasingSince ?? null,
  };
}

/** A webhook as it is read: without its secrets. */
export function webhookView({ webhook, health }: WebhookState): WebhookView {
  return {
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    filter: filterView(webhook.filter),
    status: health.status,
    statusReason: health.statusReason,
    rule: webhook.rule,
    noAccessTo: [...(webhook.noAccessTo ?? [])],
    slowSince: webhook.slowSince ?? null,
    format: webhook.format,
    ...(webhook.template === undefined ? {} : { template: { text: webhook.template.text } }),
    options: webhook.options,
    health: healthView(health),
    headerNames: [...webhook.headerNames],
    authType: webhook.authType,
    createdAt: webhook.createdAt,
    updatedAt: webhook.updatedAt,
  };
}

export function attemptView(attempt: Attempt): AttemptView {
  return {
    at: attempt.at,
    durationMs: attempt.durationMs,
    status: attempt.status,
    error: attempt.error,
    errorDetail: attempt.errorDetail,
    responseBody: attempt.responseBody,
    retryAfter: attempt.retryAfter,
    certificateExpiresAt: attempt.certificateExpiresAt,
  };
}

function recordedAttemptView(attempt: RecordedAttempt): RecordedAttemptView {
  return { ...attemptView(attempt), run: attempt.run };
}

export function deliveryView(delivery: Delivery): DeliveryView {
  return {
    id: delivery.id,
    webhookId: delivery.webhookId,
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    status: delivery.status,
    // EventBridge writes an event's time in whole seconds.
    createdAt: new Date(delivery.createdAt).toISOString(),
    run: delivery.run,
    resendOf: delivery.resendOf ?? null,
    nextAttemptAt: awaitedAttemptAt(delivery) ?? null,
    attempts: delivery.attempts.map(recordedAttemptView),
  };
}

/**
 * Headers that say nothing secret. Of those that are not ours the receiver's owner decided, and their values may be credentials. A
 * signature is one too: whoever reads it could send the signed body as an event that has happened.
 */
const shownHeaders = ['content-type', 'webhook-id', 'webhook-test', 'webhook-timestamp'];

/** What was sent, without what only sender and receiver may know. */
export function requestView({ headers, body }: WebhookCall): RequestView {
  const values = Object.entries(headers).map(([name, value]) => [
    name,
    shownHeaders.includes(name) ? value : null,
  ]);
  return { headers: Object.fromEntries(values), body };
}

/** Whole, with every number as its producer wrote it. */
export function eventView(eventText: string): EventView {
  const { id, type, time, detailText } = readEvent(eventText);
  return { id, type, time, data: Object(parseExactJson(detailText)) };
}

export function deliveryWithEventView({ delivery, eventText }: WaitingDelivery): DeliveryWithEventView {
  return { ...deliveryView(delivery), event: eventText === undefined ? null : eventView(eventText) };
}

/** A contact as it is read: without its tokens. */
export function contactView({ id, companyId, email, status, createdAt, confirmedAt }: Contact): ContactView {
  return { id, companyId, email, status, createdAt, confirmedAt: confirmedAt ?? null };
}
