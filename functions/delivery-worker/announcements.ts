import type { Delivery } from '../domain/delivery.ts';
import type { OperationalEvent } from '../domain/operational-event.ts';
import type { Webhook } from '../domain/webhook.ts';

/** The answer that disables a webhook as `gone`, RFC 9110 §15.5.11. */
const goneStatus = 410;

/**
 * What operators are told of a failed delivery. It is made of the record alone, so that telling it again after a crash
 * says the same under the same ids.
 */
export function announcementsOf(
  delivery: Delivery,
  { ownerCompanyId: companyId }: Pick<Webhook, 'ownerCompanyId'>,
): OperationalEvent[] {
  const { id: deliveryId, webhookId, eventId, eventType, disabledAtVersion: version } = delivery;
  const last = delivery.attempts.at(-1);
  const at = last?.at ?? delivery.createdAt;
  const failed: OperationalEvent = {
    type: 'delivery.failed',
    id: `${deliveryId}#${delivery.run}`,
    detail: { webhookId, companyId, deliveryId, eventId, eventType, at },
  };
  if (version === undefined) return [failed];
  const reason = last?.status === goneStatus ? 'gone' : 'failures';
  const disabled: OperationalEvent = {
    type: 'webhook.disabled',
    id: `${webhookId}#${version}`,
    detail: { webhookId, companyId, reason, deliveryId, version, at },
  };
  return [failed, disabled];
}
