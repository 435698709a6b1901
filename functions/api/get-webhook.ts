import type { ApiDeps } from './deps.ts';
import { entityTag, isUnchanged } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { webhookView } from './views.ts';

export async function getWebhook(
  { key, id, ifNoneMatch }: OperationRequest<unknown, unknown>,
  { webhooks }: Pick<ApiDeps, 'webhooks'>,
): Promise<Answer> {
  const state = await findWebhook(webhooks, key, id);
  const headers = { etag: entityTag(state), 'cache-control': 'private, no-cache' };
  return isUnchanged(ifNoneMatch, state)
    ? { status: 304, headers }
    : { status: 200, headers, body: webhookView(state) };
}
