import type { Delivery, DeliveryStatus } from './delivery.ts';

/** What must hold of a delivery; a member that is absent asks for nothing. */
export interface DeliveryFilter {
  readonly webhookId?: string;
  readonly eventId?: string;
  readonly companyId?: string;
  readonly recordId?: string;
  readonly status?: DeliveryStatus;
  readonly eventType?: string;
  /** RFC 3339: created from then on … */
  readonly from?: string;
  /** … and before then. */
  readonly to?: string;
}

/** Where deliveries are looked for: each of these is read in order, without looking at the deliveries of others. */
export type SearchPlace =
  | { readonly kind: 'event'; readonly eventId: string }
  /** The id of one of the platform's records means something in its company only. */
  | { readonly kind: 'record'; readonly companyId: string; readonly recordId: string }
  | { readonly kind: 'state'; readonly webhookId: string; readonly status: 'failed' | 'held' }
  | { readonly kind: 'webhook'; readonly webhookId: string };

/** The narrowest place that has all that is looked for; `undefined` when that would be everywhere. */
export function placeOf({
  webhookId,
  eventId,
  companyId,
  recordId,
  status,
}: DeliveryFilter): SearchPlace | undefined {
  if (eventId !== undefined) return { kind: 'event', eventId };
  if (companyId !== undefined && recordId !== undefined) return { kind: 'record', companyId, recordId };
  if (webhookId === undefined) return undefined;
  if (status === 'failed' || status === 'held') return { kind: 'state', webhookId, status };
  return { kind: 'webhook', webhookId };
}

export interface DeliverySearch {
  readonly place: SearchPlace;
  readonly filter: DeliveryFilter;
  readonly limit: number;
  /** Only deliveries that come after this id in the order of the search. */
  readonly before?: string;
}

export interface FoundDeliveries {
  /** Newest first, those of the same second by webhook; at most `limit`. */
  readonly deliveries: readonly Delivery[];
  /** `before` of the next search, also when nothing was found yet; `undefined`: there is nothing more. */
  readonly next: string | undefined;
}

/** Deliveries of a webhook that were created since some time. */
export interface NewestDeliveries {
  /** In any order. */
  readonly deliveries: readonly Delivery[];
  /** False when there may be more, all of them older than some of these. */
  readonly isWhole: boolean;
}

export interface SearchableDeliveries {
  /**
   * The newest deliveries of a webhook that were created since then, consistent. Reads at most so many records: of each of the
   * webhook's partitions its share.
   * @param since RFC 3339
   */
  newest(webhookId: string, since: string, most: number): Promise<NewestDeliveries>;
  /** Looks at about a thousand records at most (eventually consistent, but for a place that is a webhook). */
  search(search: DeliverySearch): Promise<FoundDeliveries>;
}

function agrees(wanted: string | undefined, is: string | undefined): boolean {
  return wanted === undefined || wanted === is;
}

/** Whether a delivery is one that is looked for. */
export function isMeant(delivery: Delivery, filter: DeliveryFilter): boolean {
  const createdAtMs = Date.parse(delivery.createdAt);
  return (
    agrees(filter.webhookId, delivery.webhookId) &&
    agrees(filter.eventId, delivery.eventId) &&
    agrees(filter.companyId, delivery.companyId) &&
    agrees(filter.recordId, delivery.recordId) &&
    agrees(filter.status, delivery.status) &&
    agrees(filter.eventType, delivery.eventType) &&
    (filter.from === undefined || createdAtMs >= Date.parse(filter.from)) &&
    (filter.to === undefined || createdAtMs < Date.parse(filter.to))
  );
}
