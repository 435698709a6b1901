import type { WebhookDetails } from '../../../client/api/client.ts';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { AttemptList } from './attempt-list.tsx';
import { useDelivery } from './deliveries.ts';
import { DeliveryBadge } from './delivery-badge.tsx';
import styles from './delivery-drawer.module.css';
import { DeliveryIds } from './delivery-ids.tsx';
import { EventView } from './event-view.tsx';
import { SendAgain } from './send-again.tsx';

const words = defineWords(
  {
    delivery: 'Delivery',
    newer: 'Newer',
    older: 'Older',
    noNewer: 'This is the newest one of the list.',
    noOlder: 'This is the last one of the list.',
    notListed: 'This one is not in the list behind.',
  },
  {
    delivery: 'Доставка',
    newer: 'Новее',
    older: 'Старее',
    noNewer: 'Это самая новая в списке.',
    noOlder: 'Это последняя в списке.',
    notListed: 'Этой доставки нет в списке на странице.',
  },
);

interface DeliveryDrawerProps {
  readonly webhook: WebhookDetails;
  /** Null: closed. */
  readonly id: string | null;
  /** Of the list behind it, in its order. */
  readonly shownIds: readonly string[];
  onOpen(id: string): void;
  onClose(): void;
}

export function DeliveryDrawer({ webhook, id, shownIds, onOpen, onClose }: DeliveryDrawerProps) {
  const say = useWords(words);
  return (
    <Dialog title={say.delivery} isOpen={id !== null} isDrawer onClose={onClose}>
      {id !== null && (
        <>
          <Steps id={id} shownIds={shownIds} onOpen={onOpen} />
          <DeliveryDetails key={id} id={id} webhook={webhook} onOpen={onOpen} />
        </>
      )}
    </Dialog>
  );
}

interface StepsProps {
  readonly id: string;
  readonly shownIds: readonly string[];
  onOpen(id: string): void;
}

function Steps({ id, shownIds, onOpen }: StepsProps) {
  const say = useWords(words);
  const place = shownIds.indexOf(id);
  const isListed = place !== -1;
  const newer = isListed ? shownIds[place - 1] : undefined;
  const older = isListed ? shownIds[place + 1] : undefined;
  return (
    <div className={styles.steps}>
      <Button
        whyNot={newer === undefined ? (isListed ? say.noNewer : say.notListed) : undefined}
        onClick={() => newer !== undefined && onOpen(newer)}
      >
        ↑ {say.newer}
      </Button>
      <Button
        whyNot={older === undefined ? (isListed ? say.noOlder : say.notListed) : undefined}
        onClick={() => older !== undefined && onOpen(older)}
      >
        ↓ {say.older}
      </Button>
    </div>
  );
}

interface DeliveryDetailsProps {
  readonly id: string;
  readonly webhook: WebhookDetails;
  onOpen(id: string): void;
}

function DeliveryDetails({ id, webhook, onOpen }: DeliveryDetailsProps) {
  const { language } = useLanguage();
  const { data: eventTypes } = useEventTypes();
  const query = useDelivery(id);
  return (
    <Loaded query={query} lines={10}>
      {delivery => (
        <>
          <div className={styles.head}>
            <h2 className={styles.title}>{titleOf(eventTypes, delivery.eventType, language)}</h2>
            <DeliveryBadge delivery={delivery} />
          </div>
          <SendAgain webhook={webhook} delivery={delivery} onOpen={onOpen} />
          <AttemptList delivery={delivery} />
          <EventView delivery={delivery} />
          <DeliveryIds delivery={delivery} onOpen={onOpen} />
        </>
      )}
    </Loaded>
  );
}
