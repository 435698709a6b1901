import * as z from 'zod/mini';
import type { ApiKey } from '../domain/api-key.ts';
import { keyRoles } from '../domain/key-role.ts';
import type { Item } from './dynamodb-client.ts';

/** Partition of the index `byKind` with all keys. */
export const keyKind = 'KEY';

/** Partition of the index `byCompany` with the keys whose first company it is: who may see a key holds that one, too. */
export function keysOf(companyId: string): string {
  return `KEY#${companyId}`;
}

const text = z.pipe(
  z.object({ S: z.string() }),
  z.transform(({ S }) => S),
);
const companies = z.union([
  z.pipe(
    z.object({ S: z.literal('*') }),
    z.transform(({ S }) => S),
  ),
  z.pipe(
    z.object({ L: z.array(text) }),
    z.transform(({ L }) => L),
  ),
]);

const apiKeySchema = z.object({
  id: text,
  name: text,
  prefix: text,
  hash: text,
  companies,
  role: z.pipe(text, z.enum(keyRoles)),
  revealsSecrets: z.pipe(
    z.object({ BOOL: z.boolean() }),
    z.transform(({ BOOL }) => BOOL),
  ),
  createdAt: text,
  createdBy: z.pipe(text, z.union([z.literal('operator'), z.templateLiteral(['key:', z.string()])])),
  expiresAt: z.exactOptional(text),
  lastUsedAt: z.exactOptional(text),
});

export function hashKey(hash: string): Item {
  return { pk: { S: `KEY#${hash}` }, sk: { S: 'KEY' } };
}

/** Of the item by which a key's hash is found by its id. */
export function idKey(id: string): Item {
  return { pk: { S: `KEYID#${id}` }, sk: { S: 'KEYID' } };
}

/** @throws the schema's error for an item that is no key */
export function apiKeyOf(item: Item): ApiKey {
  return apiKeySchema.parse(item);
}

export function itemOfApiKey(key: ApiKey): Item {
  const first = key.companies === '*' ? undefined : key.companies[0];
  return {
    ...(first === undefined ? {} : { companyKey: { S: keysOf(first) }, companySort: { S: key.id } }),
    ...hashKey(key.hash),
    kind: { S: keyKind },
    kindSort: { S: key.id },
    id: { S: key.id },
    name: { S: key.name },
    prefix: { S: key.prefix },
    hash: { S: key.hash },
    companies: key.companies === '*' ? { S: '*' } : { L: key.companies.map(id => ({ S: id })) },
    role: { S: key.role },
    revealsSecrets: { BOOL: key.revealsSecrets },
    createdAt: { S: key.createdAt },
    createdBy: { S: key.createdBy },
    ...(key.expiresAt === undefined ? {} : { expiresAt: { S: key.expiresAt } }),
    ...(key.lastUsedAt === undefined ? {} : { lastUsedAt: { S: key.lastUsedAt } }),
  };
}
