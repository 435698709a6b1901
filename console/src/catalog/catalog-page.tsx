import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { Page } from '../ui/page.tsx';
import styles from './catalog-page.module.css';
import { EventDetails } from './event-details.tsx';
import { EventList } from './event-list.tsx';
import { titleOf, useEventTypes } from './event-types.ts';

const words = defineWords(
  {
    title: 'Event catalog',
    lead: 'Everything that a webhook can be told of.',
    chooseTitle: 'Choose an event',
    choose: 'See when it happens, what it carries, and an example.',
    unknownTitle: 'No such event',
    unknown: (name: string) => `The catalog has no event “${name}”. It may have been deleted.`,
    all: 'All events',
    emptyTitle: 'The catalog is empty',
    empty: 'Whoever runs this service adds events to it.',
  },
  {
    title: 'Справочник событий',
    lead: 'Всё, о чём могут сообщать вебхуки.',
    chooseTitle: 'Выберите событие',
    choose: 'Вы увидите, когда оно происходит, что в нём есть, и пример.',
    unknownTitle: 'Такого события нет',
    unknown: name => `В справочнике нет события «${name}». Возможно, его удалили.`,
    all: 'Все события',
    emptyTitle: 'Справочник пуст',
    empty: 'События в него добавляет тот, кто управляет сервисом.',
  },
);

export default function CatalogPage({ name }: { readonly name?: string | undefined }) {
  const say = useWords(words);
  const whyNot = useWhyNot('event-types:read');
  if (whyNot === undefined) return <Catalog name={name} />;
  return (
    <Page title={say.title}>
      <NoAccess reason={whyNot} />
    </Page>
  );
}

function Catalog({ name }: { readonly name: string | undefined }) {
  const say = useWords(words);
  const { language } = useLanguage();
  const query = useEventTypes();
  const tabTitle = name === undefined ? undefined : titleOf(query.data, name, language);
  return (
    <Page title={say.title} tabTitle={tabTitle} lead={say.lead}>
      <Loaded query={query} lines={12}>
        {eventTypes => {
          if (eventTypes.length === 0) {
            return (
              <EmptyState title={say.emptyTitle}>
                <p>{say.empty}</p>
              </EmptyState>
            );
          }
          const eventType = eventTypes.find(type => type.name === name);
          return (
            <div className={styles.columns}>
              <EventList eventTypes={eventTypes} current={name} />
              {eventType !== undefined && <EventDetails key={name} eventType={eventType} />}
              {name === undefined && (
                <div className={styles.hint}>
                  <EmptyState title={say.chooseTitle}>
                    <p>{say.choose}</p>
                  </EmptyState>
                </div>
              )}
              {name !== undefined && eventType === undefined && (
                <div className={styles.details}>
                  <EmptyState title={say.unknownTitle}>
                    <p>{say.unknown(name)}</p>
                    <ButtonLink href="/events">{say.all}</ButtonLink>
                  </EmptyState>
                </div>
              )}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
