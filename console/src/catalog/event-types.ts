import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EventType } from '../../../client/api/client.ts';
import type { Language } from '../language/words.ts';
import { useClient } from '../session/session.tsx';

/** The event catalog. */
export function useEventTypes(): UseQueryResult<readonly EventType[]> {
  const client = useClient();
  return useQuery({
    queryKey: ['event-types'],
    staleTime: 60_000,
    queryFn: ({ signal }) => Array.fromAsync(client.listEventTypes.all({ limit: 100 }, { signal })),
  });
}

/** What people call it; its name when the catalog does not know it. */
export function titleOf(
  eventTypes: readonly EventType[] | undefined,
  name: string,
  language: Language,
): string {
  const title = eventTypes?.find(type => type.name === name)?.title;
  return title?.[language] ?? title?.en ?? name;
}
