/**
 * Round numbers from 0 on, the last one at least `most`: for an axis.
 * @param steps how many there are about
 * @param leastStep 1 where there is nothing between whole numbers
 */
export function ticksTo(most: number, { steps = 4, leastStep = 0 } = {}): readonly number[] {
  const wished = Math.max(most / steps, leastStep, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(wished));
  // Of 0.1 and the like a product has more digits than it should: 3 * 0.1 is 0.30000000000000004.
  const exact = (value: number) => Number(value.toPrecision(12));
  const step = [1, 2, 5, 10].map(times => exact(times * power)).find(size => size >= wished) ?? wished;
  const count = Math.max(1, Math.ceil(exact(most / step)));
  return Array.from({ length: count + 1 }, (_, place) => exact(place * step));
}

/** Of a drawing, in pixels. */
export interface PlotArea {
  /** Of one interval. */
  readonly step: number;
  /** Where a value is, from the top. */
  y(value: number): number;
  /** Where an interval begins, from the left. */
  x(place: number): number;
  /** Upper and lower end. */
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const margin = { top: 8, right: 8, bottom: 24 } as const;

interface PlotSize {
  readonly width: number;
  readonly height: number;
  /** How many intervals there are. */
  readonly places: number;
  /** The value at the upper end. */
  readonly most: number;
  /** Room for the labels of the values, in pixels. */
  readonly left: number;
}

export function plotArea({ width, height, places, most, left }: PlotSize): PlotArea {
  const { top } = margin;
  const right = Math.max(width - margin.right, left);
  const bottom = height - margin.bottom;
  const step = (right - left) / Math.max(1, places);
  return {
    step,
    y: value => bottom - (value / most) * (bottom - top),
    x: place => left + place * step,
    top,
    bottom,
    left,
    right,
  };
}

/** Which intervals are labelled, so that labels have room: every n-th, the last one among them. */
export function labelledPlaces(places: number, step: number, labelWidth: number): readonly number[] {
  const every = Math.max(1, Math.ceil(labelWidth / Math.max(step, 0.01)));
  return Array.from({ length: places }, (_, place) => place).filter(
    place => (places - 1 - place) % every === 0,
  );
}

/** Runs of neighbours that have a value: where there is none, a line breaks off. */
export function runsOf(
  values: readonly (number | null)[],
): readonly (readonly { readonly place: number; readonly value: number }[])[] {
  const runs: { place: number; value: number }[][] = [];
  for (const [place, value] of values.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1)?.place === place - 1) last.push({ place, value });
    else runs.push([{ place, value }]);
  }
  return runs;
}
