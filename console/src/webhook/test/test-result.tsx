import type { WebhookTest } from '../../../../client/api/client.ts';
import { AttemptAnswer } from '../../attempts/attempt-answer.tsx';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { RequestView } from '../../message/request-view.tsx';
import styles from '../webhook-page.module.css';

const words = defineWords({ sent: 'What was sent' }, { sent: 'Что было отправлено' });

/** The receiver's real answer to a test, and the call that it answered. */
export function TestResult({ url, result }: { readonly url: string; readonly result: WebhookTest }) {
  const say = useWords(words);
  return (
    <div className={styles.dialog}>
      <AttemptAnswer url={url} attempt={result.attempt} />
      <h2>{say.sent}</h2>
      <RequestView request={result.request} />
    </div>
  );
}
