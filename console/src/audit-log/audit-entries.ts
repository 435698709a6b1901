import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import type { AuditLog } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';
import type { AuditQuery } from './audit-filter.ts';

const pageSize = 25;

/** What was changed, newest first, page by page. A page may hold few entries, even none, and there is still more. */
export function useAuditEntries(query: AuditQuery): UseInfiniteQueryResult<InfiniteData<AuditLog>> {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ['audit-log', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      client.listAuditLog(
        { ...query, limit: pageSize, ...(pageParam !== '' && { cursor: pageParam }) },
        { signal },
      ),
    getNextPageParam: page => page.nextCursor,
  });
}
