import { listQuerySchema } from '../domain/wire/list-query-schema.ts';
import {
  resendListViewSchema,
  resendViewSchema,
  resendWindowInputSchema,
} from '../domain/wire/resend-schema.ts';
import { emptyInputSchema } from '../domain/wire/webhook-schema.ts';
import { cancelResend } from './cancel-resend.ts';
import { createResend, createResendDescription } from './create-resend.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { getResend, listResends } from './read-resends.ts';

/** What is sent again, by windows of time. */
export const resendOperations: readonly Operation[] = [
  operation({
    id: 'createResend',
    method: 'POST',
    path: '/v1/webhooks/{id}/resends',
    summary: 'Send the deliveries of a window of time again.',
    description: createResendDescription,
    creates: true,
    scope: 'deliveries:resend',
    body: { schema: resendWindowInputSchema, required: true, contentTypes: json },
    status: 202,
    response: resendViewSchema,
    errors: [...bodyErrors, 'not-found', 'resend-running'],
    flow: createResend,
  }),
  operation({
    id: 'listResends',
    method: 'GET',
    path: '/v1/webhooks/{id}/resends',
    summary: 'List the resends of a webhook, newest first, for as long as deliveries are kept.',
    scope: 'deliveries:read',
    query: listQuerySchema,
    status: 200,
    response: resendListViewSchema,
    errors: ['not-found'],
    flow: listResends,
  }),
  operation({
    id: 'getResend',
    method: 'GET',
    path: '/v1/webhooks/{id}/resends/{resendId}',
    summary: 'Read how far a resend has come.',
    scope: 'deliveries:read',
    status: 200,
    response: resendViewSchema,
    errors: ['not-found'],
    flow: getResend,
  }),
  operation({
    id: 'cancelResend',
    method: 'POST',
    path: '/v1/webhooks/{id}/resends/{resendId}/cancel',
    summary: "End a resend. What is under way, a second's worth, is still sent.",
    scope: 'deliveries:resend',
    body: { schema: emptyInputSchema, required: false, contentTypes: json },
    status: 200,
    response: resendViewSchema,
    errors: [...bodyErrors, 'not-found', 'conflict'],
    flow: cancelResend,
  }),
];
