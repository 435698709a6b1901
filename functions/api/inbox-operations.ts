import {
  inboxCallListViewSchema,
  inboxesQuerySchema,
  inboxInputSchema,
  inboxListViewSchema,
  inboxViewSchema,
} from '../domain/wire/inbox-schema.ts';
import { listQuerySchema } from '../domain/wire/list-query-schema.ts';
import { createInbox, deleteInbox, getInbox, listInboxCalls, listInboxes } from './inboxes.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';

/** URLs of ours for companies that have none yet, and what was sent there. */
export const inboxOperations: readonly Operation[] = [
  operation({
    id: 'createInbox',
    method: 'POST',
    path: '/v1/inboxes',
    summary: 'Make a URL that a webhook can have, to see what is sent there. It expires after 7 days.',
    description:
      'Whatever is sent to it by POST is answered with 204 and kept for a day, up to 600 calls an hour. Calls count to the throttle of this API. Once it is deleted or has expired, it answers 410, which disables a webhook that still calls it.',
    creates: true,
    scope: 'webhooks:write',
    body: { schema: inboxInputSchema, required: true, contentTypes: json },
    status: 201,
    response: inboxViewSchema,
    errors: [...bodyErrors, 'forbidden', 'too-many-inboxes'],
    flow: createInbox,
  }),
  operation({
    id: 'listInboxes',
    method: 'GET',
    path: '/v1/inboxes',
    summary: 'List the inboxes of a company that have not expired, newest first.',
    scope: 'webhooks:read',
    query: inboxesQuerySchema,
    status: 200,
    response: inboxListViewSchema,
    errors: ['forbidden'],
    flow: listInboxes,
  }),
  operation({
    id: 'getInbox',
    method: 'GET',
    path: '/v1/inboxes/{id}',
    summary: 'Read an inbox.',
    scope: 'webhooks:read',
    status: 200,
    response: inboxViewSchema,
    errors: ['not-found'],
    flow: getInbox,
  }),
  operation({
    id: 'deleteInbox',
    method: 'DELETE',
    path: '/v1/inboxes/{id}',
    summary: 'Delete an inbox. Its URL answers 410 from then on, and its calls can no longer be read.',
    scope: 'webhooks:write',
    status: 204,
    errors: ['not-found'],
    flow: deleteInbox,
  }),
  operation({
    id: 'listInboxCalls',
    method: 'GET',
    path: '/v1/inboxes/{id}/calls',
    summary: 'See what was sent to an inbox within the last day, newest first.',
    scope: 'deliveries:read',
    query: listQuerySchema,
    status: 200,
    response: inboxCallListViewSchema,
    errors: ['not-found'],
    flow: listInboxCalls,
  }),
];
