import { newId } from '../identifiers.ts';
import type { AuditEntry } from './audit-entry.ts';

export interface AuditFilter {
  readonly companyId?: string;
  readonly thingId?: string;
  readonly actorId?: string;
  readonly operation?: string;
  /** RFC 3339: from then on … */
  readonly from?: string;
  /** … and before then. */
  readonly to?: string;
}

/** Entries are kept once for each of these, so that each is read in order. */
export type AuditPlace =
  | { readonly kind: 'thing' | 'actor' | 'company'; readonly id: string }
  | { readonly kind: 'all' };

/** The narrowest that has all that is looked for. */
export function placeOf({ thingId, actorId, companyId }: AuditFilter): AuditPlace {
  if (thingId !== undefined) return { kind: 'thing', id: thingId };
  if (actorId !== undefined) return { kind: 'actor', id: actorId };
  return companyId === undefined ? { kind: 'all' } : { kind: 'company', id: companyId };
}

export function placesOf({ thing, actor, companies }: AuditEntry): AuditPlace[] {
  return [
    { kind: 'all' },
    { kind: 'thing', id: thing.id },
    { kind: 'actor', id: actor.id },
    ...[...new Set(companies)].map(id => ({ kind: 'company' as const, id })),
  ];
}

export interface AuditSearch {
  readonly filter: AuditFilter;
  readonly limit: number;
  /** Only entries older than this id. */
  readonly before?: string;
}

export interface FoundEntries {
  /** Newest first, at most `limit`. */
  readonly entries: readonly AuditEntry[];
  /** `before` of the next search, also when nothing was found yet; `undefined`: there is nothing more. */
  readonly next: string | undefined;
}

/** What people have changed, and the service by itself. */
export interface AuditLog {
  /** Writes an entry, or writes it anew. Resolves when it is in every place. @throws AwsCallError */
  put(entry: AuditEntry): Promise<void>;
  /** Looks at about a thousand entries at most (consistent). */
  search(search: AuditSearch): Promise<FoundEntries>;
}

/** Sorts before every entry of this millisecond, and behind all older ones. @param time RFC 3339 */
export function firstIdAt(time: string): string {
  return newId('aud', Math.max(0, Date.parse(time)), new Uint8Array(16));
}

export function isMeant(entry: AuditEntry, filter: AuditFilter): boolean {
  const { companyId, thingId, actorId, operation, from, to } = filter;
  return (
    (companyId === undefined || entry.companies.includes(companyId)) &&
    (thingId === undefined || entry.thing.id === thingId) &&
    (actorId === undefined || entry.actor.id === actorId) &&
    (operation === undefined || entry.operation === operation) &&
    (from === undefined || entry.id >= firstIdAt(from)) &&
    (to === undefined || entry.id < firstIdAt(to))
  );
}
