import type { Attempt } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { durationText } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './attempt-answer.module.css';
import { shownDetail } from './error-detail.ts';
import { outcomeOf } from './outcome.ts';
import { outcomeWords } from './outcome-words.ts';
import { receiverName } from './receiver-name.ts';

const words = defineWords(
  {
    answered: (receiver: string, time: string) => `${receiver} answered in ${time}`,
    status: (status: number) => `Status ${status}`,
    noStatus: 'No answer',
    after: (time: string) => `after ${time}`,
    answer: 'What it said',
    silent: 'It said no more.',
  },
  {
    answered: (receiver, time) => `${receiver}: ответ за ${time}`,
    status: status => `Статус ${status}`,
    noStatus: 'Нет ответа',
    after: time => `через ${time}`,
    answer: 'Что сказал получатель',
    silent: 'Больше он ничего не сказал.',
  },
);

interface AttemptAnswerProps {
  readonly url: string;
  readonly attempt: Attempt;
}

/** What a receiver really answered to one call, in words, and what to do about it. */
export function AttemptAnswer({ url, attempt }: AttemptAnswerProps) {
  const say = useWords(words);
  const sayOutcome = useWords(outcomeWords);
  const { language } = useLanguage();
  const outcome = outcomeOf(attempt);
  const receiver = receiverName(url);
  const time = durationText(language, attempt.durationMs);
  const { said, todo } = sayOutcome[outcome];
  const isTaken = outcome === 'taken';
  const detail = shownDetail(attempt.errorDetail, language);
  return (
    <Notice kind={isTaken ? 'good' : 'bad'} title={isTaken ? say.answered(receiver, time) : said(receiver)}>
      {todo !== undefined && <p>{todo}</p>}
      <p className={styles.facts}>
        <span>{attempt.status === null ? say.noStatus : say.status(attempt.status)}</span>
        {!isTaken && <span>{say.after(time)}</span>}
        {detail !== undefined && <code>{detail}</code>}
      </p>
      {attempt.status !== null && (
        <AnswerText label={say.answer} text={attempt.responseBody} none={say.silent} />
      )}
    </Notice>
  );
}

interface AnswerTextProps {
  readonly label: string;
  readonly text: string | null;
  readonly none: string;
}

function AnswerText({ label, text, none }: AnswerTextProps) {
  if (text === null || text === '') return <p className={styles.label}>{none}</p>;
  return (
    <div className={styles.part}>
      <p className={styles.label}>{label}</p>
      <CodeBlock label={label} text={text} />
    </div>
  );
}

/** Text as it went over the wire; can be reached by keyboard, for it may have to be scrolled. */
export function CodeBlock({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.code} tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}
