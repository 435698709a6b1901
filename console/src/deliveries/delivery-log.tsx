import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useEventTypes } from '../catalog/event-types.ts';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLiveDeliveries } from './deliveries.ts';
import styles from './deliveries-tab.module.css';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { companiesOf, type DeliveryFilter, isAny, isTurned } from './delivery-filter.ts';
import { DeliveryRows } from './delivery-list.tsx';
import { LiveToggle } from './live-toggle.tsx';

const words = defineNounWords(
  ({ project: [, projects] }) => ({
    emptyTitle: 'No deliveries yet',
    empty: `Change something in one of the ${projects} that this webhook listens to: its delivery appears here at once.`,
    noneTitle: 'No delivery is like that',
    reset: 'Show all',
  }),
  ({ project: { prepositional } }) => ({
    emptyTitle: 'Доставок ещё не было',
    empty: `Измените что-нибудь в ${prepositional[1]}, которые слушает этот вебхук: доставка сразу появится здесь.`,
    noneTitle: 'Таких доставок нет',
    reset: 'Показать все',
  }),
);

const deliveryName = 'delivery';

interface DeliveryLogProps {
  readonly webhook: WebhookDetails;
  readonly filter: DeliveryFilter;
  onReset(): void;
}

export function DeliveryLog({ webhook, filter, onReset }: DeliveryLogProps) {
  const say = useWords(words);
  const [address, setAddress] = useSearchParams();
  const [isPaused, setPaused] = useState(false);
  const { data: eventTypes = [] } = useEventTypes();
  const names = useNames(companiesOf(webhook));
  const listRef = useRef<HTMLUListElement>(null);
  const openId = address.get(deliveryName);

  /** Not under somebody's pointer, focus or eyes. */
  const mayPush = useCallback((): boolean => {
    const list = listRef.current;
    if (list === null) return true;
    return list.getBoundingClientRect().top >= 0 && !list.matches(':hover, :focus-within');
  }, []);
  const live = useLiveDeliveries(webhook, filter, { isPaused, mayPush });
  const { query, list } = live;

  function open(id: string | null): void {
    setAddress(before => {
      const next = new URLSearchParams(before);
      if (id === null) next.delete(deliveryName);
      else next.set(deliveryName, id);
      return next;
    });
  }

  const isEmpty = list !== undefined && list.rows.length === 0 && list.nextCursor === null;
  return (
    <div className={styles.log}>
      <LiveToggle isPaused={isPaused} onChange={setPaused} waiting={list?.waiting.length ?? 0} />
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {list === undefined && !query.isError && !isTurned(filter) && <Skeleton lines={10} />}
      {isEmpty && isAny(filter) && (
        <EmptyState title={say.emptyTitle}>
          <p>{say.empty}</p>
        </EmptyState>
      )}
      {isEmpty && !isAny(filter) && (
        <EmptyState title={say.noneTitle}>
          <Button onClick={onReset}>{say.reset}</Button>
        </EmptyState>
      )}
      {list !== undefined && !isEmpty && (
        <DeliveryRows
          list={list}
          live={live}
          eventTypes={eventTypes}
          names={names}
          listRef={listRef}
          onOpen={open}
        />
      )}
      <DeliveryDrawer
        webhook={webhook}
        id={openId}
        shownIds={list?.rows.map(({ id }) => id) ?? []}
        onOpen={open}
        onClose={() => open(null)}
      />
    </div>
  );
}
