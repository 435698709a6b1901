import { expect, it } from 'vitest';
import { inTurn } from '../../../console/src/ui/row-reads.ts';

/** Work that ends when it is told to. */
function startable(run: ReturnType<typeof inTurn>, count: number) {
  const begun: number[] = [];
  const ends = Array.from({ length: count }, () => Promise.withResolvers<string>());
  const results = ends.map(({ promise }, number) =>
    run(() => {
      begun.push(number);
      return promise;
    }),
  );
  return { begun, ends, results };
}

/** Until everything that is due has happened. */
const settled = () => new Promise(resolve => setImmediate(resolve));

it('runs at most so many at once, in order, and goes on after one that fails', async () => {
  const { begun, ends, results } = startable(inTurn(2), 4);
  await settled();
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error('no'));
  await expect(results[1]).rejects.toThrow('no');
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.resolve('first');
  expect(await results[0]).toBe('first');
  ends[2]?.resolve('third');
  await settled();
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[3]?.resolve('last');
  expect(await results[3]).toBe('last');
});

it('has its places back when nothing waits', async () => {
  const run = inTurn(1);
  expect(await run(async () => 'one')).toBe('one');
  expect(await run(async () => 'two')).toBe('two');
});
