import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Field } from '../../ui/field.tsx';
import styles from './conditions.module.css';

const words = defineWords(
  { count: 'How many', unit: 'Unit', m: 'minutes', h: 'hours', d: 'days' },
  { count: 'Сколько', unit: 'Единица', m: 'минут', h: 'часов', d: 'дней' },
);

const units = ['m', 'h', 'd'] as const;

interface DurationInputProps {
  /** `7d` */
  readonly value: unknown;
  readonly error: string | undefined;
  onChange(value: string): void;
}

export function DurationInput({ value, error, onChange }: DurationInputProps) {
  const say = useWords(words);
  const [, count = '7', unit = 'd'] = /^(\d+)([mhd])$/.exec(String(value)) ?? [];
  return (
    <div className={styles.pair}>
      <Field label={say.count} error={error}>
        {input => (
          <input
            {...input}
            type="number"
            min="1"
            value={count}
            onChange={event => onChange(`${event.currentTarget.value.replace(/\D/g, '') || '1'}${unit}`)}
          />
        )}
      </Field>
      <Field label={say.unit}>
        {input => (
          <select
            {...input}
            value={unit}
            onChange={event => onChange(`${count}${event.currentTarget.value}`)}
          >
            {units.map(one => (
              <option key={one} value={one}>
                {say[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
