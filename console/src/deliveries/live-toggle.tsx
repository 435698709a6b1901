import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import styles from './deliveries-tab.module.css';
import { deliveryWords } from './delivery-words.ts';

const words = defineWords(
  { live: 'Live', paused: 'Paused', pause: 'Pause updates', resume: 'Resume updates' },
  { live: 'Обновляется', paused: 'На паузе', pause: 'Приостановить', resume: 'Обновлять' },
);

interface LiveToggleProps {
  readonly isPaused: boolean;
  /** Rows that wait to be shown: they are announced. */
  readonly waiting: number;
  onChange(isPaused: boolean): void;
}

/** What moves by itself can be stopped: https://www.w3.org/TR/WCAG22/#pause-stop-hide */
export function LiveToggle({ isPaused, waiting, onChange }: LiveToggleProps) {
  const say = useWords(words);
  const sayDelivery = useWords(deliveryWords);
  return (
    <div className={styles.live}>
      <span className={styles.dot} data-paused={isPaused} aria-hidden="true" />
      <span>{isPaused ? say.paused : say.live}</span>
      <Button kind="quiet" onClick={() => onChange(!isPaused)}>
        {isPaused ? say.resume : say.pause}
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {waiting > 0 ? sayDelivery.newAnnounced(waiting) : ''}
      </span>
    </div>
  );
}
