import { covers } from '../domain/caller.ts';
import { locateDelivery } from '../domain/identifiers.ts';
import type { DeliveryListView } from '../domain/wire/delivery-schema.ts';
import type { ListQuery } from '../domain/wire/list-query-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { deliveryView } from './views.ts';

/** Deliveries of a webhook, also of one that was deleted. */
export async function listDeliveries(
  { key, id, query }: OperationRequest<unknown, ListQuery>,
  { webhooks, deliveries }: Pick<ApiDeps, 'webhooks' | 'deliveries'>,
): Promise<Answer> {
  await findWithPast(webhooks, key, id);
  const before = idInCursor(query.cursor, text => locateDelivery(text)?.webhookId === id);
  const found = await deliveries.list({
    webhookId: id,
    limit: query.limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const { items, nextCursor } = pageOf(found, query.limit, deliveryView);
  // The webhook's filter may have named more companies when some of these were sent.
  const seen = items.filter(({ companyId }) => covers(key, [companyId]));
  return { status: 200, body: { items: seen.map(deliveryView), nextCursor } satisfies DeliveryListView };
}
