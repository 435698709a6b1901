import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './conditions.module.css';
import type { ValueInputProps } from './value-input.tsx';

const words = defineWords(
  { values: 'Values', hint: 'One in each line' },
  { values: 'Значения', hint: 'По одному в строке' },
);

/** A number where the field has numbers. */
const read = (text: string, isNumber: boolean): string | number =>
  isNumber && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

/** Several values: chosen from what has names, or written one below the other. */
export function SeveralInput({ field, value, known, error, onChange }: ValueInputProps) {
  const say = useWords(words);
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  if (known.some(({ value, label }) => value !== label)) {
    return (
      <fieldset className={styles.several}>
        <legend>{say.values}</legend>
        {known.map(one => (
          <Checkbox
            key={one.value}
            label={one.label}
            checked={values.includes(one.value)}
            onChange={wanted =>
              onChange(wanted ? [...values, one.value] : values.filter(other => other !== one.value))
            }
          />
        ))}
        {error !== undefined && <p className={styles.error}>{error}</p>}
      </fieldset>
    );
  }
  return (
    <Field label={say.values} hint={say.hint} error={error}>
      {input => (
        <textarea
          {...input}
          rows={3}
          value={values.join('\n')}
          onChange={event => {
            const lines = event.currentTarget.value.split('\n');
            onChange(lines.map(line => read(line, field.type === 'number')));
          }}
          onBlur={() => onChange(values.filter(one => one !== ''))}
        />
      )}
    </Field>
  );
}
