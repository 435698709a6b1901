import type { EventType } from '../../../client/api/client.ts';
import { titleOf } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';
import type { Company } from '../names/names.ts';
import { Field } from '../ui/field.tsx';
import { type ListFilter, placeKey, statusGroups } from './list-filter.ts';
import styles from './webhooks-page.module.css';

const words = defineNounWords(
  ({ project: [project] }) => ({
    search: 'Search',
    searchHint: 'Name, address or words',
    status: 'Status',
    event: 'Event',
    project: capitalized(project),
    any: 'Any',
    groups: { working: 'Working', trouble: 'With trouble', paused: 'Paused', stopped: 'Stopped' },
  }),
  ({ project: { nominative } }) => ({
    search: 'Поиск',
    searchHint: 'Название, адрес или слова',
    status: 'Статус',
    event: 'Событие',
    project: capitalized(nominative[0]),
    any: 'Все',
    groups: { working: 'Работают', trouble: 'С проблемами', paused: 'На паузе', stopped: 'Остановлены' },
  }),
);

interface ListControlsProps {
  readonly filter: ListFilter;
  readonly eventTypes: readonly EventType[];
  readonly companies: readonly Company[];
  onChange(change: Partial<ListFilter>): void;
}

/** Narrows the list. */
export function ListControls({ filter, eventTypes, companies, onChange }: ListControlsProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  return (
    <search className={styles.controls}>
      <Field label={say.search}>
        {input => (
          <input
            {...input}
            type="search"
            placeholder={say.searchHint}
            value={filter.search}
            onChange={event => onChange({ search: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say.status}>
        {input => (
          <select
            {...input}
            value={filter.status}
            onChange={event => onChange({ status: event.currentTarget.value })}
          >
            <option value="">{say.any}</option>
            {statusGroups.map(group => (
              <option key={group} value={group}>
                {say.groups[group]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.event}>
        {input => (
          <select
            {...input}
            value={filter.eventType}
            onChange={event => onChange({ eventType: event.currentTarget.value })}
          >
            <option value="">{say.any}</option>
            {eventTypes.map(({ name }) => (
              <option key={name} value={name}>
                {titleOf(eventTypes, name, language)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.project}>
        {input => (
          <select
            {...input}
            value={filter.project}
            onChange={event => onChange({ project: event.currentTarget.value })}
          >
            <option value="">{say.any}</option>
            {companies.map(company => (
              <optgroup key={company.id} label={company.name}>
                {company.projects.map(({ id, name }) => (
                  <option key={id} value={placeKey(company.id, id)}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
    </search>
  );
}
