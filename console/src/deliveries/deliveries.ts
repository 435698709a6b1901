import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  DeliveryList,
  DeliveryRequest,
  DeliveryWithEvent,
  WebhookDetails,
} from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';
import { readForRow } from '../ui/row-reads.ts';
import { companiesOf, type DeliveryFilter, isTurned, queryOf } from './delivery-filter.ts';
import { useExactClient } from './exact-client.ts';
import { type LiveList, liveListOf, shown, withNewest, withOlder } from './live-list.ts';

const refreshMs = 2_500;
const pageSize = 25;
/** Most that the service gives at once: as many rows stay live. */
const largestPage = 100;
/** Where little is like what is looked for, pages are empty: so many are looked through at once. */
const pagesAtOnce = 10;

export interface LiveDeliveries {
  readonly query: UseQueryResult<DeliveryList>;
  readonly list: LiveList | undefined;
  readonly older: { readonly isLoading: boolean; readonly error: unknown; load(): void };
  showWaiting(): void;
}

interface LiveOptions {
  readonly isPaused: boolean;
  /** Whether new rows may push the others down now. */
  mayPush(): boolean;
}

/** Deliveries of a webhook, the newest of them live. */
export function useLiveDeliveries(
  webhook: WebhookDetails,
  filter: DeliveryFilter,
  { isPaused, mayPush }: LiveOptions,
): LiveDeliveries {
  const client = useClient();
  const [list, setList] = useState<LiveList>();
  const [older, setOlder] = useState<{ isLoading: boolean; error: unknown }>({
    isLoading: false,
    error: null,
  });
  const size = useRef(pageSize);
  const shownRows = list?.rows.length ?? 0;
  useEffect(() => {
    size.current = Math.min(largestPage, Math.max(pageSize, shownRows));
  }, [shownRows]);

  const read = useCallback(
    (limit: number, cursor: string | null, signal?: AbortSignal) => {
      const asked = queryOf(filter, companiesOf(webhook), Date.now());
      return client.listDeliveries(
        { id: webhook.id, ...asked, limit, ...(cursor !== null && { cursor }) },
        { signal },
      );
    },
    [client, webhook, filter],
  );
  const query = useQuery({
    queryKey: ['deliveries', webhook.id, 'newest', filter],
    // The service refuses such a window; its field says so.
    enabled: !isTurned(filter),
    refetchInterval: isPaused ? false : refreshMs,
    refetchOnWindowFocus: !isPaused,
    queryFn: async ({ signal }) => {
      const page = await read(size.current, null, signal);
      return page.items.length > 0
        ? page
        : readOn(page.nextCursor, cursor => read(size.current, cursor, signal));
    },
  });

  const page = query.data;
  useEffect(() => {
    if (page === undefined) return;
    setList(before => (before === undefined ? liveListOf(page) : withNewest(before, page, mayPush())));
  }, [page, mayPush]);

  async function load(cursor: string): Promise<void> {
    setOlder({ isLoading: true, error: null });
    try {
      const next = await readOn(cursor, from => read(pageSize, from));
      setList(before => before && withOlder(before, next));
      setOlder({ isLoading: false, error: null });
    } catch (error) {
      setOlder({ isLoading: false, error });
    }
  }

  return {
    query,
    list,
    older: {
      ...older,
      load() {
        const cursor = list?.nextCursor ?? null;
        if (cursor !== null && !older.isLoading) void load(cursor);
      },
    },
    showWaiting: () => setList(before => before && shown(before)),
  };
}

/** The next page that has something; after some that have nothing, where to go on. */
async function readOn(
  from: string | null,
  read: (cursor: string) => Promise<DeliveryList>,
): Promise<DeliveryList> {
  let nextCursor = from;
  for (let pages = 0; pages < pagesAtOnce && nextCursor !== null; pages++) {
    const page = await read(nextCursor);
    if (page.items.length > 0) return page;
    nextCursor = page.nextCursor;
  }
  return { items: [], nextCursor };
}

const deliveryKey = (id: string) => ['deliveries', 'one', id] as const;

/** A delivery with its attempts and its event, live. Raw numbers of its data are no plain objects: nothing may copy them. */
export function useDelivery(id: string): UseQueryResult<DeliveryWithEvent> {
  const client = useExactClient();
  return useQuery({
    queryKey: deliveryKey(id),
    structuralSharing: false,
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => client.getDelivery({ id }, { signal }),
  });
}

/**
 * The event of a delivery, which never changes.
 * @param isWanted whether to read it now
 */
export function useDeliveryEvent(id: string, isWanted: boolean): UseQueryResult<DeliveryWithEvent['event']> {
  const client = useExactClient();
  return useQuery({
    queryKey: ['deliveries', 'event', id],
    enabled: isWanted,
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => readForRow(async () => (await client.getDelivery({ id }, { signal })).event),
  });
}

/** What a delivery sends, made of its webhook as that is set up now. */
export function useDeliveryRequest(id: string): UseQueryResult<DeliveryRequest> {
  const client = useClient();
  return useQuery({
    queryKey: ['deliveries', 'request', id],
    queryFn: ({ signal }) => client.getDeliveryRequest({ id }, { signal }),
  });
}

/** Reads anew what may be otherwise after something was sent again. */
export function useDeliveriesChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    () =>
      queries.invalidateQueries({
        queryKey: ['deliveries'],
        predicate: ({ queryKey }) => queryKey[1] !== 'event',
      }),
    [queries],
  );
}
