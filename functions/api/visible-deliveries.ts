import { type ApiKey, covers } from '../domain/api-key.ts';
import type { Delivery } from '../domain/delivery.ts';
import { companiesOf } from '../domain/filter.ts';
import type { ApiDeps } from './deps.ts';

/**
 * Those that the key may see: it must hold all companies of the webhook, deleted or not, and the event's, for the filter may
 * have named more companies when it was sent.
 */
export async function visibleDeliveries(
  webhooks: Pick<ApiDeps['webhooks'], 'findAll'>,
  key: ApiKey,
  deliveries: readonly Delivery[],
): Promise<Delivery[]> {
  const ids = [...new Set(deliveries.map(({ webhookId }) => webhookId))];
  const seen = new Set(
    (await webhooks.findAll(ids))
      .filter(({ webhook }) => covers(key, companiesOf(webhook.filter)))
      .map(({ webhook }) => webhook.id),
  );
  return deliveries.filter(({ webhookId, companyId }) => seen.has(webhookId) && covers(key, [companyId]));
}
