import type { EventType, EventTypeChange } from '../event-types/event-type.ts';
import type { AuditedChange, AuditMembers } from './audit-entry.ts';
import { changedMembers } from './audited-members.ts';

/** The catalog is of all companies: who holds only some may not read of it here. */
const companies = ['*'];

function membersOf({ name: _, ...members }: EventType): AuditMembers {
  return members;
}

export function eventTypeChange(before: EventType | undefined, after: EventType | undefined): AuditedChange {
  const thing = { kind: 'event-type', id: (after ?? before)?.name ?? '' };
  const changed = changedMembers(
    before === undefined ? {} : membersOf(before),
    after === undefined ? {} : membersOf(after),
  );
  return {
    thing,
    companies,
    before: before === undefined ? null : changed.before,
    after: after === undefined ? null : changed.after,
  };
}

/** Of many types at once only which ones. */
export function catalogImport(changes: readonly EventTypeChange[]): AuditedChange {
  const changed = changes.map(({ type, before }) => ({ name: type.name, from: before?.version ?? null }));
  return {
    thing: { kind: 'catalog', id: 'event-types' },
    companies,
    before: { types: changed.map(({ name, from }) => ({ name, version: from })) },
    after: { types: changes.map(({ type }) => ({ name: type.name, version: type.version })) },
  };
}
