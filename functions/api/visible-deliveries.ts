import { type Caller, covers } from '../domain/caller.ts';
import type { Delivery } from '../domain/delivery.ts';
import { companiesOf } from '../domain/filter.ts';
import type { WebhookStore } from '../domain/ports.ts';
import type { WebhookState } from '../domain/webhook.ts';

export interface VisibleDelivery {
  readonly delivery: Delivery;
  readonly state: WebhookState;
}

/**
 * Those that the key may see, with their webhooks: it must hold all companies of the webhook, deleted or not, and the event's, for
 * the filter may have named more companies when it was sent.
 */
export async function visibleDeliveries(
  webhooks: Pick<WebhookStore, 'findAll'>,
  key: Caller,
  deliveries: readonly Delivery[],
): Promise<VisibleDelivery[]> {
  const held = deliveries.filter(({ companyId }) => covers(key, [companyId]));
  const ids = [...new Set(held.map(({ webhookId }) => webhookId))];
  const states = new Map((await webhooks.findAll(ids)).map(state => [state.webhook.id, state]));
  return held.flatMap(delivery => {
    const state = states.get(delivery.webhookId);
    return state !== undefined && covers(key, companiesOf(state.webhook.filter)) ? [{ delivery, state }] : [];
  });
}
