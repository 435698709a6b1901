import type { WebhookTest } from '../../../../client/api/client.ts';
import { AttemptAnswer, CodeBlock } from '../../attempts/attempt-answer.tsx';
import { prettyJson } from '../../attempts/pretty-json.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import styles from '../webhook-page.module.css';

const words = defineWords(
  {
    sent: 'What was sent',
    headers: 'Headers',
    body: 'Body',
    secret: '(not shown)',
  },
  {
    sent: 'Что было отправлено',
    headers: 'Заголовки',
    body: 'Тело',
    secret: '(не показывается)',
  },
);

/** The receiver's real answer to a test, and the call that it answered. */
export function TestResult({ url, result }: { readonly url: string; readonly result: WebhookTest }) {
  const say = useWords(words);
  const headers = Object.entries(result.request.headers)
    .map(([name, value]) => `${name}: ${value ?? say.secret}`)
    .join('\n');
  return (
    <div className={styles.dialog}>
      <AttemptAnswer url={url} attempt={result.attempt} />
      <h2>{say.sent}</h2>
      <h3>{say.headers}</h3>
      <CodeBlock label={say.headers} text={headers} />
      <h3>{say.body}</h3>
      <CodeBlock label={say.body} text={prettyJson(result.request.body)} />
    </div>
  );
}
