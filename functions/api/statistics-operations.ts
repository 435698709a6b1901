import {
  statisticsListQuerySchema,
  statisticsListViewSchema,
  statisticsQuerySchema,
  statisticsViewSchema,
} from '../domain/wire/statistics-schema.ts';
import { type Operation, operation } from './operation.ts';
import {
  getStatistics,
  listStatistics,
  oneWebhookDescription,
  statisticsDescription,
} from './read-statistics.ts';

/** How webhooks do. */
export const statisticsOperations: readonly Operation[] = [
  operation({
    id: 'getStatistics',
    method: 'GET',
    path: '/v1/webhooks/{id}/statistics',
    summary: 'See how many deliveries of a webhook were made and failed, and how long calls took.',
    description: oneWebhookDescription,
    scope: 'deliveries:read',
    query: statisticsQuerySchema,
    status: 200,
    response: statisticsViewSchema,
    errors: ['not-found'],
    flow: getStatistics,
  }),
  operation({
    id: 'listStatistics',
    method: 'GET',
    path: '/v1/statistics',
    summary:
      'See the same of many webhooks at once: of those that are named, or of those that a company owns, newest first, 50 a page.',
    description: statisticsDescription,
    scope: 'deliveries:read',
    query: statisticsListQuerySchema,
    status: 200,
    response: statisticsListViewSchema,
    errors: [],
    flow: listStatistics,
  }),
];
