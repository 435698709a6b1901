import { useMutation } from '@tanstack/react-query';
import type { UrlCheck } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { durationText } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { answerWords } from './answer-words.ts';
import styles from './edit.module.css';

const words = defineWords(
  { send: 'Send test', needed: 'Enter the address first.', body: 'Its answer' },
  { send: 'Отправить тест', needed: 'Сначала укажите адрес.', body: 'Его ответ' },
);

const chats = { slack: 'Slack', teams: 'Microsoft Teams', discord: 'Discord' } as const;

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;

/** Calls the address once, and shows what it really answers. */
export function UrlTest({ url }: { readonly url: string }) {
  const say = useWords(words);
  const client = useClient();
  const whyNot = useWhyNot('webhooks:write');
  const check = useMutation({ mutationFn: (url: string) => client.checkUrl({ body: { url } }) });
  return (
    <div className={styles.test}>
      <Button
        busy={check.isPending}
        whyNot={whyNot ?? (url.trim() === '' ? say.needed : undefined)}
        onClick={() => check.mutate(url.trim())}
      >
        {say.send}
      </Button>
      {check.isError && <ProblemNotice error={check.error} />}
      {check.data !== undefined && check.variables === url.trim() && (
        <CheckResult check={check.data} url={check.variables} />
      )}
    </div>
  );
}

function CheckResult({ check, url }: { readonly check: UrlCheck; readonly url: string }) {
  const say = useWords(words);
  const sayAnswer = useWords(answerWords);
  const { language } = useLanguage();
  const { attempt, recognisedFormat, reason } = check;
  if (attempt === null) return <Notice kind="bad">{reason}</Notice>;
  const chat = recognisedFormat !== null && recognisedFormat in chats ? recognisedFormat : undefined;
  const host = chat === 'slack' || chat === 'teams' || chat === 'discord' ? chats[chat] : hostOf(url);
  if (attempt.status === null) {
    return (
      <Notice kind="bad">
        {attempt.error === null ? attempt.errorDetail : sayAnswer.errors[attempt.error]}
      </Notice>
    );
  }
  const isGood = attempt.status >= 200 && attempt.status < 300;
  return (
    <Notice
      kind={isGood ? 'good' : 'bad'}
      title={
        isGood
          ? sayAnswer.answered(host, durationText(language, attempt.durationMs))
          : sayAnswer.refused(host, attempt.status)
      }
    >
      {attempt.responseBody !== null && attempt.responseBody !== '' && (
        <details>
          <summary>{say.body}</summary>
          <pre>{attempt.responseBody}</pre>
        </details>
      )}
    </Notice>
  );
}
