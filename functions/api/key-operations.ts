import {
  createdKeyViewSchema,
  keyInputSchema,
  keyListViewSchema,
  keyRotationInputSchema,
  keyViewSchema,
} from '../domain/wire/key-schema.ts';
import { listQuerySchema } from '../domain/wire/list-query-schema.ts';
import { createKey } from './create-key.ts';
import { deleteKey } from './delete-key.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { getKey, listKeys } from './read-keys.ts';
import { keyRotationDescription, rotateKey } from './rotate-key.ts';

/** API keys; the first one the operator makes by the key-maker. */
export const keyOperations: readonly Operation[] = [
  operation({
    id: 'createKey',
    method: 'POST',
    path: '/v1/keys',
    summary: 'Make an API key, of companies that your own holds. The answer shows it, this once.',
    scope: 'keys:write',
    body: { schema: keyInputSchema, required: true, contentTypes: json },
    status: 201,
    response: createdKeyViewSchema,
    errors: [...bodyErrors, 'forbidden'],
    flow: createKey,
  }),
  operation({
    id: 'listKeys',
    method: 'GET',
    path: '/v1/keys',
    summary: 'List the API keys whose companies your own holds, newest first.',
    scope: 'keys:read',
    query: listQuerySchema,
    status: 200,
    response: keyListViewSchema,
    errors: [],
    flow: listKeys,
  }),
  operation({
    id: 'getKey',
    method: 'GET',
    path: '/v1/keys/{id}',
    summary: 'Read what an API key may do, and when it was last used.',
    scope: 'keys:read',
    status: 200,
    response: keyViewSchema,
    errors: ['not-found'],
    flow: getKey,
  }),
  operation({
    id: 'deleteKey',
    method: 'DELETE',
    path: '/v1/keys/{id}',
    summary: 'Revoke an API key: it is refused everywhere within five seconds.',
    scope: 'keys:write',
    status: 204,
    errors: ['not-found'],
    flow: deleteKey,
  }),
  operation({
    id: 'rotateKey',
    method: 'POST',
    path: '/v1/keys/{id}/rotations',
    summary: 'Make a new API key in the place of an old one. The answer shows it, this once.',
    description: keyRotationDescription,
    scope: 'keys:write',
    body: { schema: keyRotationInputSchema, required: false, contentTypes: json },
    status: 201,
    response: createdKeyViewSchema,
    errors: [...bodyErrors, 'forbidden', 'not-found'],
    flow: rotateKey,
  }),
];
