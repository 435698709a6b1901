import type { Delivery } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import badge from '../webhooks/status-badge.module.css';
import styles from './delivery-badge.module.css';
import { attemptsOfRun, deliveryState } from './delivery-status.ts';
import { attemptText, deliveryWords } from './delivery-words.ts';

interface DeliveryBadgeProps {
  readonly delivery: Pick<Delivery, 'status' | 'run' | 'attempts'>;
}

/** How a delivery is, in words, and at which attempt. */
export function DeliveryBadge({ delivery }: DeliveryBadgeProps) {
  const say = useWords(deliveryWords);
  const state = deliveryState(delivery);
  const attempt = attemptText(say, state, attemptsOfRun);
  return (
    <span className={styles.state}>
      <span className={`${badge.badge} ${badge[state.tone]}`}>{say.kinds[state.kind]}</span>
      <span className={styles.attempt}>
        {attempt}
        {attempt !== undefined && delivery.run > 1 && ', '}
        {delivery.run > 1 && say.run(delivery.run)}
      </span>
    </span>
  );
}
