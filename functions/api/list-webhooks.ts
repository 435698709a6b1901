import { covers } from '../domain/caller.ts';
import { companiesOf } from '../domain/filter.ts';
import { isWebhookId } from '../domain/identifiers.ts';
import type { ListedWebhookView, WebhookListQuery, WebhookListView } from '../domain/wire/webhook-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { filterSentences } from './sentence-names.ts';
import { webhookView } from './views.ts';

export async function listWebhooks(
  { key, query }: OperationRequest<unknown, WebhookListQuery>,
  {
    webhooks,
    directory,
    eventTypes,
    nouns,
  }: Pick<ApiDeps, 'webhooks' | 'directory' | 'eventTypes' | 'nouns'>,
): Promise<Answer> {
  const before = idInCursor(query.cursor, isWebhookId);
  const found = await webhooks.list({
    companies: key.companies,
    limit: query.limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const page = pageOf(
    found.map(state => ({ id: state.webhook.id, state })),
    query.limit,
    ({ state }) => webhookView(state),
  );
  // The list may lag behind a change of the filter: what a webhook is now decides who sees it.
  const seen = page.items.filter(({ state }) => covers(key, companiesOf(state.webhook.filter)));
  const filters = seen.map(({ state }) => state.webhook.filter);
  const sentences = await filterSentences(filters, query.language, key, { directory, eventTypes, nouns });
  const items = seen.map(({ state }, index): ListedWebhookView => {
    const sentence = sentences[index];
    return { ...webhookView(state), ...(sentence === undefined ? {} : { sentence }) };
  });
  return { status: 200, body: { items, nextCursor: page.nextCursor } satisfies WebhookListView };
}
