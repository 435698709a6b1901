import type { Caller } from '../domain/caller.ts';
import { isResendId } from '../domain/identifiers.ts';
import type { ResendJob } from '../domain/resend-job.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { ListQuery } from '../domain/wire/list-query-schema.ts';
import type { ResendListView } from '../domain/wire/resend-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast, notFound } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { resendView } from './resend-view.ts';

type Stores = Pick<ApiDeps, 'webhooks' | 'resends'>;

/**
 * A resend of a webhook that the key may see, deleted or not, with the webhook.
 * @throws ProblemError `not-found`
 */
export async function findResend(
  { webhooks, resends }: Stores,
  key: Caller,
  webhookId: string,
  id: string,
): Promise<{ readonly job: ResendJob; readonly state: WebhookState }> {
  const state = await findWithPast(webhooks, key, webhookId);
  const job = isResendId(id) ? await resends.find({ webhookId, id }) : undefined;
  if (job === undefined) throw notFound(key, 'resend');
  return { job, state };
}

export async function getResend(
  { key, id, resendId }: OperationRequest<unknown, unknown>,
  deps: Stores,
): Promise<Answer> {
  const { job } = await findResend(deps, key, id, resendId);
  return { status: 200, body: resendView(job) };
}

/** Resends of a webhook, also of one that was deleted. */
export async function listResends(
  { key, id, query }: OperationRequest<unknown, ListQuery>,
  { webhooks, resends }: Stores,
): Promise<Answer> {
  await findWithPast(webhooks, key, id);
  const before = idInCursor(query.cursor, isResendId);
  const found = await resends.list({
    webhookId: id,
    limit: query.limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const { items, nextCursor } = pageOf(found, query.limit, resendView);
  return { status: 200, body: { items: items.map(resendView), nextCursor } satisfies ResendListView };
}
