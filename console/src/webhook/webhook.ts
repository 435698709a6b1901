import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer, WebhookDetails } from '../../../client/api/client.ts';
import { useLanguage } from '../language/language.tsx';
import { useClient } from '../session/session.tsx';

const refreshMs = 5_000;

/** One webhook with its health, its sentence and the ETag that a change of it takes. */
export function useWebhook(id: string): UseQueryResult<Answer<WebhookDetails>> {
  const client = useClient();
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['webhooks', 'one', id, language],
    refetchInterval: refreshMs,
    placeholderData: before => before,
    queryFn: ({ signal }) => client.getWebhook.answer({ id, language }, { signal }),
  });
}

/** After a change: everything that shows webhooks, or what came of them, is asked for again. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['webhooks', 'history', 'deliveries', 'statistics'].map(first =>
        queries.invalidateQueries({ queryKey: [first] }),
      ),
    );
  };
}
