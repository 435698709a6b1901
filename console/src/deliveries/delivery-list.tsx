import type { RefObject } from 'react';
import type { EventType } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { LiveDeliveries } from './deliveries.ts';
import styles from './delivery-list.module.css';
import { DeliveryRow } from './delivery-row.tsx';
import { deliveryWords } from './delivery-words.ts';
import type { LiveList } from './live-list.ts';

const words = defineWords(
  { more: 'Show more', list: 'Deliveries, newest first', looked: 'There may be more further back.' },
  { more: 'Показать ещё', list: 'Доставки, сначала новые', looked: 'Дальше в прошлом могут быть ещё.' },
);

interface DeliveryListProps {
  readonly list: LiveList;
  readonly live: LiveDeliveries;
  readonly eventTypes: readonly EventType[];
  readonly names: Names;
  readonly listRef: RefObject<HTMLUListElement | null>;
  onOpen(id: string): void;
}

/** The rows keep their place: new ones come at the top, or wait behind a button while somebody looks further down. */
export function DeliveryRows({ list, live, eventTypes, names, listRef, onOpen }: DeliveryListProps) {
  const say = useWords(words);
  const sayDelivery = useWords(deliveryWords);
  const waiting = list.waiting.length;

  function showNew(): void {
    live.showWaiting();
    listRef.current?.scrollIntoView({ block: 'start' });
    // The button goes away: the focus stays with what it has brought.
    requestAnimationFrame(() => listRef.current?.querySelector('button')?.focus());
  }

  return (
    <>
      {waiting > 0 && (
        <div className={styles.fresh}>
          <Button kind="primary" onClick={showNew}>
            {sayDelivery.newRows(waiting)}
          </Button>
        </div>
      )}
      {list.rows.length > 0 && (
        <ul ref={listRef} className={styles.list} aria-label={say.list}>
          {list.rows.map(delivery => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              eventTypes={eventTypes}
              names={names}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
      {live.older.error !== null && <ProblemNotice error={live.older.error} onRetry={live.older.load} />}
      {list.nextCursor !== null && (
        <div className={styles.more}>
          {list.rows.length === 0 && <p>{say.looked}</p>}
          <Button busy={live.older.isLoading} onClick={live.older.load}>
            {say.more}
          </Button>
        </div>
      )}
    </>
  );
}
