import styles from './charts.module.css';

export interface HorizontalBar {
  readonly key: string;
  readonly label: string;
  /** The number in words: `12 calls`. */
  readonly text: string;
  readonly parts: readonly { readonly mark: 'good' | 'bad'; readonly value: number }[];
}

/** One bar a row, as long as its value. */
export function HorizontalBars({ bars }: { readonly bars: readonly HorizontalBar[] }) {
  const most = Math.max(1, ...bars.map(sumOf));
  return (
    <ul className={styles.rows}>
      {bars.map(bar => (
        <li key={bar.key} className={styles.barRow}>
          <span className={styles.barLabel}>{bar.label}</span>
          <span className={styles.barText}>{bar.text}</span>
          <svg
            className={styles.barTrack}
            viewBox={`0 0 ${most} 1`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {bar.parts.map(({ mark, value }, place) => (
              <rect
                key={mark}
                className={styles[mark]}
                x={bar.parts.slice(0, place).reduce((sum, part) => sum + part.value, 0)}
                width={value}
                height="1"
              />
            ))}
          </svg>
        </li>
      ))}
    </ul>
  );
}

const sumOf = ({ parts }: HorizontalBar): number => parts.reduce((sum, { value }) => sum + value, 0);
