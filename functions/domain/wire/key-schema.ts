import * as z from 'zod/mini';
import { keyRoles } from '../key-role.ts';
import { displayName, platformId } from './text-schemas.ts';

/** `["*"]` is every company. */
const companiesSchema = z.array(platformId).check(
  z.minLength(1),
  z.maxLength(1000),
  z.refine(ids => ids.length === 1 || !ids.includes('*'), {
    error: '"*" means every company and stands alone.',
  }),
);

/** What a new key is to be. */
const keySetup = {
  name: displayName,
  companies: companiesSchema,
  role: z._default(z.enum(keyRoles), 'manager'),
  revealSecrets: z._default(z.boolean(), false),
};

/** What the operator invokes the key-maker with. */
export const keyMakerInputSchema = z.strictObject({ operation: z.literal('create'), ...keySetup });

/** The answer to a creation: the only place that ever shows the key. */
export const createdKeyViewSchema = z.object({
  id: z.string(),
  key: z.string(),
  prefix: z.string(),
  companies: z.array(z.string()),
  role: z.enum(keyRoles),
  revealSecrets: z.boolean(),
  name: z.string(),
});

export type KeyMakerInput = z.infer<typeof keyMakerInputSchema>;
export type CreatedKeyView = z.infer<typeof createdKeyViewSchema>;
