import type { DeliveryWithEvent } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './delivery-drawer.module.css';

const words = defineWords(
  {
    title: 'For programmers',
    delivery: 'Delivery (webhook-id)',
    event: 'Event',
    type: 'Event type',
    resendOf: 'Repeats the delivery',
    open: 'Open',
  },
  {
    title: 'Для разработчиков',
    delivery: 'Доставка (webhook-id)',
    event: 'Событие',
    type: 'Тип события',
    resendOf: 'Повтор доставки',
    open: 'Открыть',
  },
);

interface DeliveryIdsProps {
  readonly delivery: DeliveryWithEvent;
  onOpen(id: string): void;
}

export function DeliveryIds({ delivery, onOpen }: DeliveryIdsProps) {
  const say = useWords(words);
  const { resendOf } = delivery;
  const ids = [
    [say.delivery, delivery.id],
    [say.event, delivery.eventId],
    [say.type, delivery.eventType],
  ] as const;
  return (
    <section className={styles.section}>
      <h3>{say.title}</h3>
      <dl className={styles.facts}>
        {ids.map(([label, id]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>
              <code>{id}</code> <CopyButton text={id} what={label} />
            </dd>
          </div>
        ))}
        {resendOf !== null && (
          <div className={styles.fact}>
            <dt>{say.resendOf}</dt>
            <dd>
              <code>{resendOf}</code>{' '}
              <Button kind="quiet" onClick={() => onOpen(resendOf)}>
                {say.open}
              </Button>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
