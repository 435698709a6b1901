import { createHash } from 'node:crypto';
import { newId } from './identifiers.ts';
import type { KeyRole } from './key-role.ts';

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
  readonly role: KeyRole;
  /** Whether it has the scope `secrets:reveal` beside those of its role. */
  readonly revealsSecrets: boolean;
  readonly createdAt: string;
  /** Who made it: the operator by the key-maker, or another key. */
  readonly createdBy: 'operator' | `key:${string}`;
  /** RFC 3339: from then on it is not accepted. Absent: it does not expire. */
  readonly expiresAt?: string;
  /** RFC 3339, to the minute or so. Absent: it was never used. */
  readonly lastUsedAt?: string;
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

export const keyBytes = 32;
const idBytes = 16;

/** What a key is to be. */
export interface KeySetup
  extends Pick<ApiKey, 'name' | 'companies' | 'role' | 'revealsSecrets' | 'createdBy'> {
  readonly expiresAt?: string;
}

/** A new key, and its text, which is shown this once. */
export function newApiKey(
  setup: KeySetup,
  nowMs: number,
  randomBytes: (count: number) => Uint8Array,
): { readonly key: ApiKey; readonly text: string } {
  const text = newKeyText(randomBytes(keyBytes));
  const key: ApiKey = {
    id: newId('key', nowMs, randomBytes(idBytes)),
    prefix: shownPrefix(text),
    hash: hashOfKey(text),
    createdAt: new Date(nowMs).toISOString(),
    ...setup,
  };
  return { key, text };
}
