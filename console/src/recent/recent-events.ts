import { useQueries } from '@tanstack/react-query';
import type { RecentEvents } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';

export type RecentEvent = NonNullable<RecentEvents['items']>[number];

const most = 100;

/** Some of the newest events of these companies; none when the service keeps no sample of them. */
export function useRecentEvents(companyIds: readonly string[]): readonly RecentEvent[] {
  const client = useClient();
  const samples = useQueries({
    queries: companyIds.map(companyId => ({
      queryKey: ['recent-events', companyId],
      staleTime: 60_000,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.listRecentEvents({ companyId, limit: most }, { signal }),
    })),
  });
  return samples.flatMap(({ data }) => data?.items ?? []);
}
