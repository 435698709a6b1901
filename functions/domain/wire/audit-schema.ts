import * as z from 'zod/mini';
import { actorKinds, auditOutcomes } from '../audit/audit-entry.ts';
import { says } from './issue-text.ts';
import { listQuerySchema } from './list-query-schema.ts';
import { maxCharacters, platformId, timestamp } from './text-schemas.ts';

const maxLength = 256;
const text = z.string().check(z.minLength(1), maxCharacters(maxLength));
const time = z.iso.datetime({ offset: true });

export const auditQuerySchema = z
  .extend(listQuerySchema, {
    companyId: z.exactOptional(platformId),
    thingId: z.exactOptional(text),
    actorId: z.exactOptional(text),
    operation: z.exactOptional(text),
    from: z.exactOptional(time),
    to: z.exactOptional(time),
  })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      ...says('not-later', 'Must be later than "from".'),
      path: ['to'],
    }),
  );

const members = z.nullable(z.record(z.string(), z.unknown()));

/** One change that somebody made. */
export const auditEntryViewSchema = z.object({
  id: z.string(),
  at: timestamp,
  requestId: z.nullable(z.string()),
  /** Id of the API's operation, or `webhook.<change>`. */
  operation: z.string(),
  actor: z.object({ kind: z.enum(actorKinds), id: z.string(), name: z.nullable(z.string()) }),
  thing: z.object({ kind: z.string(), id: z.string() }),
  companies: z.array(z.string()),
  /** What was changed, as it was and as it is: never secrets or credentials. */
  before: members,
  after: members,
  /** `begun` stays when nobody lived to tell how it ended: it may have been done. */
  outcome: z.enum(auditOutcomes),
});

export const auditLogViewSchema = z.object({
  items: z.array(auditEntryViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;
export type AuditLogView = z.infer<typeof auditLogViewSchema>;
