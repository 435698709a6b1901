import styles from './charts.module.css';
import { type PlotArea, runsOf } from './scale.ts';

interface LineProps {
  readonly area: PlotArea;
  readonly values: readonly (number | null)[];
  readonly mark: 'line' | 'dashedLine';
}

/** Values over time; an interval without one is a gap, a lone value is a dot. */
export function Line({ area, values, mark }: LineProps) {
  const x = (place: number) => area.x(place) + area.step / 2;
  return runsOf(values).map(run => {
    const [first] = run;
    if (first === undefined) return null;
    if (run.length === 1) {
      return (
        <circle
          key={first.place}
          className={styles[mark]}
          cx={x(first.place)}
          cy={area.y(first.value)}
          r="3"
        />
      );
    }
    const points = run.map(({ place, value }) => `${x(place)},${area.y(value)}`).join(' ');
    return <polyline key={first.place} className={styles[mark]} points={points} />;
  });
}
