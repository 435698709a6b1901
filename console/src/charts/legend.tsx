import styles from './charts.module.css';

export type Mark = 'good' | 'bad' | 'line' | 'dashedLine';

/** Which mark stands for what. */
export function Legend({
  items,
}: {
  readonly items: readonly { readonly mark: Mark; readonly label: string }[];
}) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {items.map(({ mark, label }) => (
        <li key={mark}>
          <svg width="16" height="12" aria-hidden="true">
            {mark === 'good' || mark === 'bad' ? (
              <rect className={styles[mark]} x="2" width="12" height="12" rx="2" />
            ) : (
              <line className={styles[mark]} x1="0" x2="16" y1="6" y2="6" />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
