import { expect, it } from 'vitest';
import { seededRandom } from '../../../../local/faults/seeded-random.ts';

function numbers(seed: string, count: number): number[] {
  const next = seededRandom(seed);
  return Array.from({ length: count }, next);
}

it('gives the same numbers for the same seed, others for another', () => {
  expect(numbers('a', 1000)).toEqual(numbers('a', 1000));
  expect(numbers('a', 5)).not.toEqual(numbers('b', 5));
});

it('stays the same from version to version, so that an old seed can be replayed', () => {
  expect(numbers('seed', 3)).toEqual([0.8039102365728468, 0.5325196874327958, 0.05684020044282079]);
});

it('is spread evenly over [0, 1)', () => {
  const tenths = new Array<number>(10).fill(0);
  for (const number of numbers('spread', 10_000))
    tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
  expect(tenths).toHaveLength(10);
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(120);
});
