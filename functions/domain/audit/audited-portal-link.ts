import type { PortalLink } from '../portal.ts';
import type { AuditedChange } from './audit-entry.ts';

/** Who was let in by whom, without a name: the platform knows the person by id. */
export function portalLinkChange({ id, access, expiresAt }: PortalLink): AuditedChange {
  const { companies, role, revealsSecrets, user } = access;
  return {
    thing: { kind: 'portal-link', id },
    companies: companies === '*' ? ['*'] : companies,
    before: null,
    after: { companies, role, revealsSecrets, userId: user.id, expiresAt },
  };
}
