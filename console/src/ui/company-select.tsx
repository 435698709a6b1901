import { useWords } from '../language/language.tsx';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { Field } from './field.tsx';

const words = defineNounWords(
  ({ company: [company] }) => ({ company: capitalized(company) }),
  ({ company: { nominative } }) => ({ company: capitalized(nominative[0]) }),
);

interface CompanySelectProps {
  readonly companyIds: readonly string[];
  readonly names: Names;
  /** `''` when it is all of them. */
  readonly value: string;
  /** Says that it is all companies; without it, it is one of them. */
  readonly allLabel?: string | undefined;
  onChange(companyId: string): void;
}

/** Which company it is about; nothing where there is only one. */
export function CompanySelect({ companyIds, names, value, allLabel, onChange }: CompanySelectProps) {
  const say = useWords(words);
  if (companyIds.length < 2 && allLabel === undefined) return null;
  return (
    <Field label={say.company}>
      {input => (
        <select {...input} value={value} onChange={event => onChange(event.currentTarget.value)}>
          {allLabel !== undefined && <option value="">{allLabel}</option>}
          {companyIds.map(id => (
            <option key={id} value={id}>
              {names.nameOf('company', id, id)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
