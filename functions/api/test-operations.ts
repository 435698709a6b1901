import {
  testInputSchema,
  urlCheckInputSchema,
  urlCheckViewSchema,
  webhookTestViewSchema,
} from '../domain/wire/test-schema.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { testWebhook } from './test-webhook.ts';
import { urlCheck } from './url-check.ts';

const checkDescription =
  'The call is in `format`, or else in the one that the URL asks for, by the `template`, and has the header `webhook-test: true`. The answer shows it as `request`, beside what came back.';

/** Trying webhooks and URLs out. */
export const testOperations: readonly Operation[] = [
  operation({
    id: 'testWebhook',
    method: 'POST',
    path: '/v1/webhooks/{id}/test',
    summary:
      'Call the receiver once with an example event or one of your own, whatever the status of the webhook, which stays as it is. The call is signed, in the format of the webhook, and has the header `webhook-test: true`.',
    scope: 'webhooks:write',
    body: { schema: testInputSchema, required: true, contentTypes: json, keepsNumbers: true },
    status: 200,
    response: webhookTestViewSchema,
    errors: [...bodyErrors, 'not-found', 'precondition-failed'],
    flow: testWebhook,
  }),
  operation({
    id: 'checkUrl',
    method: 'POST',
    path: '/v1/url-checks',
    summary:
      'Try a URL out before a webhook has it: whether it is allowed, whether the host is found and trusted, and what it answers to an unsigned call: a WEBHOOK_HEALTH_CHECK, the example of an event type, or an event of your own.',
    description: checkDescription,
    scope: 'webhooks:write',
    body: { schema: urlCheckInputSchema, required: true, contentTypes: json, keepsNumbers: true },
    status: 200,
    response: urlCheckViewSchema,
    errors: [...bodyErrors],
    flow: urlCheck,
  }),
];
