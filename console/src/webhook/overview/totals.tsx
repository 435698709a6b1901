import type { StatisticsSummary } from '../../../../client/api/client.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { countText, durationOrNone, rateText } from './number-text.ts';
import styles from './overview.module.css';
import { statisticsWords } from './statistics-words.ts';

/** The numbers of a whole period. */
export function Totals({ total }: { readonly total: StatisticsSummary }) {
  const say = useWords(statisticsWords);
  const { language } = useLanguage();
  const numbers = [
    [say.delivered, countText(language, total.delivered)],
    [say.failed, countText(language, total.failed)],
    [say.successRate, rateText(language, total.successRate)],
    [say.median, durationOrNone(language, total.p50Ms)],
    [say.slowest, durationOrNone(language, total.p95Ms)],
  ] as const;
  return (
    <dl className={styles.totals}>
      {numbers.map(([label, text]) => (
        <div key={label} className={styles.total}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
