import type { Contact } from '../contact.ts';
import type { AuditedChange } from './audit-entry.ts';

/** Without the address: that is erased when the contact is taken out, and the log outlasts it. */
export function contactChange(before: Contact | undefined, after: Contact | undefined): AuditedChange {
  const { id = '', companyId = '' } = before ?? after ?? {};
  return {
    thing: { kind: 'contact', id },
    companies: [companyId],
    before: before === undefined ? null : { status: before.status },
    after: after === undefined ? null : { status: after.status },
  };
}
