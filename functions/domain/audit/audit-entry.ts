import { createHash } from 'node:crypto';
import { newId } from '../identifiers.ts';

/** Who did it: an API key; a user of the console; somebody by the link in a mail; or the service itself, `id` saying what of it. */
export const actorKinds = ['key', 'user', 'link', 'service'] as const;
export interface AuditActor {
  readonly kind: (typeof actorKinds)[number];
  readonly id: string;
  readonly name: string | null;
}

/** What it was done to: `kind` in one word, as paths of the API have it in the plural. */
export interface AuditThing {
  readonly kind: string;
  readonly id: string;
}

/** `begun` stays when nobody lived to tell how it ended: it may have been done. */
export const auditOutcomes = ['begun', 'done', 'refused'] as const;

export type AuditMembers = Readonly<Record<string, unknown>>;

/** What whoever makes a change says of it. */
export interface AuditedChange {
  readonly thing: AuditThing;
  /** Whoever holds all of them may read the entry; none: whoever may read the log. */
  readonly companies: readonly string[];
  /** Members that the change alters, as they were; `null` for what is new. Never anything secret. */
  readonly before: AuditMembers | null;
  /** … and as they are; `null` for what is no longer. */
  readonly after: AuditMembers | null;
}

/** One change that somebody made, or began to. */
export interface AuditEntry extends AuditedChange {
  /** `aud_` and a ULID in lower case, so that ids sort by time. */
  readonly id: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  /** As its answer and the logs have it; `null` when it was no request. */
  readonly requestId: string | null;
  /** The operation's id in OpenAPI, or `webhook.<change>` for what the service did. */
  readonly operation: string;
  readonly actor: AuditActor;
  readonly outcome: (typeof auditOutcomes)[number];
}

/** The same for the same source, so that whatever is repeated after a crash is one entry. @param source what is told of, uniquely */
export function auditId(atMs: number, source: string): string {
  return newId('aud', atMs, createHash('sha256').update(source).digest());
}
