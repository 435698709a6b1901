import type { WaitingDelivery } from '../domain/delivery.ts';
import { sortsBeforeTime } from '../domain/identifiers.ts';
import type { DeliveryWindow } from '../domain/resend-ports.ts';
import type { DeliveriesAccess } from './deliveries-access.ts';
import { deliveryKey, deliveryOf, stateKeyOf } from './delivery-item.ts';
import { countInState, inState, type StateRange } from './delivery-states.ts';
import { readItems } from './dynamodb-batches.ts';
import { isExpired, requiredText } from './item-fields.ts';

function rangesOf({ webhookId, statuses, from, to, after = '' }: DeliveryWindow): StateRange[] {
  const first = sortsBeforeTime(webhookId, from);
  const bounds = { after: after > first ? after : first, below: sortsBeforeTime(webhookId, to) };
  return statuses.map(status => ({ stateKey: stateKeyOf(status, webhookId), ...bounds }));
}

/** Ids as the index shows them, oldest first. */
export async function idsWithin(
  access: DeliveriesAccess,
  window: DeliveryWindow,
  limit: number,
): Promise<string[]> {
  const found = await Promise.all(rangesOf(window).map(range => inState(access, range, limit)));
  const ids = found.flat().map(item => requiredText(item, 'sk'));
  // While a delivery changes its state, the index may show it under both.
  return [...new Set(ids)].sort().slice(0, limit);
}

export async function countWithin(
  access: DeliveriesAccess,
  window: DeliveryWindow,
  most: number,
): Promise<number> {
  let count = 0;
  for (const range of rangesOf(window)) {
    if (count < most) count += await countInState(access, range, most - count);
  }
  return count;
}

/** Consistent; in any order. */
export async function findAll(access: DeliveriesAccess, ids: readonly string[]): Promise<WaitingDelivery[]> {
  const items = await readItems(access, ids.map(deliveryKey));
  const nowMs = access.timing.now();
  return Promise.all(
    items
      .filter(item => !isExpired(item, nowMs))
      .map(async item => ({
        delivery: deliveryOf(item),
        eventText: await access.payloads.eventTextOf(item),
      })),
  );
}
