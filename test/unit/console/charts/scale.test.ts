import { describe, expect, it } from 'vitest';
import { labelledPlaces, plotArea, runsOf, ticksTo } from '../../../../console/src/charts/scale.ts';

describe('ticks of an axis', () => {
  it.each([
    [0, { leastStep: 1 }, [0, 1]],
    [1, { leastStep: 1 }, [0, 1]],
    [3, { leastStep: 1 }, [0, 1, 2, 3]],
    [13, { leastStep: 1 }, [0, 5, 10, 15]],
    [462, { leastStep: 1 }, [0, 200, 400, 600]],
    [1000, {}, [0, 500, 1000]],
    [0.3, {}, [0, 0.1, 0.2, 0.3]],
  ])('go to %d with %j in round steps', (most, options, ticks) => {
    expect(ticksTo(most, options)).toEqual(ticks);
  });
});

describe('area of a plot', () => {
  const area = plotArea({ width: 258, height: 176, places: 4, most: 10, left: 50 });

  it('divides its width among the intervals', () => {
    expect([area.step, area.x(0), area.x(3), area.right]).toEqual([50, 50, 200, 250]);
  });

  it('has zero at the bottom and the most at the top', () => {
    expect([area.y(0), area.y(5), area.y(10)]).toEqual([152, 80, 8]);
  });

  it('is empty rather than negative before its width is known', () => {
    const { left, right, step } = plotArea({ width: 0, height: 176, places: 4, most: 10, left: 50 });
    expect([left, right, step]).toEqual([50, 50, 0]);
  });
});

describe('labels of intervals', () => {
  it('are all there when they have room', () => {
    expect(labelledPlaces(4, 80, 64)).toEqual([0, 1, 2, 3]);
  });

  it('leave out what has no room, never the last', () => {
    expect(labelledPlaces(24, 30, 64)).toEqual([2, 5, 8, 11, 14, 17, 20, 23]);
  });
});

describe('runs of a line', () => {
  it('break off where there is no value', () => {
    expect(runsOf([null, 1, 2, null, 0, null])).toEqual([
      [
        { place: 1, value: 1 },
        { place: 2, value: 2 },
      ],
      [{ place: 4, value: 0 }],
    ]);
  });
});
