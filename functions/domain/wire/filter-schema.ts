import * as z from 'zod/mini';
import { everyEventType } from '../event-catalog.ts';
import { conditionsSchema } from './condition-schema.ts';
import { says } from './issue-text.ts';
import { platformId } from './text-schemas.ts';

/** Most clauses in one filter. */
export const maxClauses = 20;
/** Most names in one list; more projects than fit one rule are refused by the length of the pattern. */
const maxEventTypes = 100;
const maxCompanies = 100;
const maxProjects = 5_000;

const exceptProjects = z.array(platformId).check(z.minLength(1), z.maxLength(maxProjects));

const companyShape = z.strictObject({
  companyId: platformId.check(
    z.refine(
      id => id !== '*',
      says('not-allowed', 'Companies are named one by one: "*" is not possible here.'),
    ),
  ),
  projectIds: z.union(
    [
      z.literal('*'),
      z
        .array(
          platformId.check(
            z.refine(
              id => id !== '*',
              says('not-together', 'For every project write "projectIds": "*", without a list.'),
            ),
          ),
        )
        .check(z.minLength(1), z.maxLength(maxProjects)),
    ],
    says('wrong-type', 'Must be a list of project ids, or "*" for every project.'),
  ),
  exceptProjectIds: z.exactOptional(exceptProjects),
});

const companySchema = companyShape.check(
  z.refine(({ projectIds, exceptProjectIds }) => exceptProjectIds === undefined || projectIds === '*', {
    ...says('not-together', 'Some can be left out of all projects only: write "projectIds": "*" beside it.'),
    path: ['exceptProjectIds'],
  }),
);

const clauseShape = z.strictObject({
  eventTypes: z.array(platformId).check(z.minLength(1), z.maxLength(maxEventTypes)),
  exceptEventTypes: z.exactOptional(z.array(platformId).check(z.minLength(1), z.maxLength(maxEventTypes))),
  companies: z.array(companySchema).check(z.minLength(1), z.maxLength(maxCompanies)),
  conditions: z.exactOptional(conditionsSchema),
});

const clauseSchema = clauseShape.check(
  z.refine(
    ({ eventTypes, exceptEventTypes }) =>
      exceptEventTypes === undefined || eventTypes.includes(everyEventType),
    {
      ...says(
        'not-together',
        'Some can be left out of all event types only: write "eventTypes": ["*"] beside it.',
      ),
      path: ['exceptEventTypes'],
    },
  ),
);

/** Clauses of event types x companies and projects x conditions; an event matches when one clause does. */
export const filterSchema = z.strictObject({
  anyOf: z.array(clauseSchema).check(z.minLength(1), z.maxLength(maxClauses)),
});

export type FilterInput = z.infer<typeof filterSchema>;
