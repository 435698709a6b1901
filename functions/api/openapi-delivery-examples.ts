import { deliveryId, newDeliveryId } from '../domain/identifiers.ts';
import type {
  DeliveryListView,
  DeliveryView,
  DeliveryWithEventView,
} from '../domain/wire/delivery-schema.ts';
import type { HistoryView } from '../domain/wire/health-schema.ts';
import type { ResendInput } from '../domain/wire/resend-schema.ts';
import type { DeliveryRequestView } from '../domain/wire/test-schema.ts';
import type { TraceView } from '../domain/wire/trace-schema.ts';
import { cursorAfter } from './cursor.ts';

const createdAt = '2026-01-07T09:30:00.000Z';
const changedAt = '2026-01-09T14:05:12.345Z';
const resentAt = '2026-01-12T08:00:00.000Z';
const certificateExpiresAt = '2026-03-31T23:59:59.000Z';
const text = new TextEncoder();
const eventId = '7bf73129-1428-4cd3-a780-95db273d1602';

/** Of the operations that tell of deliveries, and of what has happened to their webhook. */
export function deliveryExamples(webhookId: string, webhookName: string) {
  const delivery = {
    id: deliveryId(webhookId, eventId, changedAt),
    webhookId,
    eventId,
    eventType: 'TODO_DONE_STATUS_UPDATED',
    status: 'delivered',
    createdAt: changedAt,
    run: 1,
    resendOf: null,
    nextAttemptAt: null,
    attempts: [
      {
        run: 1,
        at: '2026-01-09T14:05:12.402Z',
        durationMs: 10_000,
        status: null,
        error: 'timeout',
        errorDetail: 'no answer came in time',
        responseBody: null,
        retryAfter: null,
        certificateExpiresAt,
      },
      {
        run: 1,
        at: '2026-01-09T14:05:27.911Z',
        durationMs: 84,
        status: 200,
        error: null,
        errorDetail: null,
        responseBody: 'ok',
        retryAfter: null,
        certificateExpiresAt,
      },
    ],
  } satisfies DeliveryView;

  const event = {
    id: eventId,
    type: 'TODO_DONE_STATUS_UPDATED',
    time: '2026-01-09T14:05:12Z',
    data: {
      companyId: 'acme',
      projectId: 'website',
      previousValue: { id: 'todo-1', done: false },
      currentValue: { id: 'todo-1', done: true },
    },
  };

  return {
    listDeliveries: { answer: { items: [delivery], nextCursor: null } satisfies DeliveryListView },
    searchDeliveries: {
      answer: { items: [delivery], nextCursor: cursorAfter(delivery.id) } satisfies DeliveryListView,
    },
    traceEvent: {
      answer: {
        eventId,
        webhooks: [
          {
            id: webhookId,
            name: webhookName,
            deliveries: [
              {
                id: delivery.id,
                status: delivery.status,
                createdAt: changedAt,
                run: 1,
                resendOf: null,
                nextAttemptAt: null,
                attempts: delivery.attempts.map(({ run, at, durationMs, status, error }) => ({
                  run,
                  at,
                  durationMs,
                  status,
                  error,
                })),
              },
            ],
          },
        ],
        hasMore: false,
      } satisfies TraceView,
    },
    listHistory: {
      answer: {
        items: [
          {
            version: 2,
            at: changedAt,
            change: 'failing',
            from: 'active',
            to: 'failing',
            reason: null,
            by: `delivery:${delivery.id}`,
            holdUntil: null,
          },
          {
            version: 1,
            at: createdAt,
            change: 'created',
            from: null,
            to: 'active',
            reason: null,
            by: 'key:key_01kebqp6y0m6qj8m3r5t7v9w1x',
            holdUntil: null,
          },
        ],
        nextCursor: null,
      } satisfies HistoryView,
    },
    getDelivery: { answer: { ...delivery, event } satisfies DeliveryWithEventView },
    getDeliveryRequest: {
      answer: {
        url: 'https://hooks.acme.example/finehook',
        headers: {
          'x-tenant': null,
          authorization: null,
          'webhook-signature': null,
          'content-type': 'application/json',
          'webhook-id': delivery.id,
          'webhook-timestamp': '1767967513',
        },
        body: JSON.stringify({ type: event.type, timestamp: event.time, data: event.data }),
      } satisfies DeliveryRequestView,
    },
    resendDelivery: {
      request: { newId: true } satisfies ResendInput,
      answer: {
        ...delivery,
        id: newDeliveryId(webhookId, resentAt, text.encode('a resend of task')),
        status: 'pending',
        createdAt: resentAt,
        resendOf: delivery.id,
        attempts: [],
      } satisfies DeliveryView,
    },
  };
}
