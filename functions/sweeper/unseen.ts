import type { StoredDelivery } from '../domain/delivery.ts';

/** How long an index is given to catch up, and how often in one sweep, before the rest is left to the next. */
export const catchUpMs = 250;
export const maxCatchUps = 8;

/**
 * The deliveries of a page that this sweep has not had before: an index of DynamoDB goes on showing for a moment what
 * was just taken out of it (eventually consistent reads).
 */
export function unseen(page: readonly StoredDelivery[], seen: Set<string>): StoredDelivery[] {
  return page.filter(({ delivery }) => {
    if (seen.has(delivery.id)) return false;
    seen.add(delivery.id);
    return true;
  });
}
