import { useSearchParams } from 'wouter';
import type { Statistics, WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EventTypesChart, StatusesChart } from './breakdown-charts.tsx';
import styles from './overview.module.css';
import { PeriodSwitch } from './period-switch.tsx';
import { readPeriod } from './periods.ts';
import { useStatistics } from './statistics.ts';
import { statisticsWords } from './statistics-words.ts';
import { DeliveriesChart, DurationChart, SuccessRateChart } from './time-charts.tsx';
import { Totals } from './totals.tsx';

const words = defineWords(
  {
    waiting: 'Waiting for the first event: change something now',
    waitingText: 'As soon as something happens that this webhook listens to, it shows up here by itself.',
    none: 'Nothing was sent in this period',
    noneText: 'Choose a longer one.',
    off: 'Nothing was sent in this period',
    offText: 'The webhook is not on: turn it on to have events sent.',
  },
  {
    waiting: 'Ждём первое событие: измените что-нибудь прямо сейчас',
    waitingText: 'Как только случится то, что слушает этот вебхук, оно появится здесь само.',
    none: 'За этот период ничего не отправлялось',
    noneText: 'Выберите период подлиннее.',
    off: 'За этот период ничего не отправлялось',
    offText: 'Вебхук не включён. Включите его, чтобы события отправлялись.',
  },
);

/** What came of a webhook's deliveries, in numbers. */
export function OverviewTab({ webhook }: { readonly webhook: WebhookDetails }) {
  const [address] = useSearchParams();
  const period = readPeriod(address);
  const statistics = useStatistics(webhook.id, period);
  return (
    <div className={styles.overview}>
      <PeriodSwitch period={period} />
      <Loaded query={statistics} lines={8}>
        {read => (read.total.attempts === 0 ? <Nothing webhook={webhook} /> : <Charts statistics={read} />)}
      </Loaded>
    </div>
  );
}

function Nothing({ webhook: { status, health } }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const wasCalled = health.lastSuccessAt !== null || health.lastFailureAt !== null;
  const kind = status !== 'active' ? 'off' : wasCalled ? 'none' : 'waiting';
  return (
    <EmptyState title={say[kind]}>
      <p>{say[`${kind}Text`]}</p>
    </EmptyState>
  );
}

function Charts({ statistics }: { readonly statistics: Statistics }) {
  const say = useWords(statisticsWords);
  return (
    <>
      {!statistics.isWhole && (
        <Notice kind="warn" title={say.notWhole}>
          <p>{say.notWholeText}</p>
        </Notice>
      )}
      <Totals total={statistics.total} />
      <DeliveriesChart statistics={statistics} />
      <div className={styles.pair}>
        <SuccessRateChart statistics={statistics} />
        <DurationChart statistics={statistics} />
        <EventTypesChart statistics={statistics} />
        <StatusesChart statistics={statistics} />
      </div>
    </>
  );
}
