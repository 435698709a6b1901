import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { Ago } from '../ui/ago.tsx';
import { Field } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { companiesOf } from './delivery-filter.ts';
import { eventSummary } from './event-summary.ts';
import { useExactClient } from './exact-client.ts';
import styles from './why.module.css';

const words = defineNounWords(
  ({ company: [company] }) => ({
    title: 'Recent events',
    company: capitalized(company),
    none: `No event of this ${company} lately, or not yet: it takes up to a minute.`,
    off: 'Recent events are not kept here. Enter the id of the event.',
  }),
  ({ company: { nominative, genitive } }) => ({
    title: 'Недавние события',
    company: capitalized(nominative[0]),
    none: `Недавних событий ${genitive[0]} нет, или они ещё не появились: это занимает до минуты.`,
    off: 'Недавние события здесь не хранятся. Введите ID события.',
  }),
);

const shownEvents = 30;

interface RecentEventsProps {
  readonly webhook: WebhookDetails;
  onChoose(eventId: string): void;
}

/** Events of a company that happened lately, whether the webhook wanted them or not. */
export function RecentEvents({ webhook, onChoose }: RecentEventsProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  const client = useExactClient();
  const companyIds = companiesOf(webhook);
  const names = useNames(companyIds);
  const [chosen, setChosen] = useState(companyIds[0] ?? '');
  const { data: eventTypes } = useEventTypes();
  const query = useQuery({
    queryKey: ['recent-events', chosen, shownEvents],
    structuralSharing: false,
    refetchInterval: 5_000,
    queryFn: ({ signal }) => client.listRecentEvents({ companyId: chosen, limit: shownEvents }, { signal }),
  });
  return (
    <section className={styles.recent}>
      <h2>{say.title}</h2>
      {companyIds.length > 1 && (
        <Field label={say.company}>
          {input => (
            <select {...input} value={chosen} onChange={event => setChosen(event.currentTarget.value)}>
              {names.companies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Loaded query={query} lines={4}>
        {({ items }) => {
          if (items === null) return <p className={styles.quiet}>{say.off}</p>;
          if (items.length === 0) return <p className={styles.quiet}>{say.none}</p>;
          return (
            <ul className={styles.events} aria-label={say.title}>
              {items.map(event => (
                <li key={event.id}>
                  <button type="button" className={styles.event} onClick={() => onChoose(event.id)}>
                    <span className={styles.name}>{titleOf(eventTypes, event.type, language)}</span>
                    <span className={styles.quiet}>
                      <Ago at={event.time} />
                    </span>
                    <bdi className={`${styles.quiet} ${styles.thing}`}>{eventSummary(event).thing}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
