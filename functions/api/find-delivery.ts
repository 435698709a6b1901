import { type Caller, covers } from '../domain/caller.ts';
import type { WaitingDelivery } from '../domain/delivery.ts';
import { ProblemError } from '../domain/errors.ts';
import { locateDelivery } from '../domain/identifiers.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast, notFound } from './find-webhook.ts';

/**
 * A delivery with its event, and its webhook, deleted or not; the key must hold all companies of the webhook, and the event's.
 * @throws ProblemError `not-found`
 */
export async function findDelivery(
  { webhooks, deliveries }: Pick<ApiDeps, 'webhooks' | 'deliveries'>,
  key: Caller,
  id: string,
): Promise<{ readonly state: WebhookState; readonly found: WaitingDelivery }> {
  const place = locateDelivery(id);
  if (place === undefined) throw notFound(key, 'delivery');
  const [state, found] = await Promise.all([
    // The caller asked for a delivery: that its webhook is out of reach is not said.
    findWithPast(webhooks, key, place.webhookId).catch((error: unknown) => {
      throw error instanceof ProblemError ? notFound(key, 'delivery') : error;
    }),
    deliveries.findWithEvent(id),
  ]);
  // The webhook's filter may have named more companies when this was sent.
  if (found === undefined || !covers(key, [found.delivery.companyId])) throw notFound(key, 'delivery');
  return { state, found };
}
