import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime } from '../language/time-text.ts';
import { useNow } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import styles from './delivery-badge.module.css';
import { attemptsOfRun, deliveryState, type StatedDelivery } from './delivery-status.ts';
import { attemptText, deliveryWords, stateText } from './delivery-words.ts';

/** How a delivery is, in words, and at which attempt; when the next one is, the whole date on hover. */
export function DeliveryBadge({ delivery }: { readonly delivery: StatedDelivery }) {
  const say = useWords(deliveryWords);
  const { language } = useLanguage();
  const now = Math.max(useNow(), Date.now());
  const state = deliveryState(delivery, now);
  const attempt = attemptText(say, state, attemptsOfRun);
  const text = stateText(language, state, now);
  const { nextAttemptAt } = state;
  return (
    <span className={styles.state}>
      <Badge tone={state.tone} hasDot>
        {nextAttemptAt === undefined ? (
          text
        ) : (
          <time
            className={styles.next}
            dateTime={nextAttemptAt}
            title={absoluteTime(language, nextAttemptAt)}
          >
            {text}
          </time>
        )}
      </Badge>
      <span className={styles.attempt}>
        {attempt}
        {attempt !== undefined && delivery.run > 1 && ', '}
        {delivery.run > 1 && say.run(delivery.run)}
      </span>
    </span>
  );
}
