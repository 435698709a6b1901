import { publishedViewSchema, publishInputSchema } from '../domain/wire/publish-schema.ts';
import { recentEventsQuerySchema, recentEventsViewSchema } from '../domain/wire/recent-events-schema.ts';
import { listRecentEvents, recentEventsDescription } from './list-recent-events.ts';
import { bodyErrors, json, type Operation, operation } from './operation.ts';
import { publishDescription, publishEvents } from './publish-events.ts';

/** With the rest of its request, such a body fits the 6 MB that a function takes, unless it is all quotes. */
const maxBytes = 4 * 1024 * 1024;

/** What producers do, and what has come from them lately. */
export const eventOperations: readonly Operation[] = [
  operation({
    id: 'publishEvents',
    creates: true,
    method: 'POST',
    path: '/v1/events',
    summary: 'Publish an event, or up to 100.',
    description: publishDescription,
    scope: 'events:publish',
    body: { schema: publishInputSchema, required: true, contentTypes: json, maxBytes, keepsNumbers: true },
    status: 202,
    hasLocation: false,
    response: publishedViewSchema,
    errors: [...bodyErrors],
    flow: publishEvents,
  }),
  operation({
    id: 'listRecentEvents',
    method: 'GET',
    path: '/v1/recent-events',
    summary: 'List recent events of a company, newest first.',
    description: recentEventsDescription,
    scope: 'deliveries:read',
    query: recentEventsQuerySchema,
    status: 200,
    response: recentEventsViewSchema,
    errors: [],
    flow: listRecentEvents,
  }),
];
