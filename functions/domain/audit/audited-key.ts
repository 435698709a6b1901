import type { ApiKey } from '../api-key.ts';
import type { AuditedChange, AuditMembers } from './audit-entry.ts';

function membersOf({ name, companies, role, revealsSecrets, expiresAt }: ApiKey): AuditMembers {
  return { name, companies, role, revealsSecrets, expiresAt: expiresAt ?? null };
}

/** A key of every company belongs to nobody who holds only some: `*` is no company's id. */
function companiesOfKey({ companies }: ApiKey): readonly string[] {
  return companies === '*' ? ['*'] : companies;
}

export function keyChange(before: ApiKey | undefined, after: ApiKey | undefined): AuditedChange {
  const known = [before, after].filter(key => key !== undefined);
  return {
    thing: { kind: 'key', id: known[0]?.id ?? '' },
    companies: [...new Set(known.flatMap(companiesOfKey))],
    before: before === undefined ? null : membersOf(before),
    after: after === undefined ? null : membersOf(after),
  };
}

/** The old key expires, and the new one is in its place. */
export function keyRotation(old: ApiKey, { id }: ApiKey, expiresAt: string): AuditedChange {
  return {
    thing: { kind: 'key', id: old.id },
    companies: companiesOfKey(old),
    before: { expiresAt: old.expiresAt ?? null },
    after: { expiresAt, replacedBy: id },
  };
}
