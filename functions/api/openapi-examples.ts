import { deliveryId, newDeliveryId, newId } from '../domain/identifiers.ts';
import type {
  DeliveryListView,
  DeliveryView,
  DeliveryWithEventView,
} from '../domain/wire/delivery-schema.ts';
import type { HistoryView } from '../domain/wire/health-schema.ts';
import type { ResendInput } from '../domain/wire/resend-schema.ts';
import type {
  CreatedWebhookView,
  WebhookDetailsView,
  WebhookInput,
  WebhookListView,
  WebhookPatch,
  WebhookView,
} from '../domain/wire/webhook-schema.ts';
import { cursorAfter } from './cursor.ts';
import { contactExamples } from './openapi-contact-examples.ts';
import { resendExamples } from './openapi-resend-examples.ts';
import { exampleSecret, ownCredentials, secretExamples } from './openapi-secret-examples.ts';
import { testExamples } from './openapi-test-examples.ts';

const createdAt = '2026-01-07T09:30:00.000Z';
const changedAt = '2026-01-09T14:05:12.345Z';
const resentAt = '2026-01-12T08:00:00.000Z';
const certificateExpiresAt = '2026-03-31T23:59:59.000Z';
const text = new TextEncoder();
/** Of the webhook that the examples tell of. */
export const webhookId = newId('whk', Date.parse(createdAt), text.encode('Tasks to the CRM'));
const eventId = '7bf73129-1428-4cd3-a780-95db273d1602';

const input = {
  name: 'Finished tasks to the CRM',
  url: 'https://hooks.acme.example/finehook',
  filter: {
    anyOf: [
      {
        eventTypes: ['TODO_DONE_STATUS_UPDATED', 'TODO_MOVED'],
        companies: [{ companyId: 'acme', projectIds: ['website'] }],
        conditions: { pattern: { currentValue: { done: [true] } } },
      },
    ],
  },
  format: 'standard',
  options: { timeoutSeconds: 5 },
} satisfies WebhookInput;

const webhook = {
  id: webhookId,
  ...input,
  headerNames: ['x-tenant'],
  authType: 'bearer',
  status: 'active',
  statusReason: null,
  rule: 'live',
  slowSince: null,
  health: { since: createdAt, nextCheckAt: null, holdUntil: null, releasingSince: null },
  createdAt,
  updatedAt: createdAt,
} satisfies WebhookView;

const delivery = {
  id: deliveryId(webhookId, eventId, changedAt),
  webhookId,
  eventId,
  eventType: 'TODO_DONE_STATUS_UPDATED',
  status: 'delivered',
  createdAt: changedAt,
  run: 1,
  resendOf: null,
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

const chatInput = {
  name: 'Finished tasks to our channel',
  url: 'https://hooks.slack.com/services/T01ACME/B01ACME/notARealToken',
  filter: {
    anyOf: [
      {
        eventTypes: ['TODO_DONE_STATUS_UPDATED'],
        companies: [{ companyId: 'acme', projectIds: '*' }],
      },
    ],
  },
  template: {
    text: '*Done:* <https://app.acme.example/tasks/{{data.recordId}}|{{data.currentValue.title}}>',
  },
} satisfies Omit<WebhookInput, 'options'>;

interface Example {
  readonly request?: unknown;
  /** More requests, by what they show. */
  readonly furtherRequests?: Readonly<Record<string, unknown>>;
  readonly answer?: unknown;
}

/** By operation id; of company `acme` and its project `website`. */
const examples: Readonly<Record<string, Example>> = {
  createWebhook: {
    request: { ...input, ...ownCredentials },
    furtherRequests: { 'messages in Slack': chatInput },
    answer: {
      ...webhook,
      secret: exampleSecret,
    } satisfies CreatedWebhookView,
  },
  listWebhooks: {
    answer: { items: [webhook], nextCursor: cursorAfter(webhookId) } satisfies WebhookListView,
  },
  getWebhook: {
    answer: {
      ...webhook,
      health: {
        ...webhook.health,
        lastSuccessAt: '2026-01-09T14:05:27.911Z',
        lastFailureAt: '2026-01-09T14:05:12.402Z',
        certificateExpiresAt,
        heldCount: 0,
        hasMoreHeld: false,
      },
    } satisfies WebhookDetailsView,
  },
  updateWebhook: {
    request: { name: 'Tasks to the CRM' } satisfies WebhookPatch,
    answer: { ...webhook, name: 'Tasks to the CRM', updatedAt: changedAt } satisfies WebhookView,
  },
  pauseWebhook: {
    request: { events: 'hold' },
    answer: {
      ...webhook,
      status: 'paused',
      health: { ...webhook.health, since: changedAt },
      updatedAt: changedAt,
    } satisfies WebhookView,
  },
  enableWebhook: { request: {}, answer: { ...webhook, updatedAt: changedAt } satisfies WebhookView },
  ...contactExamples,
  ...testExamples,
  ...secretExamples,
  listDeliveries: { answer: { items: [delivery], nextCursor: null } satisfies DeliveryListView },
  searchDeliveries: {
    answer: { items: [delivery], nextCursor: cursorAfter(delivery.id) } satisfies DeliveryListView,
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
  ...resendExamples(webhookId),
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
  getOpenApi: { answer: { openapi: '3.1.1', info: { title: 'Finehook', version: '1' }, paths: {} } },
};

/** What an operation is sent and answers; nothing for one that has no bodies. */
export function exampleOf(operationId: string): Example {
  return examples[operationId] ?? {};
}
