import * as z from 'zod/mini';
import { keyRoles, keyScopes } from '../key-role.ts';
import { portalLanguages } from '../portal.ts';
import { says } from './issue-text.ts';
import { companiesSchema } from './key-schema.ts';
import { displayName, maxUrlLength, platformId, timestamp } from './text-schemas.ts';

const maxNames = 500;

const user = z.strictObject({
  /** As the platform knows them; changes that they make are told under it. */
  id: platformId,
  name: displayName,
});

const project = z.object({ companyId: platformId, projectId: platformId });

const httpsUrl = z
  .url({ protocol: /^https$/, ...says('not-https', 'Must be an https URL.') })
  .check(z.maxLength(maxUrlLength));

/** Who gets into the console, with what rights, and how it looks to them. */
export const portalLinkInputSchema = z.strictObject({
  companies: companiesSchema,
  user,
  role: z._default(z.enum(keyRoles), 'manager'),
  revealSecrets: z._default(z.boolean(), false),
  language: z._default(z.enum(portalLanguages), 'en'),
  themeColor: z.exactOptional(
    z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/, says('bad-colour', 'Must be a colour such as #0055ff.'))),
  ),
  returnUrl: z.exactOptional(httpsUrl),
  /** Where in the product the user comes from: a new webhook begins with it. */
  project: z.exactOptional(z.strictObject(project.shape)),
  /** Display names of companies and projects, by id, for what the directory does not know. */
  names: z._default(
    z
      .record(platformId, displayName)
      .check(
        z.refine(
          names => Object.keys(names).length <= maxNames,
          says('too-many', `At most ${maxNames} names.`, maxNames),
        ),
      ),
    {},
  ),
  /** How long the link can be used, seconds. */
  expiresInSeconds: z._default(z.int().check(z.minimum(30), z.maximum(3600)), 300),
  /** How long the session lasts that it gives, minutes. */
  sessionMinutes: z._default(z.int().check(z.minimum(5), z.maximum(1440)), 480),
});

/** The URL works once. Its token stands behind `#`, so that no server or log on the way sees it. */
export const portalLinkViewSchema = z.object({ id: z.string(), url: z.string(), expiresAt: timestamp });

export const sessionInputSchema = z.strictObject({
  token: z
    .string()
    .check(z.regex(/^fhp_[A-Za-z0-9_-]{43}$/, says('bad-token', 'Must be the token of a portal link.'))),
});

/** Who calls, and what they may do. */
export const sessionViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['key', 'session', 'user']),
  name: z.string(),
  companies: z.array(z.string()),
  scopes: z.array(z.enum(keyScopes)),
  /** null for callers other than sessions of the console. */
  portal: z.nullable(
    z.object({
      user: z.object({ id: z.string(), name: z.string() }),
      language: z.enum(portalLanguages),
      themeColor: z.nullable(z.string()),
      returnUrl: z.nullable(z.string()),
      project: z.nullable(project),
      names: z.record(z.string(), z.string()),
      expiresAt: timestamp,
    }),
  ),
});

/** The only place that shows a session's token. */
export const createdSessionViewSchema = z.object({ token: z.string(), session: sessionViewSchema });

export type PortalLinkInput = z.infer<typeof portalLinkInputSchema>;
export type PortalLinkView = z.infer<typeof portalLinkViewSchema>;
export type SessionInput = z.infer<typeof sessionInputSchema>;
export type SessionView = z.infer<typeof sessionViewSchema>;
export type CreatedSessionView = z.infer<typeof createdSessionViewSchema>;
