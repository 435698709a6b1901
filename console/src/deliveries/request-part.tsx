import { useState } from 'react';
import { FinehookError } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { RequestView } from '../message/request-view.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDeliveryRequest } from './deliveries.ts';
import styles from './delivery-drawer.module.css';

const words = defineWords(
  {
    title: 'Request',
    now: 'As the webhook is set up now. What was sent before may have looked otherwise.',
    gone: 'The request cannot be shown: the event is not kept any more, or the webhook was deleted.',
  },
  {
    title: 'Запрос',
    now: 'С нынешними настройками вебхука. Отправленное раньше могло выглядеть иначе.',
    gone: 'Запрос показать нельзя: событие больше не хранится или вебхук удалён.',
  },
);

interface RequestPartProps {
  readonly deliveryId: string;
  /** Of which attempt it is. */
  readonly of?: string;
}

/** What the receiver gets, asked for when somebody wants to see it. */
export function RequestPart({ deliveryId, of }: RequestPartProps) {
  const say = useWords(words);
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {say.title}
        {of !== undefined && <span className="visually-hidden">, {of}</span>}
      </summary>
      {isOpen && (
        <ShownRequest deliveryId={deliveryId} of={of === undefined ? say.title : `${say.title}, ${of}`} />
      )}
    </details>
  );
}

function ShownRequest({ deliveryId, of }: Required<RequestPartProps>) {
  const say = useWords(words);
  const query = useDeliveryRequest(deliveryId);
  if (query.error instanceof FinehookError && query.error.code === 'gone') {
    return <Notice kind="plain">{say.gone}</Notice>;
  }
  return (
    <Loaded query={query} lines={6}>
      {request => (
        <>
          <p className={styles.hint}>{say.now}</p>
          <RequestView request={request} of={of} />
        </>
      )}
    </Loaded>
  );
}
