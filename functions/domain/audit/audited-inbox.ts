import type { Inbox } from '../inbox.ts';
import type { AuditedChange } from './audit-entry.ts';

/** Without its URL: whoever knows that can call the inbox. */
export function inboxChange({ id, companyId, expiresAt }: Inbox, what: 'created' | 'deleted'): AuditedChange {
  const members = { companyId, expiresAt };
  return {
    thing: { kind: 'inbox', id },
    companies: [companyId],
    before: what === 'created' ? null : members,
    after: what === 'created' ? members : null,
  };
}
