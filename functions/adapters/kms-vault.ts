import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Credentials } from '../domain/credentials.ts';
import { CredentialsUnusableError } from '../domain/errors.ts';
import type { SealedWebhook, Vault } from '../domain/ports.ts';
import { DataKeys, type DataKeysOptions, NoDataKeyError } from './data-keys.ts';

/** First byte of what is sealed: how it is to be read. */
const version = 1;
const algorithm = 'aes-256-gcm';
/** Random, so that one key is good for 2^32 seals: NIST SP 800-38D §8.3. */
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + ivBytes;

const credentialsSchema = z.object({
  secrets: z.array(z.object({ value: z.string(), expiresAt: z.exactOptional(z.string()) })),
  headers: z.record(z.string(), z.string()),
  auth: z.exactOptional(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('basic'), username: z.string(), password: z.string() }),
      z.object({ type: z.literal('bearer'), token: z.string() }),
    ]),
  ),
});

/** What is sealed for one webhook of one company opens for no other. */
function authenticated(companyId: string, webhookId: string): Buffer {
  return Buffer.from(JSON.stringify([version, companyId, webhookId]));
}

function decrypt(key: KeyObject, sealed: Buffer, aad: Buffer): string {
  const tag = sealed.subarray(-tagBytes);
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(1, headBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(aad)
    .setAuthTag(tag);
  const text = decipher.update(sealed.subarray(headBytes, -tagBytes), undefined, 'utf8');
  return text + decipher.final('utf8');
}

/** Vault: AES-256-GCM with a data key per company, see `DataKeys`. */
export class KmsVault implements Vault {
  readonly #dataKeys: DataKeys;

  constructor(options: DataKeysOptions) {
    this.#dataKeys = new DataKeys(options);
  }

  async seal(companyId: string, webhookId: string, credentials: Credentials): Promise<string> {
    const key = await this.#dataKeys.findOrMake(companyId);
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, key, iv).setAAD(authenticated(companyId, webhookId));
    const encrypted = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(version), iv, encrypted, cipher.getAuthTag()]).toString('base64');
  }

  async open({ id, ownerCompanyId, sealedCredentials }: SealedWebhook): Promise<Credentials> {
    const sealed = Buffer.from(sealedCredentials, 'base64');
    if (sealed[0] !== version || sealed.length < headBytes + tagBytes) {
      throw new CredentialsUnusableError(id, 'they are not sealed in a known way');
    }
    const key = await this.#dataKeys.find(ownerCompanyId).catch((error: unknown) => {
      throw error instanceof NoDataKeyError ? new CredentialsUnusableError(id, error.message) : error;
    });
    try {
      return credentialsSchema.parse(JSON.parse(decrypt(key, sealed, authenticated(ownerCompanyId, id))));
    } catch {
      // What failed, and why, could tell of what is sealed.
      throw new CredentialsUnusableError(id, 'they are not sealed for this webhook and company');
    }
  }
}
