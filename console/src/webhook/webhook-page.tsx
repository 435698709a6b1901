import { lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { type Answer, FinehookError, type WebhookDetails } from '../../../client/api/client.ts';
import { InboxCalls } from '../inbox/inbox-calls.tsx';
import { useInboxOf } from '../inbox/inbox-of.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { NotFoundPage } from '../not-found-page.tsx';
import { Loaded, Skeleton } from '../ui/loaded.tsx';
import { NavTabs } from '../ui/nav-tabs.tsx';
import { Page } from '../ui/page.tsx';
import { DiagnosticsButton } from './diagnostics-button.tsx';
import { HistoryTab } from './history/history-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import { SecretsTab } from './secrets/secrets-tab.tsx';
import { SettingsTab } from './settings/settings-tab.tsx';
import { useWebhook } from './webhook.ts';
import { WebhookActions } from './webhook-actions.tsx';
import { WebhookHead } from './webhook-head.tsx';
import styles from './webhook-page.module.css';

const DeliveriesTab = lazy(() => import('../deliveries/deliveries-tab.tsx'));

const words = defineWords(
  {
    all: '← All webhooks',
    tabs: 'About this webhook',
    overview: 'Overview',
    inbox: 'Inbox',
    deliveries: 'Deliveries',
    settings: 'Settings',
    secrets: 'Secrets',
    history: 'History',
  },
  {
    all: '← Все вебхуки',
    tabs: 'Об этом вебхуке',
    overview: 'Обзор',
    inbox: 'Ящик',
    deliveries: 'Доставки',
    settings: 'Настройки',
    secrets: 'Секреты',
    history: 'История',
  },
);

export default function WebhookPage({ id }: { readonly id: string }) {
  const query = useWebhook(id);
  if (query.error instanceof FinehookError && query.error.status === 404) return <NotFoundPage />;
  return (
    <Loaded query={query} lines={8}>
      {answer => <OneWebhook answer={answer} />}
    </Loaded>
  );
}

function OneWebhook({ answer }: { readonly answer: Answer<WebhookDetails> }) {
  const say = useWords(words);
  const webhook = answer.body;
  const base = `/webhooks/${webhook.id}`;
  const { inbox, isLooking } = useInboxOf(webhook);
  return (
    <Page
      title={webhook.name}
      back={<Link href="/">{say.all}</Link>}
      actions={<WebhookActions webhook={webhook} />}
    >
      <WebhookHead webhook={webhook} />
      <NavTabs
        label={say.tabs}
        tabs={[
          { href: base, label: say.overview },
          ...(inbox === undefined ? [] : [{ href: `${base}/inbox`, label: say.inbox }]),
          { href: `${base}/deliveries`, label: say.deliveries },
          { href: `${base}/settings`, label: say.settings },
          { href: `${base}/secrets`, label: say.secrets },
          { href: `${base}/history`, label: say.history },
        ]}
      />
      <Suspense fallback={<Skeleton lines={6} />}>
        <Switch>
          <Route path={base}>
            <OverviewTab webhook={webhook} />
          </Route>
          {(inbox !== undefined || isLooking) && (
            <Route path={`${base}/inbox`}>
              {inbox === undefined ? <Skeleton lines={4} /> : <InboxCalls id={inbox.id} />}
            </Route>
          )}
          <Route path={`${base}/deliveries/*?`}>
            <DeliveriesTab webhook={webhook} />
          </Route>
          <Route path={`${base}/settings`}>
            <SettingsTab answer={answer} />
          </Route>
          <Route path={`${base}/secrets`}>
            <SecretsTab webhook={webhook} />
          </Route>
          <Route path={`${base}/history`}>
            <HistoryTab webhook={webhook} />
          </Route>
          <Route>
            <Redirect to={base} replace />
          </Route>
        </Switch>
      </Suspense>
      <p className={styles.support}>
        <DiagnosticsButton webhook={webhook} />
      </p>
    </Page>
  );
}
