import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { InboxCalls } from '../inbox/inbox-calls.tsx';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Skeleton } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './edit.module.css';
import { StepPart } from './step-part.tsx';

const VerifySamples = lazy(() => import('../webhook/secrets/verify-samples.tsx'));

const words = defineWords(
  {
    title: 'It is on',
    waiting: 'Waiting for the first event: change something there now.',
    first: 'The first event has arrived.',
    firstFailed: 'The first event has come, but the address did not take it. Look at its answer.',
    secret: 'Signing secret',
    secretHint: 'You will not see it here again. With it your system can tell that a call comes from us.',
    see: 'See the webhook',
    deliveries: 'See the delivery',
  },
  {
    title: 'Вебхук включён',
    waiting: 'Ждём первое событие: измените что-нибудь там прямо сейчас.',
    first: 'Первое событие доставлено.',
    firstFailed: 'Первое событие пришло, но адрес его не принял. Посмотрите его ответ.',
    secret: 'Секрет подписи',
    secretHint: 'Больше он здесь не появится. По нему ваша система узнает, что вызов от нас.',
    see: 'Открыть вебхук',
    deliveries: 'Открыть доставку',
  },
);

const lookMs = 1_500;

interface OnStepProps {
  readonly id: string;
  /** Shown this once, to who needs it. */
  readonly secret: string | undefined;
  /** Where its calls go, if to an inbox. */
  readonly inboxId: string | undefined;
}

/** The webhook is there: waits with whoever has made it until something comes. */
export function OnStep({ id, secret, inboxId }: OnStepProps) {
  const say = useWords(words);
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['deliveries', id, 'first'],
    queryFn: ({ signal }) => client.listDeliveries({ id, limit: 1 }, { signal }),
    refetchInterval: ({ state }) => (state.data?.items[0]?.status === 'delivered' ? false : lookMs),
  });
  const first = data?.items[0];
  const wasTried = first !== undefined && first.attempts.length > 0;
  const kind = first?.status === 'delivered' ? 'good' : wasTried ? 'bad' : 'plain';
  return (
    <StepPart title={say.title}>
      {secret !== undefined && (
        <Notice kind="warn" title={say.secret}>
          <p className={styles.secret}>
            <code>{secret}</code> <CopyButton text={secret} what={say.secret} />
          </p>
          <p>{say.secretHint}</p>
        </Notice>
      )}
      {secret !== undefined && (
        <Suspense fallback={<Skeleton lines={4} />}>
          <VerifySamples />
        </Suspense>
      )}
      <Notice kind={kind}>
        <p className={kind === 'plain' ? styles.waiting : undefined}>
          {kind === 'good' ? say.first : kind === 'bad' ? say.firstFailed : say.waiting}
        </p>
      </Notice>
      {inboxId !== undefined && <InboxCalls id={inboxId} />}
      <div className={styles.foot}>
        {first !== undefined && (
          <ButtonLink href={`/webhooks/${id}/deliveries?delivery=${first.id}`}>{say.deliveries}</ButtonLink>
        )}
        <ButtonLink kind="primary" href={`/webhooks/${id}`}>
          {say.see}
        </ButtonLink>
      </div>
    </StepPart>
  );
}
