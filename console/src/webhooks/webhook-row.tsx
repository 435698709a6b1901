import { useRef } from 'react';
import { Link } from 'wouter';
import type { ListedWebhook, StatisticsList } from '../../../client/api/client.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useSeen } from '../ui/use-seen.ts';
import { useHeld } from '../webhook/webhook.ts';
import { StatusBadge } from './status-badge.tsx';
import styles from './webhooks-page.module.css';

const words = defineWords(
  {
    day: (delivered: number, failed: number) =>
      `Last 24 hours: ${countEn(delivered, 'delivery', 'deliveries')}, ${failed} failed`,
    address: (name: string) => `the address of ${name}`,
  },
  {
    day: (delivered, failed) =>
      `За 24 часа: ${countRu(delivered, 'доставка', 'доставки', 'доставок')}, неудачных: ${failed}`,
    address: name => `адрес вебхука «${name}»`,
  },
);

interface WebhookRowProps {
  readonly webhook: ListedWebhook;
  readonly day: StatisticsList['items'][number] | undefined;
}

export function WebhookRow({ webhook, day }: WebhookRowProps) {
  const say = useWords(words);
  const place = useRef<HTMLLIElement>(null);
  const held = useHeld(webhook, useSeen(place));
  return (
    <li className={styles.row} ref={place}>
      <div className={styles.about}>
        <Link href={`/webhooks/${webhook.id}`} className={styles.name}>
          {webhook.name}
        </Link>
        <p className={styles.sentence}>{webhook.sentence}</p>
        <p className={styles.address}>
          <span className={styles.url} title={webhook.url}>
            {webhook.url}
          </span>
          <CopyButton text={webhook.url} what={say.address(webhook.name)} />
        </p>
      </div>
      <div className={styles.state}>
        <StatusBadge webhook={webhook} held={held} day={day} />
        <div className={styles.spark}>
          {day !== undefined && (
            <Sparkline series={day.series} label={say.day(day.total.delivered, day.total.failed)} />
          )}
        </div>
      </div>
    </li>
  );
}
