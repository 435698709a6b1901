import {
  directoryInputSchema,
  directoryQuerySchema,
  directoryResultViewSchema,
  directoryViewSchema,
} from '../domain/wire/directory-schema.ts';
import { changeDirectory, changeDirectoryDescription } from './change-directory.ts';
import { listDirectory, listDirectoryDescription } from './list-directory.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';

/** What people call companies, projects, people, lists and custom fields. */
export const directoryOperations: readonly Operation[] = [
  operation({
    id: 'changeDirectory',
    method: 'PUT',
    path: '/v1/directory',
    summary:
      'Write and delete names of companies, projects, people, lists and custom fields, up to 500 at once.',
    description: changeDirectoryDescription,
    scope: 'directory:write',
    body: { schema: directoryInputSchema, required: true, contentTypes: json },
    status: 200,
    response: directoryResultViewSchema,
    errors: [...bodyErrors],
    flow: changeDirectory,
  }),
  operation({
    id: 'listDirectory',
    method: 'GET',
    path: '/v1/directory',
    summary: 'List the names of a company, or those of all companies that the caller holds.',
    description: listDirectoryDescription,
    scope: 'directory:read',
    query: directoryQuerySchema,
    status: 200,
    response: directoryViewSchema,
    errors: [],
    flow: listDirectory,
  }),
];
