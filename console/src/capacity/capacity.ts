import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import type { Capacity } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';

const refreshMs = 5_000;

/** How full the bus is, for whoever holds every company. */
export function useBusCapacity(): UseQueryResult<Capacity> {
  const client = useClient();
  return useQuery({
    queryKey: ['capacity', 'bus'],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => client.getCapacity({}, { signal }),
  });
}

/** How many webhooks each company has, and may have; in the order of the ids. */
export function useCompanyCapacities(companyIds: readonly string[]): readonly UseQueryResult<Capacity>[] {
  const client = useClient();
  return useQueries({
    queries: companyIds.map(companyId => ({
      queryKey: ['capacity', 'company', companyId],
      refetchInterval: refreshMs,
      queryFn: ({ signal }: { signal: AbortSignal }) => client.getCapacity({ companyId }, { signal }),
    })),
  });
}
