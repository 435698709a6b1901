import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import styles from './loaded.module.css';
import { ProblemNotice } from './problem-notice.tsx';

const words = defineWords({ loading: 'Loading…' }, { loading: 'Загрузка…' });

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** Height of what is to come, in lines, so that nothing jumps. @default 4 */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What a query has brought; what is there already stays in sight when asking for it again fails. */
export function Loaded<Data>({ query, lines = 4, children }: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}

export function Skeleton({ lines }: { readonly lines: number }) {
  const say = useWords(words);
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{say.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that are all the same
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  );
}
