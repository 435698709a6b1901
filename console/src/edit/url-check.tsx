import { useMutation } from '@tanstack/react-query';
import type { UrlCheck } from '../../../client/api/client.ts';
import { AttemptAnswer } from '../attempts/attempt-answer.tsx';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { russianFault } from '../problems/fault-words.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './edit.module.css';

const words = defineWords(
  { send: 'Send test', needed: 'Enter the address first.' },
  { send: 'Отправить тест', needed: 'Сначала укажите адрес.' },
);

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
  const { language } = useLanguage();
  const { attempt, reason, reasonCode } = check;
  if (attempt === null) {
    const said = language === 'en' || reasonCode === null ? reason : russianFault(reasonCode, undefined);
    return <Notice kind="bad">{said}</Notice>;
  }
  return <AttemptAnswer url={url} attempt={attempt} />;
}
