import { covers } from '../domain/api-key.ts';
import { ProblemError } from '../domain/errors.ts';
import { locateDelivery } from '../domain/identifiers.ts';
import type { ApiDeps } from './deps.ts';
import { findWithPast, notFound } from './find-webhook.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';
import { deliveryWithEventView } from './views.ts';

/** A delivery with its attempts and its event; the key must hold all companies of its webhook, and the event's. */
export async function getDelivery(
  { key, id }: OperationRequest<unknown, unknown>,
  { webhooks, deliveries }: Pick<ApiDeps, 'webhooks' | 'deliveries'>,
): Promise<Answer> {
  const place = locateDelivery(id);
  if (place === undefined) throw notFound('delivery');
  const [, found] = await Promise.all([
    findWithPast(webhooks, key, place.webhookId).catch(asDelivery),
    deliveries.findWithEvent(id),
  ]);
  // The webhook's filter may have named more companies when this was sent.
  if (found === undefined || !covers(key, [found.delivery.companyId])) throw notFound('delivery');
  return { status: 200, body: deliveryWithEventView(found) };
}

/** The caller asked for a delivery: that its webhook is out of reach is not said. */
function asDelivery(error: unknown): never {
  throw error instanceof ProblemError ? notFound('delivery') : error;
}
