import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Field } from '../ui/field.tsx';
import type { AuditFilter } from './audit-filter.ts';
import { operationWords } from './operation-words.ts';

const words = defineWords(
  { who: 'Who', operation: 'What', from: 'From', to: 'To', anybody: 'Anybody', anything: 'Anything' },
  { who: 'Кто', operation: 'Что', from: 'С', to: 'По', anybody: 'Кто угодно', anything: 'Что угодно' },
);

export interface Person {
  readonly id: string;
  readonly name: string;
}

interface AuditControlsProps {
  readonly filter: AuditFilter;
  /** Those who may have done something. */
  readonly people: readonly Person[];
  onChange(change: Partial<AuditFilter>): void;
}

/** Narrows the log. */
export function AuditControls({ filter, people, onChange }: AuditControlsProps) {
  const say = useWords(words);
  const operations = useWords(operationWords);
  const choices = Object.entries(operations);
  // What people do, and the service can do too, is one choice: the service writes nothing down of what people do.
  const named = choices.filter(
    ([, name], place) => choices.findIndex(([, other]) => other === name) === place,
  );
  const isNamed = filter.who === '' || people.some(({ id }) => id === filter.who);
  return (
    <>
      <Field label={say.who}>
        {input => (
          <select
            {...input}
            value={filter.who}
            onChange={event => onChange({ who: event.currentTarget.value })}
          >
            <option value="">{say.anybody}</option>
            {!isNamed && <option value={filter.who}>{filter.who}</option>}
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.operation}>
        {input => (
          <select
            {...input}
            value={filter.operation}
            onChange={event => onChange({ operation: event.currentTarget.value })}
          >
            <option value="">{say.anything}</option>
            {named.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(['from', 'to'] as const).map(side => (
        <Field key={side} label={say[side]}>
          {input => (
            <input
              {...input}
              type="date"
              value={filter[side]}
              onChange={event => onChange({ [side]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </>
  );
}
