import { useMutation } from '@tanstack/react-query';
import type { UrlCheck } from '../../../client/api/client.ts';
import { AttemptAnswer } from '../attempts/attempt-answer.tsx';
import { useExactClient } from '../deliveries/exact-client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { RequestView } from '../message/request-view.tsx';
import { russianFault } from '../problems/fault-words.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { type DraftFacts, sampleOf } from './draft-sample.ts';
import styles from './edit.module.css';
import type { Format } from './send-step.tsx';

const words = defineWords(
  {
    send: 'Send test',
    needed: 'Enter the address first.',
    real: 'It tells of a recent event that fits.',
    example: 'It tells of an example: none of this has happened.',
  },
  {
    send: 'Отправить тест',
    needed: 'Сначала укажите адрес.',
    real: 'Это недавнее событие, которое подходит.',
    example: 'Это пример: ничего из этого не происходило.',
  },
);

interface UrlTestProps {
  readonly url: string;
  readonly format: Format | undefined;
  /** Undefined while the draft does not say when and where: then a test says only that it is one. */
  readonly facts: DraftFacts | undefined;
}

interface Asked {
  readonly url: string;
  readonly format: Format | undefined;
}

interface Tested {
  readonly check: UrlCheck;
  /** Undefined: it told of nothing. */
  readonly isReal: boolean | undefined;
}

/** Calls the address once as the webhook would, and shows what was sent and what it really answers. */
export function UrlTest({ url, format, facts }: UrlTestProps) {
  const say = useWords(words);
  // What is sent again has its numbers as they were.
  const client = useExactClient();
  const whyNot = useWhyNot('webhooks:write');
  const test = useMutation({
    mutationFn: async ({ url, format }: Asked): Promise<Tested> => {
      const sample = facts && (await sampleOf(client, facts, new Date().toISOString()));
      const more = { ...(format && { format }), ...(sample && { event: sample.event }) };
      return { check: await client.checkUrl({ body: { url, ...more } }), isReal: sample?.isReal };
    },
  });
  const asked = { url: url.trim(), format };
  const isOfThis = test.variables?.url === asked.url && test.variables.format === asked.format;
  return (
    <div className={styles.test}>
      <Button
        busy={test.isPending || facts?.isLoading === true}
        whyNot={whyNot ?? (asked.url === '' ? say.needed : undefined)}
        onClick={() => test.mutate(asked)}
      >
        {say.send}
      </Button>
      {test.isError && isOfThis && <ProblemNotice error={test.error} />}
      {test.data !== undefined && isOfThis && <TestResult url={asked.url} {...test.data} />}
    </div>
  );
}

function TestResult({ url, check, isReal }: Tested & { readonly url: string }) {
  const say = useWords(words);
  const { language } = useLanguage();
  const { attempt, reason, reasonCode, request } = check;
  if (attempt === null) {
    const said = language === 'en' || reasonCode === null ? reason : russianFault(reasonCode, undefined);
    return <Notice kind="bad">{said}</Notice>;
  }
  return (
    <>
      <AttemptAnswer url={url} attempt={attempt} />
      {isReal !== undefined && <p className={styles.lead}>{isReal ? say.real : say.example}</p>}
      {request !== null && <RequestView request={request} />}
    </>
  );
}
