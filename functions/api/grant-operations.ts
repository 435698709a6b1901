import {
  grantInputSchema,
  grantListViewSchema,
  grantsQuerySchema,
  grantViewSchema,
} from '../domain/wire/grant-schema.ts';
import { createGrant, deleteGrant, getGrant, listGrants } from './grants.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';

/** Which company's webhooks may listen to which other company's events. */
export const grantOperations: readonly Operation[] = [
  operation({
    id: 'createGrant',
    method: 'POST',
    path: '/v1/grants',
    summary:
      'Let the webhooks of another company listen to the events of yours. What is granted already stays so.',
    scope: 'grants:write',
    body: { schema: grantInputSchema, required: true, contentTypes: json },
    status: 201,
    response: grantViewSchema,
    errors: [...bodyErrors, 'forbidden'],
    flow: createGrant,
  }),
  operation({
    id: 'listGrants',
    method: 'GET',
    path: '/v1/grants',
    summary: 'List what a company has granted to others, or what others have granted to it, newest first.',
    scope: 'grants:read',
    query: grantsQuerySchema,
    status: 200,
    response: grantListViewSchema,
    errors: ['forbidden'],
    flow: listGrants,
  }),
  operation({
    id: 'getGrant',
    method: 'GET',
    path: '/v1/grants/{id}',
    summary: 'Read a grant that a company of yours has given or got.',
    scope: 'grants:read',
    status: 200,
    response: grantViewSchema,
    errors: ['not-found'],
    flow: getGrant,
  }),
  operation({
    id: 'deleteGrant',
    method: 'DELETE',
    path: '/v1/grants/{id}',
    summary:
      'Take a grant back. Within a minute the webhooks that it was for get no event of your company any more, nor what waits to be delivered.',
    scope: 'grants:write',
    status: 204,
    errors: ['not-found'],
    flow: deleteGrant,
  }),
];
