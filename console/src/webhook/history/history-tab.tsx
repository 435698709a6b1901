import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryEntry, WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { useClient } from '../../session/session.tsx';
import { Ago } from '../../ui/ago.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/loaded.tsx';
import { Card } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { AuthorName } from './author-name.tsx';
import styles from './history.module.css';
import { happeningOf, happeningTones, historyWords } from './history-words.ts';

const words = defineWords(
  {
    title: 'What has happened to it',
    earlier: 'Show earlier',
    none: 'Nothing yet',
    noneText: 'It is written down here when the webhook is paused, turned on, fails or recovers.',
    holdUntil: 'Events on hold until',
  },
  {
    title: 'Что с ним происходило',
    earlier: 'Показать более ранние',
    none: 'Пока ничего',
    noneText:
      'Здесь отмечается, когда вебхук ставят на паузу, включают, когда он даёт сбой или восстанавливается.',
    holdUntil: 'События хранятся, срок истекает',
  },
);

const refreshMs = 5_000;

export function HistoryTab({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const client = useClient();
  const history = useInfiniteQuery({
    queryKey: ['history', webhook.id],
    refetchInterval: refreshMs,
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      client.listHistory({ id: webhook.id, limit: 50, cursor: pageParam }, { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const companies = [
    ...new Set(webhook.filter.anyOf.flatMap(clause => clause.companies.map(({ companyId }) => companyId))),
  ];
  if (history.isPending) return <Skeleton lines={6} />;
  const entries = history.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={say.title}>
      {history.isError && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.isSuccess && entries.length === 0 && (
        <EmptyState title={say.none}>
          <p>{say.noneText}</p>
        </EmptyState>
      )}
      <ol className={styles.timeline}>
        {entries.map(entry => (
          <Entry key={entry.version} entry={entry} companies={companies} />
        ))}
      </ol>
      {history.hasNextPage && (
        <div>
          <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {say.earlier}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Entry({
  entry,
  companies,
}: {
  readonly entry: HistoryEntry;
  readonly companies: readonly string[];
}) {
  const say = useWords(words);
  const sayHappening = useWords(historyWords);
  const happening = happeningOf(entry);
  return (
    <li className={`${styles.entry} ${styles[happeningTones[happening]]}`}>
      <p className={styles.happening}>{sayHappening[happening]}</p>
      <p className={styles.about}>
        <Ago at={entry.at} />
        <span>
          <AuthorName by={entry.by} companies={companies} />
        </span>
        {entry.change === 'disabled' && entry.holdUntil !== null && (
          <span>
            {say.holdUntil} <Ago at={entry.holdUntil} />
          </span>
        )}
      </p>
    </li>
  );
}
