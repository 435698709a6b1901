import { shownDetail } from '../attempts/error-detail.ts';
import { outcomeOf } from '../attempts/outcome.ts';
import { outcomeWords } from '../attempts/outcome-words.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime, durationText } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import { Ago } from '../ui/ago.tsx';
import styles from './delivery-drawer.module.css';
import { attemptsOfRun, type NumberedAttempt } from './delivery-status.ts';
import { RequestPart } from './request-part.tsx';
import { TextBlock } from './text-block.tsx';

const words = defineWords(
  {
    attempt: (number: number, of: number) => `Attempt ${number} of ${of}`,
    earlier: 'Attempt',
    run: (run: number) => (run === 1 ? 'first run' : `sent again, run ${run}`),
    taken: 'Accepted',
    receiver: 'The receiver',
    answer: 'Answer',
    noAnswer: 'The answer had no body.',
    retryAfter: 'The receiver asked to wait (Retry-After)',
    certificate: 'Its certificate expires',
  },
  {
    attempt: (number, of) => `Попытка ${number} из ${of}`,
    earlier: 'Попытка',
    run: run => (run === 1 ? 'первый запуск' : `отправлено повторно, запуск ${run}`),
    taken: 'Принято',
    receiver: 'Получатель',
    answer: 'Ответ',
    noAnswer: 'Ответ был без тела.',
    retryAfter: 'Получатель просил подождать (Retry-After)',
    certificate: 'Сертификат действует до',
  },
);

interface AttemptItemProps extends NumberedAttempt {
  readonly deliveryId: string;
  readonly hasRuns: boolean;
}

/** One call: what the receiver said, or what went wrong and what to do. */
export function AttemptItem({ deliveryId, attempt, number, hasRuns }: AttemptItemProps) {
  const say = useWords(words);
  const outcomes = useWords(outcomeWords);
  const { language } = useLanguage();
  const { status, responseBody, retryAfter, certificateExpiresAt } = attempt;
  const outcome = outcomeOf(attempt);
  const isTaken = outcome === 'taken';
  const detail = shownDetail(attempt.errorDetail, language);
  const { said, todo } = outcomes[outcome];
  const ordinal = number === undefined ? say.earlier : say.attempt(number, attemptsOfRun);
  const title = hasRuns ? `${ordinal}, ${say.run(attempt.run)}` : ordinal;
  return (
    <li className={styles.attempt}>
      <div className={styles.attemptHead}>
        <h4>{title}</h4>
        <span className={styles.hint}>
          <Ago at={attempt.at} /> · {durationText(language, attempt.durationMs)}
        </span>
      </div>
      <p className={isTaken ? styles.good : styles.bad}>
        <strong>{isTaken ? say.taken : said(say.receiver)}</strong>
        {status !== null && ` · HTTP ${status}`}
      </p>
      {todo !== undefined && <p>{todo}</p>}
      {detail !== undefined && (
        <p className={styles.hint}>
          <code>{detail}</code>
        </p>
      )}
      {responseBody !== null && responseBody !== '' && (
        <TextBlock label={say.answer} of={title} text={responseBody} />
      )}
      {status !== null && (responseBody === null || responseBody === '') && (
        <p className={styles.hint}>{say.noAnswer}</p>
      )}
      {retryAfter !== null && (
        <p className={styles.hint}>
          {say.retryAfter}: <code>{retryAfter}</code>
        </p>
      )}
      {certificateExpiresAt !== null && (
        <p className={styles.hint}>
          {say.certificate}: {absoluteTime(language, certificateExpiresAt)}
        </p>
      )}
      <RequestPart deliveryId={deliveryId} of={title} />
    </li>
  );
}
