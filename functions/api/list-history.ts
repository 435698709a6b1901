import type { HistoryView } from '../domain/wire/health-schema.ts';
import type { ListQuery } from '../domain/wire/list-query-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

const versionText = /^[1-9]\d{0,11}$/;

/** What has happened to a webhook, also to one that was deleted. */
export async function listHistory(
  { key, id, query }: OperationRequest<unknown, ListQuery>,
  { webhooks, history }: Pick<ApiDeps, 'webhooks' | 'history'>,
): Promise<Answer> {
  await findWithPast(webhooks, key, id);
  const before = idInCursor(query.cursor, text => versionText.test(text));
  const found = await history.list({
    webhookId: id,
    limit: query.limit + 1,
    ...(before === undefined ? {} : { before: Number(before) }),
  });
  const page = pageOf(
    found.map(entry => ({ id: String(entry.version), entry })),
    query.limit,
    ({ entry }) => entry,
  );
  const items = page.items.map(({ entry }) => ({ ...entry }));
  return { status: 200, body: { items, nextCursor: page.nextCursor } satisfies HistoryView };
}
