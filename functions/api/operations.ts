import { problemGuideViewSchema } from '../domain/wire/problem-guide-schema.ts';
import { auditOperations } from './audit-operations.ts';
import { capacityOperations } from './capacity-operations.ts';
import { contactOperations } from './contact-operations.ts';
import { deliveryOperations } from './delivery-operations.ts';
import { directoryOperations } from './directory-operations.ts';
import { eventOperations } from './event-operations.ts';
import { eventTypeOperations } from './event-type-operations.ts';
import { explainProblem } from './explain-problem.ts';
import { filterOperations } from './filter-operations.ts';
import { grantOperations } from './grant-operations.ts';
import { inboxOperations } from './inbox-operations.ts';
import { keyOperations } from './key-operations.ts';
import { openApiDocument } from './openapi.ts';
import { type Operation, operation } from './operation.ts';
import { portalOperations } from './portal-operations.ts';
import { resendOperations } from './resend-operations.ts';
import { statisticsOperations } from './statistics-operations.ts';
import { testOperations } from './test-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

/** Everything the management API can do. Routes, the reading of input, and `/openapi.json` all come from this table. */
export const operations: readonly Operation[] = [
  ...webhookOperations,
  ...testOperations,
  ...filterOperations,
  ...eventOperations,
  ...deliveryOperations,
  ...inboxOperations,
  ...contactOperations,
  ...resendOperations,
  ...eventTypeOperations,
  ...directoryOperations,
  ...auditOperations,
  ...statisticsOperations,
  ...capacityOperations,
  ...keyOperations,
  ...grantOperations,
  ...portalOperations,
  operation({
    id: 'explainProblem',
    method: 'GET',
    path: '/problems/{code}',
    summary: 'What an error means, where it comes from and what to do: as a page to browsers, else as JSON.',
    scope: 'public',
    hasPage: true,
    status: 200,
    response: problemGuideViewSchema,
    errors: ['not-found'],
    flow: explainProblem,
  }),
  operation({
    id: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document.',
    scope: 'public',
    status: 200,
    errors: [],
    flow: async () => ({
      status: 200,
      headers: { 'cache-control': 'public, max-age=300' },
      body: openApiDocument(operations),
    }),
  }),
];
