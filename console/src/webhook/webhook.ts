import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer, Webhook, WebhookDetails } from '../../../client/api/client.ts';
import { useLanguage } from '../language/language.tsx';
import { useClient } from '../session/session.tsx';
import { drawn } from '../ui/drawn.ts';
import { readForRow } from '../ui/row-reads.ts';

const refreshMs = 5_000;
/** In a list, where there may be several. */
const listRefreshMs = 15_000;

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

/** What waits for a webhook whose events are put on hold; undefined for any other, and until it is in sight. */
export function useHeld(webhook: Webhook, isSeen: boolean): WebhookDetails['health'] | undefined {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['webhooks', 'held', webhook.id],
    queryFn: ({ signal }) => readForRow(() => client.getWebhook({ id: webhook.id }, { signal })),
    enabled: isSeen && webhook.status !== 'active',
    refetchInterval: listRefreshMs,
  });
  return webhook.status === 'active' ? undefined : data?.health;
}

/** After a change: everything that shows webhooks, or what came of them, is asked for again. @returns when it is drawn */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['webhooks', 'history', 'deliveries', 'statistics'].map(first =>
        queries.invalidateQueries({ queryKey: [first] }),
      ),
    );
    await drawn();
  };
}
