import { newId } from '../domain/identifiers.ts';
import type {
  CreatedWebhookView,
  WebhookDetailsView,
  WebhookInput,
  WebhookListView,
  WebhookPatch,
  WebhookView,
} from '../domain/wire/webhook-schema.ts';
import { cursorAfter } from './cursor.ts';
import { problemGuideViews } from './explain-problem.ts';
import { auditExamples } from './openapi-audit-examples.ts';
import { capacityExamples } from './openapi-capacity-examples.ts';
import { contactExamples } from './openapi-contact-examples.ts';
import { deliveryExamples } from './openapi-delivery-examples.ts';
import { directoryExamples } from './openapi-directory-examples.ts';
import { eventTypeExamples } from './openapi-event-type-examples.ts';
import { filterExamples } from './openapi-filter-examples.ts';
import { grantExamples } from './openapi-grant-examples.ts';
import { keyExamples } from './openapi-key-examples.ts';
import { portalExamples } from './openapi-portal-examples.ts';
import { publishExamples } from './openapi-publish-examples.ts';
import { resendExamples } from './openapi-resend-examples.ts';
import { exampleSecret, ownCredentials, secretExamples } from './openapi-secret-examples.ts';
import { statisticsExamples } from './openapi-statistics-examples.ts';
import { testExamples } from './openapi-test-examples.ts';

const createdAt = '2026-01-07T09:30:00.000Z';
const changedAt = '2026-01-09T14:05:12.345Z';
const certificateExpiresAt = '2026-03-31T23:59:59.000Z';
const text = new TextEncoder();
/** Of the webhook that the examples tell of. */
export const webhookId = newId('whk', Date.parse(createdAt), text.encode('Tasks to the CRM'));

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
  noAccessTo: [],
  slowSince: null,
  health: { since: createdAt, nextCheckAt: null, holdUntil: null, releasingSince: null },
  createdAt,
  updatedAt: createdAt,
} satisfies WebhookView;

/** Where the query says `language=en`. */
const sentence =
  'When a record is completed, reopened or moved in “website” of “acme”, and an expert condition holds (“{"currentValue":{"done":[true]}}”)';

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
    answer: {
      items: [{ ...webhook, sentence }],
      nextCursor: cursorAfter(webhookId),
    } satisfies WebhookListView,
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
      sentence,
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
  ...publishExamples,
  ...filterExamples('7bf73129-1428-4cd3-a780-95db273d1602'),
  ...contactExamples,
  ...directoryExamples,
  ...eventTypeExamples,
  ...auditExamples(webhookId),
  ...statisticsExamples(webhookId, webhook.name),
  ...capacityExamples,
  ...grantExamples,
  ...keyExamples,
  ...portalExamples,
  ...testExamples,
  ...secretExamples,
  ...deliveryExamples(webhookId, webhook.name),
  ...resendExamples(webhookId),
  explainProblem: { answer: problemGuideViews().find(({ code }) => code === 'not-found') },
  getOpenApi: { answer: { openapi: '3.1.1', info: { title: 'Finehook', version: '1' }, paths: {} } },
};

/** What an operation is sent and answers; nothing for one that has no bodies. */
export function exampleOf(operationId: string): Example {
  return examples[operationId] ?? {};
}
