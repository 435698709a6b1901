import type { WebhookDetailsView, WebhookQuery } from '../domain/wire/webhook-schema.ts';
import type { ApiDeps } from './deps.ts';
import { detailedEntityTag, isKnown } from './entity-tag.ts';
import { findWebhook } from './find-webhook.ts';
import { healthDetails } from './health-details.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { filterSentences } from './sentence-names.ts';
import { webhookView } from './views.ts';

type Deps = Pick<ApiDeps, 'webhooks' | 'deliveries' | 'directory' | 'eventTypes' | 'nouns'>;

export async function getWebhook(
  { key, id, ifNoneMatch, query: { language } }: OperationRequest<unknown, WebhookQuery>,
  deps: Deps,
): Promise<Answer> {
  const state = await findWebhook(deps.webhooks, key, id);
  const [health, [sentence]] = await Promise.all([
    healthDetails(state, deps.deliveries),
    filterSentences([state.webhook.filter], language, key, deps),
  ]);
  const details = { health, ...(sentence === undefined ? {} : { sentence }) };
  const etag = detailedEntityTag(state, details);
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (isKnown(ifNoneMatch, etag)) return { status: 304, headers };
  return { status: 200, headers, body: { ...webhookView(state), ...details } satisfies WebhookDetailsView };
}
