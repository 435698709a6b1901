import { covers } from '../domain/caller.ts';
import { type DeliveryFilter, placeOf } from '../domain/delivery-search.ts';
import { locateDelivery } from '../domain/identifiers.ts';
import type { DeliveryListView } from '../domain/wire/delivery-schema.ts';
import type { DeliverySearchQuery, WebhookDeliveriesQuery } from '../domain/wire/delivery-search-schema.ts';
import { cursorAfter, idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { deliveryView } from './views.ts';
import { visibleDeliveries } from './visible-deliveries.ts';

export const searchDescription = `Only deliveries of which all that is asked for is true. Where little is, a page may hold fewer than \`limit\`, even none: as long as \`nextCursor\` is not null, there is more to look through.

By event, by record, and by the status \`failed\` or \`held\`, a delivery may take a moment to be found.`;

type Deps = Pick<ApiDeps, 'webhooks' | 'deliveries'>;

/** Deliveries of a webhook, also of one that was deleted. */
export async function listDeliveries(
  { key, id, query }: OperationRequest<unknown, WebhookDeliveriesQuery>,
  deps: Deps,
): Promise<Answer> {
  return search({ key, query: { ...query, webhookId: id } }, deps);
}

/** Deliveries wherever they went, as far as the key may see them. */
export async function searchDeliveries(
  { key, query }: OperationRequest<unknown, DeliverySearchQuery>,
  deps: Deps,
): Promise<Answer> {
  return search({ key, query }, deps);
}

async function search(
  { key, query }: Pick<OperationRequest<unknown, DeliverySearchQuery>, 'key' | 'query'>,
  { webhooks, deliveries }: Deps,
): Promise<Answer> {
  const { limit, cursor, ...filter } = query;
  const { webhookId, companyId }: DeliveryFilter = filter;
  if (webhookId !== undefined) await findWithPast(webhooks, key, webhookId);
  const before = idInCursor(cursor, text => {
    const place = locateDelivery(text);
    return place !== undefined && (webhookId === undefined || place.webhookId === webhookId);
  });
  const place = placeOf(filter);
  if (place === undefined || (companyId !== undefined && !covers(key, [companyId]))) {
    return { status: 200, body: { items: [], nextCursor: null } satisfies DeliveryListView };
  }
  const found = await deliveries.search({
    place,
    filter,
    limit: limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const page = pageOf(found.deliveries, limit, deliveryView);
  const more = found.next === undefined ? null : cursorAfter(found.next);
  const seen = await visibleDeliveries(webhooks, key, page.items);
  return {
    status: 200,
    body: {
      items: seen.map(({ delivery }) => deliveryView(delivery)),
      nextCursor: page.nextCursor ?? more,
    } satisfies DeliveryListView,
  };
}
