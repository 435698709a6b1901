import { exampleDetail } from '../domain/event-examples/event-examples.ts';
import { defaultNouns } from '../domain/nouns.ts';
import { urlCheckCall, webhookToBe } from '../domain/payload.ts';
import type { AttemptView } from '../domain/wire/delivery-schema.ts';
import type { TestInput, UrlCheckInput, UrlCheckView, WebhookTestView } from '../domain/wire/test-schema.ts';
import { requestView } from './views.ts';

const attempt = {
  at: '2026-01-09T14:05:12.345Z',
  durationMs: 143,
  status: 200,
  error: null,
  errorDetail: null,
  responseBody: 'ok',
  retryAfter: null,
  certificateExpiresAt: '2026-03-30T11:59:59.000Z',
} satisfies AttemptView;

const own = {
  type: 'TODO_MOVED',
  data: { companyId: 'acme', projectId: 'website', currentValue: { title: 'Publish the pricing page' } },
};

const slackUrl = 'https://hooks.slack.com/services/T01ACME/B01ACME/notARealToken';
const nowMs = Date.parse(attempt.at);
const checkCall = urlCheckCall({
  nouns: defaultNouns.en,
  state: webhookToBe({ url: slackUrl, nowMs, randomBytes: new TextEncoder().encode('a URL to be tried') }),
  format: 'slack',
  event: { type: 'TODO_MOVED', detailText: JSON.stringify(exampleDetail('TODO_MOVED')) },
  nowMs,
  timeoutMs: 10_000,
});

/** Of the operations that try a receiver out. */
export const testExamples = {
  testWebhook: {
    request: { eventType: 'TODO_MOVED' } satisfies TestInput,
    furtherRequests: { "an event of one's own": { event: own } satisfies TestInput },
    answer: {
      attempt,
      request: {
        headers: {
          'content-type': 'application/json',
          'webhook-id': 'dlv_01kebdvzp0000000000000000001mp22rr5egpyp1cnd77dj5w',
          'webhook-timestamp': '1767967512',
          'webhook-signature': null,
          'webhook-test': 'true',
        },
        body: JSON.stringify({
          type: 'TODO_MOVED',
          timestamp: attempt.at,
          data: exampleDetail('TODO_MOVED'),
        }),
      },
    } satisfies WebhookTestView,
  },
  checkUrl: {
    request: {
      url: slackUrl,
      eventType: 'TODO_MOVED',
    } satisfies UrlCheckInput,
    furtherRequests: {
      'with a template': {
        url: 'https://chat.acme.example/in',
        format: 'discord',
        template: { text: 'Moved: {{data.currentValue.title}}' },
        event: own,
      } satisfies UrlCheckInput,
    },
    answer: {
      allowed: true,
      reason: null,
      reasonCode: null,
      recognisedFormat: 'slack',
      attempt,
      request: requestView(checkCall),
    } satisfies UrlCheckView,
  },
};
