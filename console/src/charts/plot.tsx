import { type ReactNode, useState } from 'react';
import styles from './charts.module.css';
import { labelledPlaces, type PlotArea, plotArea } from './scale.ts';
import { useWidth } from './use-width.ts';

interface PlotProps {
  /** From 0 on; the last one is the upper end. */
  readonly ticks: readonly number[];
  readonly tickText: (value: number) => string;
  /** What the values are, and what the intervals. */
  readonly axes: { readonly y: string; readonly x: string };
  /** Of each interval: below it, and of what is in it, while one points at it. */
  readonly intervals: readonly { readonly label: string; readonly readout: string }[];
  readonly children: (area: PlotArea) => ReactNode;
}

const height = 176;
const labelWidth = 64;
/** Of one digit in the font of the axes, about, in pixels. */
const digitWidth = 7.5;

/** Axes over time, and what one points at in words. */
export function Plot({ ticks, tickText, axes, intervals, children }: PlotProps) {
  const [drawing, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const longest = Math.max(...ticks.map(tick => tickText(tick).length));
  const area = plotArea({
    width,
    height,
    places: intervals.length,
    most: ticks.at(-1) ?? 1,
    left: longest * digitWidth + 12,
  });
  return (
    <div ref={drawing} className={styles.plot}>
      <p className={styles.readout}>
        {pointed === undefined ? axes.y : (intervals[pointed]?.readout ?? axes.y)}
      </p>
      <svg
        width={width}
        height={height}
        aria-hidden="true"
        onPointerMove={({ clientX, currentTarget }) => {
          const at = clientX - currentTarget.getBoundingClientRect().left - area.left;
          const place = Math.floor(at / area.step);
          setPointed(place >= 0 && place < intervals.length ? place : undefined);
        }}
        onPointerLeave={() => setPointed(undefined)}
      >
        {ticks.map(tick => (
          <g key={tick}>
            <line
              className={styles.grid}
              x1={area.left}
              x2={area.right}
              y1={area.y(tick)}
              y2={area.y(tick)}
            />
            <text className={styles.axis} x={area.left - 8} y={area.y(tick) + 4} textAnchor="end">
              {tickText(tick)}
            </text>
          </g>
        ))}
        {pointed !== undefined && (
          <rect
            className={styles.pointed}
            x={area.x(pointed)}
            y={area.top}
            width={area.step}
            height={area.bottom - area.top}
          />
        )}
        {children(area)}
        <TimeLabels area={area} labels={intervals.map(({ label }) => label)} />
      </svg>
      <p className={styles.axisName}>{axes.x}</p>
    </div>
  );
}

function TimeLabels({ area, labels }: { readonly area: PlotArea; readonly labels: readonly string[] }) {
  return labelledPlaces(labels.length, area.step, labelWidth).map(place => {
    const middle = area.x(place) + area.step / 2;
    const isAtEnd = middle + labelWidth / 2 > area.right;
    return (
      <text
        key={place}
        className={styles.axis}
        x={isAtEnd ? area.right : middle}
        y={area.bottom + 18}
        textAnchor={isAtEnd ? 'end' : 'middle'}
      >
        {labels[place]}
      </text>
    );
  });
}
