import { capacityQuerySchema, capacityViewSchema } from '../domain/wire/capacity-schema.ts';
import { capacityDescription, getCapacity } from './get-capacity.ts';
import { type Operation, operation } from './operation.ts';

/** How much room there is. */
export const capacityOperations: readonly Operation[] = [
  operation({
    id: 'getCapacity',
    method: 'GET',
    path: '/v1/capacity',
    summary: 'See how many rules the event bus has left for webhooks, and how many webhooks a company.',
    description: capacityDescription,
    scope: 'capacity:read',
    query: capacityQuerySchema,
    status: 200,
    response: capacityViewSchema,
    errors: ['forbidden'],
    flow: getCapacity,
  }),
];
