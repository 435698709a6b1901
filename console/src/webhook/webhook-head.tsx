import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useNow } from '../ui/ago.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusBadge } from '../webhooks/status-badge.tsx';
import { useDayStatistics } from '../webhooks/webhooks.ts';
import { ConditionNotice } from './condition-notice.tsx';
import { conditionsOf } from './conditions.ts';
import { HealthFacts } from './health-facts.tsx';
import styles from './webhook-page.module.css';

const words = defineWords(
  { address: 'Address', copied: 'the address' },
  { address: 'Адрес получателя', copied: 'адрес получателя' },
);

/** What a webhook listens to, where it sends that, and how it does. */
export function WebhookHead({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const now = useNow();
  const { data: day } = useDayStatistics([webhook.id]);
  return (
    <div className={styles.about}>
      <p>
        <StatusBadge webhook={webhook} held={webhook.health} day={day?.get(webhook.id)} />
      </p>
      {webhook.sentence !== undefined && <p className={styles.sentence}>{webhook.sentence}</p>}
      <p className={styles.address}>
        <span className="visually-hidden">{say.address}</span>
        <span className={styles.url}>{webhook.url}</span>
        <CopyButton text={webhook.url} what={say.copied} />
      </p>
      {conditionsOf(webhook, now).map(condition => (
        <ConditionNotice key={condition.kind} condition={condition} />
      ))}
      <HealthFacts webhook={webhook} />
    </div>
  );
}
