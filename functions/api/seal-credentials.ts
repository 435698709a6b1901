import { type Credentials, usableSecrets } from '../domain/credentials.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { ApiDeps } from './deps.ts';

/** What a webhook shows of its credentials, and what it keeps sealed. */
export type SealedParts = Pick<Webhook, 'sealedCredentials' | 'headerNames' | 'authType'>;

/** Of a deleted webhook. */
export const noCredentials: SealedParts = { sealedCredentials: '', headerNames: [], authType: null };

/** Seals credentials for a webhook and its owner; expired secrets are left out for good. */
export async function sealCredentials(
  { vault, now }: Pick<ApiDeps, 'vault' | 'now'>,
  { id, ownerCompanyId }: Pick<Webhook, 'id' | 'ownerCompanyId'>,
  credentials: Credentials,
): Promise<SealedParts> {
  const kept = { ...credentials, secrets: usableSecrets(credentials, now()) };
  return {
    sealedCredentials: await vault.seal(ownerCompanyId, id, kept),
    headerNames: Object.keys(kept.headers).sort(),
    authType: kept.auth?.type ?? null,
  };
}
