import type { Sending } from './dependencies.ts';
import { sendStored } from './send-stored.ts';
import { unseen } from './unseen.ts';

/** Deliveries of one page: two or three batches of SQS a second keep a sweep far ahead of what can be parked. */
const pageSize = 50;

/**
 * Sends the parked deliveries whose time has come. What is left when time is over, or what SQS did not take, the next
 * sweep takes.
 */
export async function sendDue(sweep: Sending): Promise<void> {
  const seen = new Set<string>();
  while (sweep.hasTime()) {
    const page = await sweep.deliveries.due(new Date(sweep.now()).toISOString(), pageSize);
    const fresh = unseen(page, seen);
    if (fresh.length === 0) return;
    const sent = await sendStored(sweep, fresh);
    sweep.log.info('parked deliveries were sent', { sent, of: fresh.length });
  }
}
