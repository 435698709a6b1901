import type { WaitingDelivery } from '../domain/delivery.ts';

/** The deliveries of a page that this sweep has not had before: what SQS did not take comes up again and again. */
export function unseen(page: readonly WaitingDelivery[], seen: Set<string>): WaitingDelivery[] {
  return page.filter(({ delivery }) => {
    if (seen.has(delivery.id)) return false;
    seen.add(delivery.id);
    return true;
  });
}
