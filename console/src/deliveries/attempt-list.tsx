import type { DeliveryWithEvent } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { AttemptItem } from './attempt-item.tsx';
import styles from './delivery-drawer.module.css';
import { numberedAttempts } from './delivery-status.ts';
import { RequestPart } from './request-part.tsx';

const words = defineWords(
  {
    title: 'Attempts',
    none: 'None yet: it is about to be sent.',
    held: 'None yet: it waits until the webhook works again, and is sent then.',
    again: 'It failed, and is tried again by itself, after a longer wait each time.',
  },
  {
    title: 'Попытки',
    none: 'Ещё не было: сейчас отправится.',
    held: 'Ещё не было: доставка ждёт, пока вебхук снова заработает, и тогда отправится.',
    again: 'Не получилось. Повтор будет сам, с каждым разом через большее время.',
  },
);

export function AttemptList({ delivery }: { readonly delivery: DeliveryWithEvent }) {
  const say = useWords(words);
  const attempts = numberedAttempts(delivery.attempts);
  const isTrying = delivery.status === 'pending' && delivery.attempts.at(-1)?.run === delivery.run;
  return (
    <section className={styles.section}>
      <h3>{say.title}</h3>
      {isTrying && <p className={styles.hint}>{say.again}</p>}
      {attempts.length === 0 && (
        <>
          <p>{delivery.status === 'held' ? say.held : say.none}</p>
          <RequestPart deliveryId={delivery.id} />
        </>
      )}
      {attempts.length > 0 && (
        <ol className={styles.attempts}>
          {attempts.map(({ attempt, number }) => (
            <AttemptItem
              key={`${attempt.run} ${attempt.at}`}
              deliveryId={delivery.id}
              attempt={attempt}
              number={number}
              hasRuns={delivery.run > 1}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
