import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ListedWebhook, StatisticsList } from '../../../client/api/client.ts';
import { useLanguage } from '../language/language.tsx';
import { useClient } from '../session/session.tsx';

const refreshMs = 5_000;
/** Most that one request of statistics may name. */
const statisticsPage = 50;

/** Every webhook that whoever is here may see, newest first, with what it listens to in words. */
export function useWebhooks(): UseQueryResult<readonly ListedWebhook[]> {
  const client = useClient();
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['webhooks', 'list', language],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => Array.fromAsync(client.listWebhooks.all({ limit: 100, language }, { signal })),
  });
}

export type DayStatistics = ReadonlyMap<string, StatisticsList['items'][number]>;

/** What each of them did in the last 24 hours, by its id. */
export function useDayStatistics(ids: readonly string[]): UseQueryResult<DayStatistics> {
  const client = useClient();
  return useQuery({
    queryKey: ['statistics', 'day', ids],
    enabled: ids.length > 0,
    refetchInterval: refreshMs,
    placeholderData: before => before,
    queryFn: async ({ signal }) => {
      const pages = Array.from({ length: Math.ceil(ids.length / statisticsPage) }, (_, page) =>
        ids.slice(page * statisticsPage, (page + 1) * statisticsPage),
      );
      const lists = await Promise.all(
        pages.map(page => client.listStatistics({ period: '24h', webhookIds: page.join(',') }, { signal })),
      );
      return new Map(lists.flatMap(({ items }) => items).map(item => [item.webhookId, item]));
    },
  });
}
