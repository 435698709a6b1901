import { previewInputSchema, previewViewSchema } from '../domain/wire/preview-schema.ts';
import { whyQuerySchema, whyViewSchema } from '../domain/wire/why-schema.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { previewDescription, previewFilter } from './preview-filter.ts';
import { whyDescription, whyWebhook } from './why-webhook.ts';

const maxBytes = 2 * 1024 * 1024;

/** Trying filters out. */
export const filterOperations: readonly Operation[] = [
  operation({
    id: 'previewFilter',
    method: 'POST',
    path: '/v1/filters/preview',
    summary: 'See what a filter comes to, and which events it wants.',
    description: previewDescription,
    scope: 'webhooks:read',
    body: { schema: previewInputSchema, required: true, contentTypes: json, maxBytes },
    status: 200,
    response: previewViewSchema,
    errors: [...bodyErrors, 'invalid-filter', 'pattern-too-long'],
    flow: previewFilter,
  }),
  operation({
    id: 'whyWebhook',
    method: 'GET',
    path: '/v1/webhooks/{id}/why',
    summary: 'See why a webhook has, or has not, got an event.',
    description: whyDescription,
    scope: 'deliveries:read',
    query: whyQuerySchema,
    status: 200,
    response: whyViewSchema,
    errors: ['not-found'],
    flow: whyWebhook,
  }),
];
