import { useId } from 'react';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Field, type FieldInput } from '../../ui/field.tsx';
import type { ValueForm } from './condition-operators.ts';
import styles from './conditions.module.css';
import { DurationInput } from './duration-input.tsx';
import type { KnownValue } from './known-values.ts';
import type { EventField, FieldType } from './schema-fields.ts';
import { SeveralInput } from './several-input.tsx';

const words = defineWords(
  { value: 'Value', from: 'From', to: 'To', yes: 'yes', no: 'no', date: 'Date', choose: 'Choose…' },
  { value: 'Значение', from: 'От', to: 'До', yes: 'да', no: 'нет', date: 'Дата', choose: 'Выберите…' },
);

export interface ValueInputProps {
  readonly form: ValueForm;
  readonly field: EventField;
  readonly value: unknown;
  readonly known: readonly KnownValue[];
  readonly error: string | undefined;
  onChange(value: unknown): void;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a condition, entered as the operator wants it. */
export function ValueInput(props: ValueInputProps) {
  const say = useWords(words);
  const { form, field, value, known, error, onChange } = props;
  switch (form) {
    case 'none':
      return null;
    case 'several':
    case 'names':
      return <SeveralInput {...props} />;
    case 'duration':
      return <DurationInput value={value} error={error} onChange={onChange} />;
    case 'date':
      return (
        <Field label={say.date} error={error}>
          {input => (
            <input
              {...input}
              type="date"
              value={String(value ?? '').slice(0, 10)}
              onChange={event => onChange(event.currentTarget.value)}
            />
          )}
        </Field>
      );
    case 'range': {
      const [low, high]: readonly unknown[] = Array.isArray(value) ? value : [];
      return (
        <div className={styles.pair}>
          <One
            label={say.from}
            type="number"
            value={low}
            known={[]}
            onChange={one => onChange([one, high])}
          />
          <One
            label={say.to}
            type="number"
            value={high}
            known={[]}
            error={error}
            onChange={one => onChange([low, one])}
          />
        </div>
      );
    }
    case 'from-to': {
      const { from, to } = { from: '', to: '', ...(isRecord(value) ? value : {}) };
      return (
        <div className={styles.pair}>
          <One
            label={say.from}
            type={field.type}
            value={from}
            known={known}
            onChange={one => onChange({ from: one, to })}
          />
          <One
            label={say.to}
            type={field.type}
            value={to}
            known={known}
            error={error}
            onChange={one => onChange({ from, to: one })}
          />
        </div>
      );
    }
    case 'one':
      return (
        <One
          label={say.value}
          type={field.type}
          value={value}
          known={known}
          error={error}
          onChange={onChange}
        />
      );
  }
}

interface OneProps {
  readonly label: string;
  readonly type: FieldType;
  readonly value: unknown;
  readonly known: readonly KnownValue[];
  readonly error?: string | undefined;
  onChange(value: unknown): void;
}

function One({ label, type, value, known, error, onChange }: OneProps) {
  return (
    <Field label={label} error={error}>
      {input => <OneInput input={input} type={type} value={value} known={known} onChange={onChange} />}
    </Field>
  );
}

interface OneInputProps extends Pick<OneProps, 'type' | 'value' | 'known' | 'onChange'> {
  readonly input: FieldInput;
}

function OneInput({ input, type, value, known, onChange }: OneInputProps) {
  const say = useWords(words);
  const listId = useId();
  if (type === 'flag') {
    return (
      <select
        {...input}
        value={String(value)}
        onChange={event => onChange(event.currentTarget.value === 'true')}
      >
        <option value="true">{say.yes}</option>
        <option value="false">{say.no}</option>
      </select>
    );
  }
  if (type === 'number') {
    return (
      <input
        {...input}
        type="number"
        step="any"
        value={typeof value === 'number' ? value : ''}
        onChange={event => onChange(event.currentTarget.valueAsNumber || 0)}
      />
    );
  }
  const isNamed = known.some(({ value, label }) => value !== label);
  if (isNamed) {
    const isKnown = known.some(one => one.value === value);
    return (
      <select {...input} value={String(value ?? '')} onChange={event => onChange(event.currentTarget.value)}>
        {!isKnown && <option value={String(value ?? '')}>{value === '' ? say.choose : String(value)}</option>}
        {known.map(one => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        {...input}
        type="text"
        list={listId}
        value={String(value ?? '')}
        onChange={event => onChange(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {known.map(one => (
          <option key={one.value} value={one.value} />
        ))}
      </datalist>
    </>
  );
}
