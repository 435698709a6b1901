import { webhookDeed } from '../domain/audit/audited-members.ts';
import { usableSecrets } from '../domain/credentials.ts';
import type { SecretsView } from '../domain/wire/secret-schema.ts';
import type { ApiDeps } from './deps.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** Every secret that signs now. Who asked is in the audit log first. */
export async function revealSecrets(
  { key, id, audit }: OperationRequest<unknown, unknown>,
  { webhooks, vault, now, log }: Pick<ApiDeps, 'webhooks' | 'vault' | 'now' | 'log'>,
): Promise<Answer> {
  const state = await findWebhook(webhooks, key, id);
  const { webhook } = state;
  await audit.record(webhookDeed(state, null));
  const valid = usableSecrets(await vault.open(webhook), now());
  log.info('secrets were revealed', { webhookId: id, keyId: key.id });
  const secrets = valid.map(({ value, expiresAt = null }) => ({ secret: value, expiresAt }));
  return {
    status: 200,
    // Nothing on the way may keep them, nor the caller's own cache.
    headers: { 'cache-control': 'private, no-store' },
    body: { secrets } satisfies SecretsView,
  };
}
