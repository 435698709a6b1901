import * as z from 'zod/mini';
import { keyRoles } from '../key-role.ts';
import { says } from './issue-text.ts';
import { displayName, platformId, timestamp } from './text-schemas.ts';

/** `["*"]` is every company. */
export const companiesSchema = z.array(platformId).check(
  z.minLength(1),
  z.maxLength(1000),
  z.refine(
    ids => ids.length === 1 || !ids.includes('*'),
    says('not-together', '"*" means every company and stands alone.'),
  ),
);

const setup = {
  name: displayName,
  companies: companiesSchema,
  role: z._default(z.enum(keyRoles), 'manager'),
  /** Also the scope `secrets:reveal`, which no role has. */
  revealSecrets: z._default(z.boolean(), false),
  expiresAt: z.exactOptional(z.iso.datetime({ offset: true })),
};

/** What a new key is to be. */
export const keyInputSchema = z.strictObject(setup);

/** What the operator invokes the key-maker with. */
export const keyMakerInputSchema = z.strictObject({ operation: z.literal('create'), ...setup });

export const maxKeyOverlapHours = 168;

/** How long the old key stays valid beside the new one. */
export const keyRotationInputSchema = z.strictObject({
  overlapHours: z._default(z.int().check(z.minimum(0), z.maximum(maxKeyOverlapHours)), 24),
});

export const keyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The key's first characters. */
  prefix: z.string(),
  companies: z.array(z.string()),
  role: z.enum(keyRoles),
  revealSecrets: z.boolean(),
  createdAt: timestamp,
  /** `operator`, `key:` and an API key’s id, or `user:` and that of a person. */
  createdBy: z.string(),
  expiresAt: z.nullable(timestamp),
  /** To the minute or so; null when it was never used. */
  lastUsedAt: z.nullable(timestamp),
});

/** The answer to a creation or rotation: the only place that ever shows the key. */
export const createdKeyViewSchema = z.extend(keyViewSchema, { key: z.string() });

export const keyListViewSchema = z.object({
  items: z.array(keyViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type KeyInput = z.infer<typeof keyInputSchema>;
export type KeyRotationInput = z.infer<typeof keyRotationInputSchema>;
export type KeyView = z.infer<typeof keyViewSchema>;
export type CreatedKeyView = z.infer<typeof createdKeyViewSchema>;
export type KeyListView = z.infer<typeof keyListViewSchema>;
