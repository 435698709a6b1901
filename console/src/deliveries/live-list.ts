import type { Delivery, DeliveryList } from '../../../client/api/client.ts';

/** The log as it is seen: each delivery once, newest first. */
export interface LiveList {
  readonly rows: readonly Delivery[];
  /** Newer than the rows, and not shown yet: rows that somebody looks at keep their place. */
  readonly waiting: readonly Delivery[];
  /** Behind the last row; null when nothing is. */
  readonly nextCursor: string | null;
  /** The page that waits, when there may be more between it and the rows: then the list begins anew with it. */
  readonly apart: DeliveryList | null;
}

export const liveListOf = ({ items, nextCursor }: DeliveryList): LiveList => ({
  rows: items,
  waiting: [],
  nextCursor,
  apart: null,
});

/**
 * The list after its newest page was read again: rows become what they are now, those that the filter means no more
 * go, and new ones come.
 * @param showsNew whether new ones may push the others down
 */
export function withNewest(list: LiveList, page: DeliveryList, showsNew: boolean): LiveList {
  const oldest = page.items.at(-1)?.id;
  const newestRow = list.rows[0]?.id;
  if (oldest !== undefined && newestRow !== undefined && oldest > newestRow && page.nextCursor !== null) {
    return showsNew ? liveListOf(page) : { ...list, waiting: page.items, apart: page };
  }
  const current = new Map(page.items.map(item => [item.id, item]));
  const isRead = ({ id }: Delivery) => page.nextCursor === null || (oldest !== undefined && id >= oldest);
  const rows = list.rows.flatMap(row => current.get(row.id) ?? (isRead(row) ? [] : row));
  const rowIds = new Set(rows.map(({ id }) => id));
  const next: LiveList = {
    rows,
    waiting: page.items.filter(({ id }) => !rowIds.has(id)),
    nextCursor: page.nextCursor === null ? null : list.nextCursor,
    apart: null,
  };
  return showsNew || rows.length === 0 ? shown(next) : next;
}

/** The list with what waited, each in its place: ids of a webhook's deliveries sort by time. */
export function shown(list: LiveList): LiveList {
  if (list.apart !== null) return liveListOf(list.apart);
  const rows = [...list.waiting, ...list.rows].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return { ...list, rows, waiting: [] };
}

/** The list with the page that follows its last row. */
export function withOlder(list: LiveList, { items, nextCursor }: DeliveryList): LiveList {
  const rowIds = new Set(list.rows.map(({ id }) => id));
  return { ...list, rows: [...list.rows, ...items.filter(({ id }) => !rowIds.has(id))], nextCursor };
}
