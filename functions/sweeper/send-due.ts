import type { Sweep } from './dependencies.ts';
import { sendStored } from './send-stored.ts';
import { catchUpMs, maxCatchUps, unseen } from './unseen.ts';

/** Deliveries of one page: two or three batches of SQS a second keep a sweep far ahead of what can be parked. */
const pageSize = 50;

/** Sends the parked deliveries whose time has come. What is left when time is over, the next sweep takes. */
export async function sendDue(sweep: Sweep): Promise<void> {
  const seen = new Set<string>();
  let catchUps = 0;
  while (sweep.hasTime()) {
    const page = await sweep.deliveries.due(new Date(sweep.now()).toISOString(), pageSize);
    if (page.length === 0) return;
    const fresh = unseen(page, seen);
    if (fresh.length === 0) {
      catchUps += 1;
      if (catchUps > maxCatchUps) return;
      await sweep.pause(catchUpMs);
      continue;
    }
    const sent = await sendStored(sweep, fresh);
    sweep.log.info('parked deliveries were sent', { sent, of: fresh.length });
  }
}
