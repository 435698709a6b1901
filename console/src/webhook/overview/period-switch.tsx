import { useSearchParams } from 'wouter';
import { useWords } from '../../language/language.tsx';
import styles from './overview.module.css';
import { type Period, periods } from './periods.ts';
import { statisticsWords } from './statistics-words.ts';

/** How far back one looks; it stands in the address. */
export function PeriodSwitch({ period }: { readonly period: Period }) {
  const say = useWords(statisticsWords);
  const [, setAddress] = useSearchParams();
  return (
    <fieldset className={styles.periods}>
      <legend className="visually-hidden">{say.period}</legend>
      {periods.map(one => (
        <label key={one} className={styles.period}>
          <input
            type="radio"
            name="period"
            checked={one === period}
            onChange={() => setAddress({ period: one }, { replace: true })}
          />
          {say.periods[one]}
        </label>
      ))}
    </fieldset>
  );
}
