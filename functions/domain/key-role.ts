/** What a caller may be allowed to do, for its companies. */
export const keyScopes = [
  'audit:read',
  'capacity:read',
  'deliveries:read',
  'deliveries:resend',
  'directory:read',
  'directory:write',
  'event-types:read',
  'event-types:write',
  'events:publish',
  'grants:read',
  'grants:write',
  'keys:read',
  'keys:write',
  'portal-links:create',
  'secrets:reveal',
  'webhooks:read',
  'webhooks:write',
] as const;
export type KeyScope = (typeof keyScopes)[number];

/** `publisher` is for producers of events, the others are for people and programs that manage webhooks. */
export const keyRoles = ['admin', 'manager', 'reader', 'publisher'] as const;
export type KeyRole = (typeof keyRoles)[number];

const reading = [
  'deliveries:read',
  'directory:read',
  'event-types:read',
  'grants:read',
  'webhooks:read',
] as const;
const managing = [...reading, 'deliveries:resend', 'webhooks:write'] as const;

/** Nobody reveals secrets that others made by role alone. */
const scopesOfRole: Readonly<Record<KeyRole, readonly KeyScope[]>> = {
  admin: keyScopes.filter(scope => scope !== 'secrets:reveal'),
  manager: managing,
  reader: reading,
  publisher: ['directory:write', 'event-types:read', 'events:publish'],
};

/** What a key of this role may do, sorted. */
export function scopesOf({
  role,
  revealsSecrets,
}: {
  readonly role: KeyRole;
  readonly revealsSecrets: boolean;
}): KeyScope[] {
  return [...scopesOfRole[role], ...(revealsSecrets ? (['secrets:reveal'] as const) : [])].sort();
}
