import * as z from 'zod/mini';
import { defaultScopes, keyScopes } from '../api-key.ts';
import { displayName, platformId } from './text-schemas.ts';

/** What the operator invokes the key-maker with. `companies: ["*"]` is every company. */
export const keyMakerInputSchema = z.strictObject({
  operation: z.literal('create'),
  name: displayName,
  companies: z.array(platformId).check(
    z.minLength(1),
    z.maxLength(1000),
    z.refine(ids => ids.length === 1 || !ids.includes('*'), {
      error: '"*" means every company and stands alone.',
    }),
  ),
  scopes: z._default(z.array(z.enum(keyScopes)).check(z.minLength(1)), [...defaultScopes]),
});

/** The answer to a creation: the only place that ever shows the key. */
export const createdKeyViewSchema = z.object({
  id: z.string(),
  key: z.string(),
  prefix: z.string(),
  companies: z.array(z.string()),
  scopes: z.array(z.enum(keyScopes)),
  name: z.string(),
});

export type KeyMakerInput = z.infer<typeof keyMakerInputSchema>;
export type CreatedKeyView = z.infer<typeof createdKeyViewSchema>;
