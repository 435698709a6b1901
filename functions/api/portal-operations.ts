import {
  createdSessionViewSchema,
  portalLinkInputSchema,
  portalLinkViewSchema,
  sessionInputSchema,
  sessionViewSchema,
} from '../domain/wire/portal-schema.ts';
import { createPortalLink } from './create-portal-link.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { createSession, deleteSession, getSession, sessionRetry } from './sessions.ts';

/** How a platform lets its customers' users into the console. */
export const portalOperations: readonly Operation[] = [
  operation({
    id: 'createPortalLink',
    creates: true,
    method: 'POST',
    path: '/v1/portal-links',
    summary:
      'Make a link by which one user of a customer gets into the console, signed in. It works once, and for a few minutes.',
    scope: 'portal-links:create',
    body: { schema: portalLinkInputSchema, required: true, contentTypes: json },
    status: 200,
    response: portalLinkViewSchema,
    errors: [...bodyErrors, 'forbidden', 'console-off'],
    flow: createPortalLink,
  }),
  operation({
    id: 'createSession',
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Exchange the token of a portal link, which works once, for that of a session.',
    retry: sessionRetry,
    scope: 'public',
    body: { schema: sessionInputSchema, required: true, contentTypes: json },
    status: 200,
    response: createdSessionViewSchema,
    errors: [...bodyErrors, 'unauthenticated'],
    flow: createSession,
  }),
  operation({
    id: 'getSession',
    method: 'GET',
    path: '/v1/session',
    summary: 'Who calls, and what they may do.',
    scope: 'any',
    status: 200,
    response: sessionViewSchema,
    errors: [],
    flow: getSession,
  }),
  operation({
    id: 'deleteSession',
    method: 'DELETE',
    path: '/v1/session',
    summary: 'End the session that calls: within five seconds it is refused everywhere.',
    scope: 'any',
    status: 204,
    errors: [],
    flow: deleteSession,
  }),
];
