import type { Webhook, WebhookDetails } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { useNames } from '../names/names.ts';
import { Badge } from '../ui/badge.tsx';
import { type Day, type Status, statusOf } from './status.ts';
import { quoted, statusWords } from './status-words.ts';

interface StatusBadgeProps {
  readonly webhook: Webhook;
  /** What is on hold, where that is known. */
  readonly held: Pick<WebhookDetails['health'], 'heldCount' | 'hasMoreHeld'> | undefined;
  readonly day: Day | undefined;
}

/** How a webhook does, with the reason; never by colour alone. */
export function StatusBadge({ webhook, held, day }: StatusBadgeProps) {
  const say = useWords(statusWords);
  const status = statusOf(webhook, day);
  return (
    <Badge tone={status.tone} hasDot>
      <StatusText status={status} />
      {held !== undefined && held.heldCount > 0 && `, ${say.held(held.heldCount, held.hasMoreHeld)}`}
    </Badge>
  );
}

function StatusText({ status }: { readonly status: Status }) {
  const say = useWords(statusWords);
  const companies = status.kind === 'noAccess' ? status.companies : [];
  const names = useNames(companies);
  const { language } = useLanguage();
  if (status.kind !== 'noAccess') return say[status.kind];
  return say.noAccess(
    quoted(
      companies.map(id => names.nameOf('company', id, id)),
      language,
    ),
  );
}
