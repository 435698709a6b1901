import { useSearchParams } from 'wouter';
import { useEventTypes } from '../catalog/event-types.ts';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useWhyNot } from '../session/may.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { ListControls } from './list-controls.tsx';
import { isListed, type ListFilter, noFilter, readListFilter } from './list-filter.ts';
import { countWords } from './status-words.ts';
import { WebhookRow } from './webhook-row.tsx';
import { useDayStatistics, useWebhooks } from './webhooks.ts';
import styles from './webhooks-page.module.css';

const words = defineNounWords(
  ({ project: [, projects] }) => ({
    title: 'Webhooks',
    create: 'New webhook',
    emptyTitle: 'Have something happen elsewhere when something happens here',
    empty: `A webhook sends a message the moment something changes: to a chat, to Zapier, Make or n8n, or to your own system. You choose exactly which events, in which ${projects}.`,
    first: 'Make the first webhook',
    noneTitle: 'No webhook is like that',
    reset: 'Show all',
  }),
  ({ project: { prepositional } }) => ({
    title: 'Вебхуки',
    create: 'Новый вебхук',
    emptyTitle: 'Пусть что-то произойдёт там, когда что-то изменится здесь',
    empty: `Вебхук отправляет сообщение в тот же миг, когда что-то меняется: в чат, в Zapier, Make или n8n либо в вашу систему. Вы сами выбираете, какие события и в каких ${prepositional[1]}.`,
    first: 'Создать первый вебхук',
    noneTitle: 'Таких вебхуков нет',
    reset: 'Показать все',
  }),
);

export function WebhooksPage() {
  const say = useWords(words);
  const sayCount = useWords(countWords);
  const whyNot = useWhyNot('webhooks:write');
  const [address, setAddress] = useSearchParams();
  const webhooks = useWebhooks();
  const statistics = useDayStatistics((webhooks.data ?? []).map(({ id }) => id));
  const eventTypes = useEventTypes();
  const names = useNames(useCompanyIds());
  const filter = readListFilter(address);

  function change(changed: Partial<ListFilter>): void {
    const entries = Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== '');
    setAddress(new URLSearchParams(entries), { replace: true });
  }

  return (
    <Page
      title={say.title}
      actions={
        <ButtonLink href="/new" kind="primary" whyNot={whyNot}>
          {say.create}
        </ButtonLink>
      }
    >
      <Loaded query={webhooks} lines={8}>
        {all => {
          if (all.length === 0) {
            return (
              <EmptyState title={say.emptyTitle}>
                <p className={styles.lesson}>{say.empty}</p>
                <ButtonLink href="/new" kind="primary" whyNot={whyNot}>
                  {say.first}
                </ButtonLink>
              </EmptyState>
            );
          }
          const listed = all.filter(one => isListed(one, filter, statistics.data?.get(one.id)));
          return (
            <>
              <ListControls
                filter={filter}
                eventTypes={eventTypes.data ?? []}
                companies={names.companies}
                onChange={change}
              />
              <p className={styles.count} role="status">
                {sayCount.shown(listed.length, all.length)}
              </p>
              {listed.length === 0 ? (
                <EmptyState title={say.noneTitle}>
                  <Button onClick={() => change(noFilter)}>{say.reset}</Button>
                </EmptyState>
              ) : (
                <ul className={styles.list}>
                  {listed.map(webhook => (
                    <WebhookRow key={webhook.id} webhook={webhook} day={statistics.data?.get(webhook.id)} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
