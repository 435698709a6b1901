import type { ReactNode } from 'react';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { Ago } from '../ui/ago.tsx';
import styles from './webhook-page.module.css';

const words = defineWords(
  {
    since: 'In this state since',
    nextCheck: 'Next health check',
    held: 'On hold',
    heldCount: (count: number, more: boolean) =>
      more
        ? `more than ${countEn(count, 'delivery', 'deliveries')}`
        : countEn(count, 'delivery', 'deliveries'),
    holdUntil: 'On hold until',
    releasing: 'Sending since',
    lastSuccess: 'Last success',
    lastFailure: 'Last failure',
  },
  {
    since: 'Состояние изменилось',
    nextCheck: 'Следующая проверка связи',
    held: 'Отложено',
    heldCount: (count, more) =>
      `${more ? 'более ' : ''}${countRu(count, 'доставка', 'доставки', 'доставок')}`,
    holdUntil: 'Срок хранения истекает',
    releasing: 'Отправка началась',
    lastSuccess: 'Последняя удача',
    lastFailure: 'Последняя неудача',
  },
);

/** How a webhook does, as times and numbers. */
export function HealthFacts({ webhook: { status, health } }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  return (
    <dl className={styles.facts}>
      {status !== 'active' && <Fact label={say.since} at={health.since} />}
      {status !== 'paused' && <Fact label={say.nextCheck} at={health.nextCheckAt} />}
      {health.heldCount > 0 && (
        <FactOf label={say.held}>{say.heldCount(health.heldCount, health.hasMoreHeld)}</FactOf>
      )}
      <Fact label={say.holdUntil} at={health.holdUntil} />
      {health.heldCount > 0 && <Fact label={say.releasing} at={health.releasingSince} />}
      <Fact label={say.lastSuccess} at={health.lastSuccessAt} />
      <Fact label={say.lastFailure} at={health.lastFailureAt} />
    </dl>
  );
}

function Fact({ label, at }: { readonly label: string; readonly at: string | null }) {
  if (at === null) return null;
  return (
    <FactOf label={label}>
      <Ago at={at} />
    </FactOf>
  );
}

function FactOf({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
