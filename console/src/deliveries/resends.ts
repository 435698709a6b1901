import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { HistoryEntry, Resend } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';

const liveMs = 1_500;
const restMs = 10_000;
const shownResends = 10;

const key = (webhookId: string) => ['resends', webhookId] as const;

/** The newest resends of a webhook, the running one of them live. */
export function useResends(webhookId: string): UseQueryResult<readonly Resend[]> {
  const client = useClient();
  return useQuery<readonly Resend[]>({
    queryKey: key(webhookId),
    refetchInterval: ({ state: { data = [] } }) => (data.some(isRunning) ? liveMs : restMs),
    queryFn: async ({ signal }) => {
      const { items } = await client.listResends({ id: webhookId, limit: shownResends }, { signal });
      return items;
    },
  });
}

export const isRunning = ({ status }: Resend): boolean => status === 'running';

export function useResendsChanged(webhookId: string): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: key(webhookId) }), [queries, webhookId]);
}

const historyPage = 50;

/** What has happened to a webhook lately, newest first. */
export function useHistory(webhookId: string): UseQueryResult<readonly HistoryEntry[]> {
  const client = useClient();
  return useQuery({
    queryKey: ['history', webhookId, 'newest'],
    queryFn: async ({ signal }) =>
      (await client.listHistory({ id: webhookId, limit: historyPage }, { signal })).items,
  });
}
