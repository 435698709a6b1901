import type { Delivery } from '../domain/delivery.ts';
import type { OperationalEvent } from '../domain/operational-event.ts';
import type { Webhook } from '../domain/webhook.ts';

/**
 * What operators are told of a failed delivery. It is made of the record alone, so that telling it again after a crash
 * says the same under the same id.
 */
export function announcementOf(
  delivery: Delivery,
  { ownerCompanyId: companyId }: Pick<Webhook, 'ownerCompanyId'>,
): OperationalEvent {
  const { id: deliveryId, webhookId, eventId, eventType } = delivery;
  const at = delivery.attempts.at(-1)?.at ?? delivery.createdAt;
  return {
    type: 'delivery.failed',
    id: `${deliveryId}#${delivery.run}`,
    detail: { webhookId, companyId, deliveryId, eventId, eventType, at },
  };
}
