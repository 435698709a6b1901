import type { WebhookDetails } from '../../../client/api/client.ts';
import { titleOf, useEventTypes } from '../catalog/event-types.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { Field } from '../ui/field.tsx';
import styles from './deliveries-tab.module.css';
import {
  companiesOf,
  type DeliveryFilter,
  deliveryStatuses,
  periods,
  wantedTypes,
} from './delivery-filter.ts';
import { useDraft } from './use-draft.ts';
import { WindowFields } from './window-fields.tsx';

const words = defineNounWords(
  ({ company: [company], record: [record] }) => ({
    status: 'Status',
    event: 'Event',
    time: 'Time',
    company: `${capitalized(company)} of the ${record}`,
    record: `${capitalized(record)} ID`,
    eventId: 'Event ID',
    any: 'Any',
    anyTime: 'Any time',
    statuses: { delivered: 'Delivered', failed: 'Not delivered', held: 'On hold', pending: 'Sending' },
    periods: {
      hour: 'Last hour',
      day: 'Last 24 hours',
      week: 'Last 7 days',
      month: 'Last 30 days',
      between: 'From – to',
    },
  }),
  ({ company, record }) => ({
    status: 'Статус',
    event: 'Событие',
    time: 'Время',
    company: `${capitalized(company.nominative[0])} ${record.genitive[0]}`,
    record: `ID ${record.genitive[0]}`,
    eventId: 'ID события',
    any: 'Все',
    anyTime: 'За всё время',
    statuses: {
      delivered: 'Доставлено',
      failed: 'Не доставлено',
      held: 'Отложено',
      pending: 'Отправляется',
    },
    periods: {
      hour: 'За час',
      day: 'За 24 часа',
      week: 'За 7 дней',
      month: 'За 30 дней',
      between: 'От и до',
    },
  }),
);

interface FilterControlsProps {
  readonly webhook: WebhookDetails;
  readonly filter: DeliveryFilter;
  onChange(change: Partial<DeliveryFilter>): void;
}

/** Narrows the log. */
export function FilterControls({ webhook, filter, onChange }: FilterControlsProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  const { data: eventTypes = [] } = useEventTypes();
  const companyIds = companiesOf(webhook);
  const names = useNames(companyIds);
  const typeNames = wantedTypes(
    webhook,
    eventTypes.map(({ name }) => name),
  );
  const named = typeNames.map(name => ({ id: name, name: titleOf(eventTypes, name, language) }));
  return (
    <search className={styles.controls}>
      <Choice
        label={say.status}
        any={say.any}
        value={filter.status}
        choices={deliveryStatuses.map(id => ({ id, name: say.statuses[id] }))}
        onChange={text => onChange({ status: deliveryStatuses.find(status => status === text) ?? '' })}
      />
      <Choice
        label={say.event}
        any={say.any}
        value={filter.eventType}
        choices={named.toSorted((a, b) => a.name.localeCompare(b.name, language))}
        onChange={eventType => onChange({ eventType })}
      />
      <Choice
        label={say.time}
        any={say.anyTime}
        value={filter.period}
        choices={periods.map(id => ({ id, name: say.periods[id] }))}
        onChange={text => onChange({ period: periods.find(period => period === text) ?? '' })}
      />
      <IdField label={say.record} value={filter.recordId} onChange={recordId => onChange({ recordId })} />
      {filter.recordId !== '' && companyIds.length > 1 && (
        <Choice
          label={say.company}
          value={filter.companyId === '' ? (companyIds[0] ?? '') : filter.companyId}
          choices={names.companies}
          onChange={companyId => onChange({ companyId })}
        />
      )}
      <IdField label={say.eventId} value={filter.eventId} onChange={eventId => onChange({ eventId })} />
      {filter.period === 'between' && (
        <div className={styles.window}>
          <WindowFields window={filter} onChange={onChange} />
        </div>
      )}
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What stands for no choice; without it one has to be made. */
  readonly any?: string;
  readonly value: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  onChange(value: string): void;
}

function Choice({ label, any, value, choices, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {input => (
        <select {...input} value={value} onChange={event => onChange(event.currentTarget.value)}>
          {any !== undefined && <option value="">{any}</option>}
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface IdFieldProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

function IdField({ label, value, onChange }: IdFieldProps) {
  const [text, setText] = useDraft(value, onChange);
  return (
    <Field label={label}>
      {input => (
        <input
          {...input}
          type="search"
          maxLength={256}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
