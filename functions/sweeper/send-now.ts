import { beginsResend } from '../domain/delivery.ts';
import type { Sending } from './dependencies.ts';
import { sendStored } from './send-stored.ts';

/**
 * Sends a delivery that somebody has just asked for again, as its record says: the index lags behind a write of this moment.
 * Nobody else sends it: what is due is not due before a minute (`domain/resend.ts`).
 */
export async function sendNow(sweep: Sending, deliveryId: string): Promise<void> {
  const found = await sweep.deliveries.findWithEvent(deliveryId);
  if (found?.delivery.parked !== true || !beginsResend(found.delivery)) return;
  const sent = await sendStored(sweep, [found]);
  sweep.log.info('a delivery that was asked for again was sent', { deliveryId, sent });
}
