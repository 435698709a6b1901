import { createHash } from 'node:crypto';

/** What a key may be allowed to do, for its companies. */
export const keyScopes = [
  'deliveries:read',
  'deliveries:resend',
  'secrets:reveal',
  'webhooks:read',
  'webhooks:write',
] as const;
export type KeyScope = (typeof keyScopes)[number];

/** Of a key that was made without naming any: everything but to reveal secrets that others made. */
export const defaultScopes: readonly KeyScope[] = [
  'deliveries:read',
  'deliveries:resend',
  'webhooks:read',
  'webhooks:write',
];

/** A key of the management API, as it is stored: never the key itself. */
export interface ApiKey {
  /** `key_` and a ULID. */
  readonly id: string;
  readonly name: string;
  /** The key's first characters, by which people recognise it. */
  readonly prefix: string;
  /** SHA-256 of the whole key, hex. The key is 32 random bytes, so no slow hash is needed. */
  readonly hash: string;
  /** `'*'` for every company. */
  readonly companies: '*' | readonly string[];
  readonly scopes: readonly KeyScope[];
  readonly createdAt: string;
}

const keyPrefix = 'fhk_';
const shownCharacters = 10;

/** @param randomBytes 32 random bytes */
export function newKeyText(randomBytes: Uint8Array): string {
  return `${keyPrefix}${Buffer.from(randomBytes).toString('base64url')}`;
}

export function hashOfKey(keyText: string): string {
  return createHash('sha256').update(keyText).digest('hex');
}

export function shownPrefix(keyText: string): string {
  return keyText.slice(0, shownCharacters);
}

/** Whether a key may see something that belongs to all of these companies. */
export function covers(key: Pick<ApiKey, 'companies'>, companyIds: readonly string[]): boolean {
  return key.companies === '*' || companyIds.every(id => key.companies.includes(id));
}
