import type { WebhookDetailsView } from '../domain/wire/webhook-schema.ts';
import type { ApiDeps } from './deps.ts';
import { detailedEntityTag, isKnown } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import { healthDetails } from './health-details.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { webhookView } from './views.ts';

export async function getWebhook(
  { key, id, ifNoneMatch }: OperationRequest<unknown, unknown>,
  { webhooks, deliveries }: Pick<ApiDeps, 'webhooks' | 'deliveries'>,
): Promise<Answer> {
  const state = await findWebhook(webhooks, key, id);
  const health = await healthDetails(state, deliveries);
  const etag = detailedEntityTag(state, health);
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (isKnown(ifNoneMatch, etag)) return { status: 304, headers };
  return { status: 200, headers, body: { ...webhookView(state), health } satisfies WebhookDetailsView };
}
