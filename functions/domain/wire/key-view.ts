import type { ApiKey } from '../api-key.ts';
import type { CreatedKeyView, KeyInput, KeyView } from './key-schema.ts';

/** A key as it is read: without its hash. */
export function keyView(key: ApiKey): KeyView {
  const { id, name, prefix, role, revealsSecrets, createdAt, createdBy } = key;
  return {
    id,
    name,
    prefix,
    companies: key.companies === '*' ? ['*'] : [...key.companies],
    role,
    revealSecrets: revealsSecrets,
    createdAt,
    createdBy,
    expiresAt: key.expiresAt ?? null,
    lastUsedAt: key.lastUsedAt ?? null,
  };
}

export function createdKeyView(key: ApiKey, text: string): CreatedKeyView {
  return { ...keyView(key), key: text };
}

/** What a key is to be, as it is kept. */
export function keySetupOf({
  name,
  companies,
  role,
  revealSecrets,
  expiresAt,
}: KeyInput): Pick<ApiKey, 'name' | 'companies' | 'role' | 'revealsSecrets'> & { expiresAt?: string } {
  return {
    name,
    companies: companies.includes('*') ? '*' : [...new Set(companies)].sort(),
    role,
    revealsSecrets: revealSecrets,
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
  };
}
