import {
  eventTypeImportSchema,
  eventTypeInputSchema,
  eventTypeListViewSchema,
  eventTypesQuerySchema,
  eventTypeViewSchema,
  importQuerySchema,
  importResultViewSchema,
} from '../domain/wire/event-type-schema.ts';
import { deleteDescription, deleteEventType } from './delete-event-type.ts';
import { getEventType } from './get-event-type.ts';
import { importDescription, importEventTypes, maxImportBytes } from './import-event-types.ts';
import { listEventTypes } from './list-event-types.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { putEventType } from './put-event-type.ts';

const path = '/v1/event-types/{name}';

/** The event catalog: what filters can name, and what people are told of it. To change it takes a key for every company. */
export const eventTypeOperations: readonly Operation[] = [
  operation({
    id: 'listEventTypes',
    method: 'GET',
    path: '/v1/event-types',
    summary: 'List the event types of the catalog, in the order of their names.',
    scope: 'event-types:read',
    query: eventTypesQuerySchema,
    status: 200,
    response: eventTypeListViewSchema,
    errors: [],
    flow: listEventTypes,
  }),
  operation({
    id: 'getEventType',
    method: 'GET',
    path,
    summary: 'Read an event type.',
    scope: 'event-types:read',
    status: 200,
    response: eventTypeViewSchema,
    errors: ['not-found'],
    flow: getEventType,
  }),
  operation({
    id: 'putEventType',
    method: 'PUT',
    path,
    summary: 'Add an event type, or change one: its version rises by one, unless all of it is as it was.',
    description:
      'The whole type is replaced. Also one that comes with Finehook can be changed, for example be marked as deprecated: it still works then. Takes a key for every company.',
    scope: 'event-types:write',
    body: { schema: eventTypeInputSchema, required: true, contentTypes: json },
    status: 200,
    mayCreate: true,
    response: eventTypeViewSchema,
    errors: [...bodyErrors, 'precondition-failed', 'conflict', 'too-many-event-types'],
    flow: putEventType,
  }),
  operation({
    id: 'deleteEventType',
    method: 'DELETE',
    path,
    summary: 'Delete an event type of your own. Takes a key for every company.',
    description: deleteDescription,
    scope: 'event-types:write',
    status: 204,
    errors: ['not-found', 'precondition-failed', 'conflict', 'built-in-event-type'],
    flow: deleteEventType,
  }),
  operation({
    id: 'importEventTypes',
    method: 'POST',
    path: '/v1/event-types/imports',
    summary: 'Add and change many event types at once. Takes a key for every company.',
    description: importDescription,
    scope: 'event-types:write',
    query: importQuerySchema,
    body: {
      schema: eventTypeImportSchema,
      required: true,
      contentTypes: json,
      maxBytes: maxImportBytes,
    },
    status: 200,
    response: importResultViewSchema,
    errors: [...bodyErrors, 'conflict', 'too-many-event-types'],
    flow: importEventTypes,
  }),
];
