import styles from './charts.module.css';

interface SparklineProps {
  readonly series: readonly { readonly delivered: number; readonly failed: number }[];
  /** What it shows, in words: it is an image to screen readers. */
  readonly label: string;
}

const height = 28;
const step = 5;

/** Delivered upon failed, a bar for each interval. */
export function Sparkline({ series, label }: SparklineProps) {
  const most = Math.max(1, ...series.map(({ delivered, failed }) => delivered + failed));
  const width = series.length * step;
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
    >
      <title>{label}</title>
      {series.map(({ delivered, failed }, place) => {
        const bad = (failed / most) * height;
        const good = (delivered / most) * height;
        const x = place * step;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an interval is its place
          <g key={place}>
            <rect className={styles.ground} x={x} y={height - 1} width={step - 1} height={1} />
            <rect className={styles.good} x={x} y={height - bad - good} width={step - 1} height={good} />
            <rect className={styles.bad} x={x} y={height - bad} width={step - 1} height={bad} />
          </g>
        );
      })}
    </svg>
  );
}
