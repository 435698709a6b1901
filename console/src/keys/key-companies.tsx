import { useId } from 'react';
import { useWords } from '../language/language.tsx';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useSession } from '../session/session.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import styles from './keys-page.module.css';
import { roleWords } from './role-words.ts';

const words = defineNounWords(
  ({ company: [, companies] }) => ({
    companies: capitalized(companies),
    further: `Further ${companies}`,
    furtherHint: 'By id, with commas in between.',
  }),
  ({ company: { nominative } }) => ({
    companies: capitalized(nominative[1]),
    further: `Другие ${nominative[1]}`,
    furtherHint: 'По id, через запятую.',
  }),
);

export interface ChosenCompanies {
  readonly isEvery: boolean;
  readonly ids: readonly string[];
  /** As it was written. */
  readonly further: string;
}

interface KeyCompaniesProps {
  readonly chosen: ChosenCompanies;
  readonly error: string | undefined;
  onChange(chosen: ChosenCompanies): void;
}

/** Whose webhooks a key is for. */
export function KeyCompanies({ chosen, error, onChange }: KeyCompaniesProps) {
  const say = useWords(words);
  const sayRole = useWords(roleWords);
  const { session } = useSession();
  const ids = useCompanyIds();
  const names = useNames(ids);
  const errorId = useId();
  const holdsEvery = session.companies.includes('*');
  return (
    <fieldset aria-describedby={error === undefined ? undefined : errorId}>
      <legend className={styles.legend}>{say.companies}</legend>
      {error !== undefined && (
        <p id={errorId} className={styles.error}>
          {error}
        </p>
      )}
      {holdsEvery && (
        <Checkbox
          label={sayRole.everyCompany}
          checked={chosen.isEvery}
          onChange={isEvery => onChange({ ...chosen, isEvery })}
        />
      )}
      {!chosen.isEvery &&
        ids.map(id => (
          <Checkbox
            key={id}
            label={names.nameOf('company', id, id)}
            checked={chosen.ids.includes(id)}
            onChange={isChosen =>
              onChange({
                ...chosen,
                ids: isChosen ? [...chosen.ids, id] : chosen.ids.filter(one => one !== id),
              })
            }
          />
        ))}
      {holdsEvery && !chosen.isEvery && (
        <Field label={say.further} hint={say.furtherHint}>
          {input => (
            <input
              {...input}
              value={chosen.further}
              autoComplete="off"
              spellCheck={false}
              onChange={event => onChange({ ...chosen, further: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
