import styles from './charts.module.css';
import type { PlotArea } from './scale.ts';

interface BarsProps {
  readonly area: PlotArea;
  readonly series: readonly { readonly delivered: number; readonly failed: number }[];
}

const widest = 40;

/** Delivered upon failed, a bar for each interval. */
export function Bars({ area, series }: BarsProps) {
  const width = Math.max(1, Math.min(widest, area.step * 0.72));
  return series.map(({ delivered, failed }, place) => {
    const x = area.x(place) + (area.step - width) / 2;
    const top = area.y(delivered + failed);
    const middle = area.y(failed);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: an interval is its place
      <g key={place}>
        <rect className={styles.good} x={x} y={top} width={width} height={middle - top} />
        <rect className={styles.bad} x={x} y={middle} width={width} height={area.bottom - middle} />
      </g>
    );
  });
}
