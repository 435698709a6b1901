import type { DeliveryWithEvent, WebhookDetails } from '../../../client/api/client.ts';

export type ResendRefusal = 'pending' | 'paused' | 'disabled' | 'held' | 'gone';

/** Why the service would refuse to send a delivery again now, as far as can be told from here: README, "Resends". */
export function resendRefusal(
  { status: webhookStatus, health }: Pick<WebhookDetails, 'status' | 'health'>,
  { status, event }: Pick<DeliveryWithEvent, 'status' | 'event'>,
): ResendRefusal | undefined {
  if (status === 'pending') return 'pending';
  if (webhookStatus === 'paused' || webhookStatus === 'disabled') return webhookStatus;
  if (event === null) return 'gone';
  const isReleased = webhookStatus === 'active' && health.releasingSince === null;
  return status === 'held' && !isReleased ? 'held' : undefined;
}
