import {
  deliveryListViewSchema,
  deliveryViewSchema,
  deliveryWithEventViewSchema,
} from '../domain/wire/delivery-schema.ts';
import {
  deliverySearchQuerySchema,
  webhookDeliveriesQuerySchema,
} from '../domain/wire/delivery-search-schema.ts';
import { resendInputSchema } from '../domain/wire/resend-schema.ts';
import { deliveryRequestViewSchema } from '../domain/wire/test-schema.ts';
import { traceViewSchema } from '../domain/wire/trace-schema.ts';
import { getDelivery } from './get-delivery.ts';
import { getDeliveryRequest, requestDescription } from './get-delivery-request.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { resendDelivery, resendDescription } from './resend-delivery.ts';
import { listDeliveries, searchDeliveries, searchDescription } from './search-deliveries.ts';
import { traceDescription, traceEvent } from './trace-event.ts';

/** What was called, and what is called again. */
export const deliveryOperations: readonly Operation[] = [
  operation({
    id: 'listDeliveries',
    method: 'GET',
    path: '/v1/webhooks/{id}/deliveries',
    summary: 'List the deliveries of a webhook, newest first, also after it was deleted.',
    description: searchDescription,
    scope: 'deliveries:read',
    query: webhookDeliveriesQuerySchema,
    status: 200,
    response: deliveryListViewSchema,
    errors: ['not-found'],
    flow: listDeliveries,
  }),
  operation({
    id: 'searchDeliveries',
    method: 'GET',
    path: '/v1/deliveries',
    summary: 'Find deliveries of a webhook, of an event, or of a record of a company, newest first.',
    description: searchDescription,
    scope: 'deliveries:read',
    query: deliverySearchQuerySchema,
    status: 200,
    response: deliveryListViewSchema,
    errors: ['not-found'],
    flow: searchDeliveries,
  }),
  operation({
    id: 'getDelivery',
    method: 'GET',
    path: '/v1/deliveries/{id}',
    summary: 'Read a delivery with its attempts and its event.',
    description:
      '`nextAttemptAt` is when a pending delivery is attempted again after a failure, and null when it waits for no other attempt. It lies in the past while that attempt is made, or waits for its turn.',
    scope: 'deliveries:read',
    status: 200,
    response: deliveryWithEventViewSchema,
    errors: ['not-found'],
    flow: getDelivery,
  }),
  operation({
    id: 'getDeliveryRequest',
    method: 'GET',
    path: '/v1/deliveries/{id}/request',
    summary:
      'See what a delivery sends: headers and body, made anew from the webhook as it is now. It is no recording.',
    description: requestDescription,
    scope: 'deliveries:read',
    status: 200,
    response: deliveryRequestViewSchema,
    errors: ['not-found', 'gone'],
    flow: getDeliveryRequest,
  }),
  operation({
    id: 'traceEvent',
    method: 'GET',
    path: '/v1/events/{id}/trace',
    summary: 'See which webhooks an event has reached, and what became of it there.',
    description: traceDescription,
    scope: 'deliveries:read',
    status: 200,
    response: traceViewSchema,
    errors: [],
    flow: traceEvent,
  }),
  operation({
    id: 'resendDelivery',
    method: 'POST',
    path: '/v1/deliveries/{id}/resend',
    summary: 'Send a delivery again.',
    description: resendDescription,
    creates: true,
    scope: 'deliveries:resend',
    body: { schema: resendInputSchema, required: false, contentTypes: json },
    status: 202,
    response: deliveryViewSchema,
    errors: [...bodyErrors, 'not-found', 'not-resendable', 'conflict'],
    flow: resendDelivery,
  }),
];
