import { useQuery } from '@tanstack/react-query';
import type { Inbox, WebhookDetails } from '../../../client/api/client.ts';
import { useClient } from '../session/session.tsx';

/** Inboxes are at such a path; most addresses are not, and nothing need be asked about them. */
const inboxPath = /\/in\/[^/]+$/;

interface InboxOf {
  /** undefined for a receiver of somebody's own. */
  readonly inbox: Inbox | undefined;
  /** It is not known yet whether there is one. */
  readonly isLooking: boolean;
}

/** The inbox that a webhook's calls go to. */
export function useInboxOf({ url, filter }: WebhookDetails): InboxOf {
  const client = useClient();
  const companyId = filter.anyOf[0]?.companies[0]?.companyId ?? '';
  const { data, isLoading } = useQuery({
    queryKey: ['inboxes', companyId],
    enabled: inboxPath.test(url),
    staleTime: 60_000,
    queryFn: ({ signal }) => client.listInboxes({ companyId }, { signal }),
  });
  return { inbox: data?.items.find(inbox => inbox.url === url), isLooking: isLoading };
}
