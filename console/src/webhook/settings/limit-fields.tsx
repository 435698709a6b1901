import { useLanguage, useWords } from '../../language/language.tsx';
import { faultAt } from '../../problems/faults.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { limitWords } from './limit-words.ts';
import { isWithin, limits } from './limits.ts';
import styles from './settings.module.css';
import type { FieldsProps } from './setup-fields.tsx';

export function LimitFields({ form, faults, onChange }: FieldsProps) {
  const say = useWords(limitWords);
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(language).format;
  return (
    <Card title={say.title}>
      <p className={styles.lead}>{say.lead}</p>
      <div className={styles.pair}>
        {limits.map(limit => {
          const { name, least, most, isWhole } = limit;
          const text = form.limits[name];
          const wrong = isWithin(limit, text)
            ? undefined
            : say.outOfRange(number(least), number(most), isWhole);
          return (
            <Field
              key={name}
              label={say[name]}
              hint={say[`${name}Hint`]}
              error={wrong ?? faultAt(faults, `/options/${name}`)}
            >
              {input => (
                <input
                  {...input}
                  inputMode={isWhole ? 'numeric' : 'decimal'}
                  autoComplete="off"
                  value={text}
                  onChange={event =>
                    onChange({ limits: { ...form.limits, [name]: event.currentTarget.value } })
                  }
                />
              )}
            </Field>
          );
        })}
      </div>
      <Checkbox
        label={say.autoRecover}
        description={say.autoRecoverHint}
        checked={form.autoRecover}
        onChange={autoRecover => onChange({ autoRecover })}
      />
    </Card>
  );
}
