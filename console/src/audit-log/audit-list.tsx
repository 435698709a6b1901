import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useKeys } from '../keys/keys.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { useWebhooks } from '../webhooks/webhooks.ts';
import { AuditControls, type Person } from './audit-controls.tsx';
import { useAuditEntries } from './audit-entries.ts';
import { AuditEntryItem } from './audit-entry.tsx';
import {
  type AuditFilter,
  type AuditQuery,
  noAuditFilter,
  readAuditFilter,
  withAuditFilter,
} from './audit-filter.ts';
import styles from './audit-log.module.css';
import { useWho } from './who.ts';

const words = defineWords(
  {
    emptyTitle: 'Nothing is written down here',
    empty: 'Whatever somebody changes stands here within a moment.',
    noneYet: 'Nothing found in this part of the log. Look further back.',
    reset: 'Show all',
    older: 'Show older',
  },
  {
    emptyTitle: 'Здесь ничего не записано',
    empty: 'Всё, что кто-то изменит, сразу появится здесь.',
    noneYet: 'В этой части журнала ничего не нашлось. Посмотрите раньше.',
    reset: 'Показать всё',
    older: 'Показать более ранние',
  },
);

interface AuditEntriesProps {
  readonly query: AuditQuery;
  readonly companyId: string | undefined;
  readonly names: Names;
  readonly companySelect: ReactNode;
}

export function AuditEntries({ query, companyId, names, companySelect }: AuditEntriesProps) {
  const say = useWords(words);
  const [address, setAddress] = useSearchParams();
  const pages = useAuditEntries(query);
  const keys = useKeys().data ?? [];
  const webhooks = useWebhooks().data ?? [];
  const whoOf = useWho(keys);
  const filter = readAuditFilter(address);
  const change = (changed: Partial<AuditFilter>) =>
    setAddress(before => withAuditFilter(before, changed), { replace: true });
  const found = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const people = new Map<string, Person>();
  for (const key of keys)
    people.set(key.id, { id: key.id, name: whoOf({ kind: 'key', id: key.id, name: key.name }) });
  const entered = companyId === undefined ? [] : names.entries('person', companyId);
  for (const { id, name } of entered) people.set(id, { id, name });
  for (const { actor } of found) {
    if (actor.kind !== 'service') people.set(actor.id, { id: actor.id, name: whoOf(actor) });
  }
  return (
    <>
      <search className={styles.controls}>
        {companySelect}
        <AuditControls filter={filter} people={[...people.values()]} onChange={change} />
      </search>
      <Loaded query={pages} lines={10}>
        {() => (
          <>
            {found.length === 0 &&
              (pages.hasNextPage ? (
                <p>{say.noneYet}</p>
              ) : (
                <EmptyState title={say.emptyTitle}>
                  <p>{say.empty}</p>
                  <Button onClick={() => change(noAuditFilter)}>{say.reset}</Button>
                </EmptyState>
              ))}
            <ol className={styles.list}>
              {found.map(entry => (
                <AuditEntryItem
                  key={entry.id}
                  entry={entry}
                  who={whoOf(entry.actor)}
                  webhook={webhooks.find(({ id }) => id === entry.thing.id)}
                  names={names}
                />
              ))}
            </ol>
            {pages.hasNextPage && (
              <div>
                <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {say.older}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
