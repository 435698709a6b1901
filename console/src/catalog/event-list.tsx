import { Link, useSearchParams } from 'wouter';
import type { EventType } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Field } from '../ui/field.tsx';
import styles from './catalog-page.module.css';
import { eventGroups, textIn } from './event-groups.ts';
import { groupWords } from './group-words.ts';

const words = defineWords(
  {
    search: 'Search',
    searchHint: 'What happens, in your words',
    found: (count: number) => countEn(count, 'event', 'events'),
    events: 'Events',
    deprecated: 'deprecated',
    noneTitle: 'No such event',
    reset: 'Show all',
  },
  {
    search: 'Поиск',
    searchHint: 'Что происходит, своими словами',
    found: count => countRu(count, 'событие', 'события', 'событий'),
    events: 'События',
    deprecated: 'устарело',
    noneTitle: 'Такого события нет',
    reset: 'Показать все',
  },
);

interface EventListProps {
  readonly eventTypes: readonly EventType[];
  /** The one that is looked at. */
  readonly current: string | undefined;
}

/** Every event there is, by group, narrowed by the address's `?search=`. */
export function EventList({ eventTypes, current }: EventListProps) {
  const say = useWords(words);
  const groupNames = useWords(groupWords);
  const { language } = useLanguage();
  const [address, setAddress] = useSearchParams();
  const search = address.get('search') ?? '';
  const find = (text: string) =>
    setAddress(text === '' ? new URLSearchParams() : new URLSearchParams({ search: text }), {
      replace: true,
    });
  const groups = eventGroups(eventTypes, search, language, groupNames);
  const count = groups.reduce((sum, group) => sum + group.eventTypes.length, 0);
  const query = address.size === 0 ? '' : `?${address}`;
  return (
    <div className={styles.list}>
      <search>
        <Field label={say.search}>
          {input => (
            <input
              {...input}
              type="search"
              placeholder={say.searchHint}
              value={search}
              onChange={event => find(event.currentTarget.value)}
            />
          )}
        </Field>
        <p className="visually-hidden" role="status">
          {say.found(count)}
        </p>
      </search>
      {count === 0 && (
        <EmptyState title={say.noneTitle}>
          <Button onClick={() => find('')}>{say.reset}</Button>
        </EmptyState>
      )}
      <nav aria-label={say.events} className={styles.groups}>
        {groups.map(group => (
          <section key={group.name}>
            <h2 className={styles.groupName}>{group.name}</h2>
            <ul>
              {group.eventTypes.map(({ name, title, deprecated }) => (
                <li key={name}>
                  <Link
                    href={`/events/${encodeURIComponent(name)}${query}`}
                    aria-current={name === current ? 'page' : undefined}
                    className={styles.eventLink}
                  >
                    {textIn(title, language)}
                    {deprecated && <Badge>{say.deprecated}</Badge>}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </div>
  );
}
