import { historyViewSchema } from '../domain/wire/health-schema.ts';
import { listQuerySchema } from '../domain/wire/list-query-schema.ts';
import {
  rotatedSecretViewSchema,
  rotationInputSchema,
  secretsViewSchema,
} from '../domain/wire/secret-schema.ts';
import {
  createdWebhookViewSchema,
  emptyInputSchema,
  pauseInputSchema,
  updatedWebhookViewSchema,
  webhookDetailsViewSchema,
  webhookInputSchema,
  webhookListQuerySchema,
  webhookListViewSchema,
  webhookPatchSchema,
  webhookQuerySchema,
  webhookViewSchema,
} from '../domain/wire/webhook-schema.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { enableWebhook } from './enable-webhook.ts';
import { getWebhook } from './get-webhook.ts';
import { listHistory } from './list-history.ts';
import { listWebhooks } from './list-webhooks.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { pauseWebhook } from './pause-webhook.ts';
import { revealSecrets } from './reveal-secrets.ts';
import { rotateSecret, rotationDescription } from './rotate-secret.ts';
import { sentenceDescription } from './sentence-names.ts';
import { updateDescription, updateWebhook } from './update-webhook.ts';

const mergePatch = ['application/merge-patch+json', 'application/json'];
const setupErrors = [
  ...bodyErrors,
  'forbidden',
  'invalid-filter',
  'pattern-too-long',
  'url-not-allowed',
] as const;
const changeErrors = ['not-found', 'precondition-failed', 'conflict'] as const;

/** Webhooks, and what is done with one. */
export const webhookOperations: readonly Operation[] = [
  operation({
    id: 'createWebhook',
    method: 'POST',
    path: '/v1/webhooks',
    summary: 'Create a webhook. The answer shows its secret, this once.',
    creates: true,
    scope: 'webhooks:write',
    body: { schema: webhookInputSchema, required: true, contentTypes: json },
    status: 201,
    response: createdWebhookViewSchema,
    isTagged: true,
    errors: [...setupErrors, 'grant-missing', 'too-many-rules', 'too-many-webhooks'],
    flow: createWebhook,
  }),
  operation({
    id: 'listWebhooks',
    method: 'GET',
    path: '/v1/webhooks',
    summary: 'List the webhooks that the key reaches, newest first.',
    description: sentenceDescription,
    scope: 'webhooks:read',
    query: webhookListQuerySchema,
    status: 200,
    response: webhookListViewSchema,
    errors: [],
    flow: listWebhooks,
  }),
  operation({
    id: 'getWebhook',
    method: 'GET',
    path: '/v1/webhooks/{id}',
    summary: 'Read a webhook. Changes of a rule take effect a short while after it is live.',
    description: sentenceDescription,
    scope: 'webhooks:read',
    query: webhookQuerySchema,
    status: 200,
    response: webhookDetailsViewSchema,
    errors: ['not-found'],
    flow: getWebhook,
  }),
  operation({
    id: 'updateWebhook',
    method: 'PATCH',
    path: '/v1/webhooks/{id}',
    description: updateDescription,
    summary: 'Change name, url, filter, format, template or options by JSON Merge Patch (RFC 7396).',
    scope: 'webhooks:write',
    body: { schema: webhookPatchSchema, required: true, contentTypes: mergePatch },
    status: 200,
    response: updatedWebhookViewSchema,
    errors: [...setupErrors, ...changeErrors, 'grant-missing', 'too-many-rules', 'too-many-webhooks'],
    flow: updateWebhook,
  }),
  operation({
    id: 'deleteWebhook',
    method: 'DELETE',
    path: '/v1/webhooks/{id}',
    summary: 'Delete a webhook. What waits is ended; its past deliveries stay readable.',
    scope: 'webhooks:write',
    status: 204,
    errors: [...changeErrors],
    flow: deleteWebhook,
  }),
  operation({
    id: 'pauseWebhook',
    method: 'POST',
    path: '/v1/webhooks/{id}/pause',
    summary: 'Stop calling. Events are held meanwhile, or dropped.',
    scope: 'webhooks:write',
    body: { schema: pauseInputSchema, required: false, contentTypes: json },
    status: 200,
    response: webhookViewSchema,
    errors: [...bodyErrors, ...changeErrors],
    flow: pauseWebhook,
  }),
  operation({
    id: 'enableWebhook',
    method: 'POST',
    path: '/v1/webhooks/{id}/enable',
    summary: 'Check the receiver by a signed call, then go on calling it and release what was held.',
    scope: 'webhooks:write',
    body: { schema: emptyInputSchema, required: false, contentTypes: json },
    status: 200,
    response: webhookViewSchema,
    errors: [...bodyErrors, ...changeErrors, 'health-check-failed'],
    flow: enableWebhook,
  }),
  operation({
    id: 'rotateSecret',
    method: 'POST',
    path: '/v1/webhooks/{id}/secrets',
    summary: 'Give a webhook a new secret. The answer shows it, this once.',
    description: rotationDescription,
    creates: true,
    scope: 'webhooks:write',
    body: { schema: rotationInputSchema, required: false, contentTypes: json },
    status: 200,
    response: rotatedSecretViewSchema,
    errors: [...bodyErrors, ...changeErrors, 'too-many-secrets'],
    flow: rotateSecret,
  }),
  operation({
    id: 'revealSecrets',
    method: 'GET',
    path: '/v1/webhooks/{id}/secrets',
    summary: 'Read every secret that is valid, newest first. The key needs a scope of its own for it.',
    scope: 'secrets:reveal',
    status: 200,
    response: secretsViewSchema,
    errors: ['not-found'],
    flow: revealSecrets,
  }),
  operation({
    id: 'listHistory',
    method: 'GET',
    path: '/v1/webhooks/{id}/history',
    summary:
      'List what has happened to a webhook, newest first, also after it was deleted. Kept for 400 days; the newest change may take a few seconds to appear.',
    scope: 'webhooks:read',
    query: listQuerySchema,
    status: 200,
    response: historyViewSchema,
    errors: ['not-found'],
    flow: listHistory,
  }),
];
