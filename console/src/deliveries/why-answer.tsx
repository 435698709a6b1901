import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { WebhookDetails, Why } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './why.module.css';
import { WhyMiss } from './why-miss.tsx';

const words = defineWords(
  {
    outcomes: {
      pending: 'It is being sent',
      delivered: 'It was delivered',
      failed: 'It was sent, but the receiver did not take it',
      held: 'It is on hold',
      unwanted: 'It does not meet the conditions of this webhook',
      'not-called': 'It meets the conditions, but was not sent',
      'unknown-event': 'This event is not known here',
    } satisfies Record<Why['outcome'], string>,
    details: {
      pending: 'Its delivery shows the attempts.',
      delivered: 'The receiver took it: if nothing happened there, look at the receiver’s log.',
      failed: 'Its delivery shows what the receiver answered, and what to do.',
      held: 'It is sent as soon as the webhook works again.',
      unwanted: 'This is what it failed at first, by the conditions as they are now:',
      'not-called':
        'The webhook was made, changed or switched on after the event, or its conditions are not in force yet; or the delivery is older than deliveries are kept.',
      'unknown-event':
        'Check the id. Only a few events of each kind are kept for a look back, up to a minute late, and no webhook that you may see has a delivery of it.',
    } satisfies Record<Why['outcome'], string>,
    open: 'Open the delivery',
  },
  {
    outcomes: {
      pending: 'Отправляется',
      delivered: 'Доставлено',
      failed: 'Отправлено, но получатель не принял',
      held: 'Отложено',
      unwanted: 'Не выполнены условия этого вебхука',
      'not-called': 'Условия выполнены, но событие не отправлено',
      'unknown-event': 'Такое событие здесь неизвестно',
    },
    details: {
      pending: 'В доставке видны попытки.',
      delivered: 'Получатель принял. Если там ничего не произошло, посмотрите журнал получателя.',
      failed: 'В доставке видно, что ответил получатель и что делать.',
      held: 'Отправится, как только вебхук снова заработает.',
      unwanted: 'Вот что не выполнилось первым, по нынешним условиям:',
      'not-called':
        'Вебхук создан, изменён или включён после события, или его условия ещё не действуют; либо доставка старше срока хранения.',
      'unknown-event':
        'Проверьте ID. Для просмотра хранится лишь несколько событий каждого вида, с задержкой до минуты, и ни у одного вебхука, доступного вам, нет его доставки.',
    },
    open: 'Открыть доставку',
  },
);

const kinds = {
  pending: 'plain',
  delivered: 'good',
  failed: 'bad',
  held: 'warn',
  unwanted: 'warn',
  'not-called': 'warn',
  'unknown-event': 'plain',
} as const satisfies Record<Why['outcome'], 'good' | 'warn' | 'bad' | 'plain'>;

const refreshMs = 5_000;

interface WhyAnswerProps {
  readonly webhook: WebhookDetails;
  readonly eventId: string;
}

export function WhyAnswer({ webhook, eventId }: WhyAnswerProps) {
  const say = useWords(words);
  const client = useClient();
  const { language } = useLanguage();
  const query = useQuery({
    queryKey: ['why', webhook.id, eventId, language],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => client.whyWebhook({ id: webhook.id, eventId, language }, { signal }),
  });
  return (
    <Loaded query={query} lines={4}>
      {({ outcome, deliveryId, verdict }) => (
        <div className={styles.answer}>
          <Notice kind={kinds[outcome]} title={say.outcomes[outcome]}>
            <p>{say.details[outcome]}</p>
            {deliveryId !== null && (
              <Link href={`/webhooks/${webhook.id}/deliveries?delivery=${encodeURIComponent(deliveryId)}`}>
                {say.open}
              </Link>
            )}
          </Notice>
          {verdict !== null && verdict.misses.length > 0 && (
            <ul className={styles.misses}>
              {verdict.misses.map(miss => (
                <WhyMiss
                  key={miss.clause}
                  miss={miss}
                  filter={webhook.filter}
                  isOnly={verdict.misses.length === 1}
                />
              ))}
            </ul>
          )}
        </div>
      )}
    </Loaded>
  );
}
