import type { Credentials } from '../../functions/domain/credentials.ts';
import { CredentialsUnusableError } from '../../functions/domain/errors.ts';
import type { SealedWebhook, Vault } from '../../functions/domain/ports.ts';

const prefix = 'sealed:';

/** What MemoryVault makes: readable by who wants to, but by no search for a secret. */
export function memorySealed(companyId: string, webhookId: string, credentials: Credentials): string {
  const text = JSON.stringify({ companyId, webhookId, credentials });
  return prefix + Buffer.from(text).toString('base64');
}

/** Credentials that are sealed for one webhook and company, without keys. */
export class MemoryVault implements Vault {
  opened = 0;
  sealed = 0;
  /** Thrown by the next calls, if set. */
  failure: Error | undefined;

  async seal(companyId: string, webhookId: string, credentials: Credentials): Promise<string> {
    this.sealed++;
    if (this.failure !== undefined) throw this.failure;
    return memorySealed(companyId, webhookId, credentials);
  }

  async open({ id, ownerCompanyId, sealedCredentials }: SealedWebhook): Promise<Credentials> {
    if (this.failure !== undefined) throw this.failure;
    this.opened++;
    if (!sealedCredentials.startsWith(prefix)) throw new CredentialsUnusableError(id, 'not sealed');
    const text = Buffer.from(sealedCredentials.slice(prefix.length), 'base64').toString();
    const sealed: { companyId: string; webhookId: string; credentials: Credentials } = JSON.parse(text);
    if (sealed.companyId !== ownerCompanyId || sealed.webhookId !== id) {
      throw new CredentialsUnusableError(id, 'sealed for another');
    }
    return sealed.credentials;
  }
}
