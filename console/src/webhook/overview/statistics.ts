import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Statistics } from '../../../../client/api/client.ts';
import { useClient } from '../../session/session.tsx';
import type { Period } from './periods.ts';

const refreshMs = 5_000;

/** What one webhook did, live. */
export function useStatistics(id: string, period: Period): UseQueryResult<Statistics> {
  const client = useClient();
  return useQuery({
    queryKey: ['statistics', 'one', id, period],
    refetchInterval: refreshMs,
    placeholderData: before => before,
    queryFn: ({ signal }) => client.getStatistics({ id, period }, { signal }),
  });
}
