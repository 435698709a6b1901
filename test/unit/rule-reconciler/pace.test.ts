import { expect, it } from 'vitest';
import { pacer } from '../../../functions/rule-reconciler/pace.ts';

it('lets one second of calls through at once, then as many as the rate allows', async () => {
  let nowMs = 0;
  const sleeps: number[] = [];
  const pace = pacer(10, {
    now: () => nowMs,
    sleep: async ms => {
      sleeps.push(ms);
      nowMs += ms;
    },
  });
  for (let i = 0; i < 10; i++) await pace(1);
  expect([sleeps, nowMs]).toEqual([[], 0]);
  await pace(1);
  await pace(3);
  expect(sleeps).toEqual([100, 300]);
  nowMs += 60_000;
  await pace(10);
  await pace(1);
  expect(sleeps).toEqual([100, 300, 100]);
});

it('never lets more than twice the rate into a second', async () => {
  let nowMs = 0;
  const madeAtMs: number[] = [];
  const pace = pacer(25, {
    now: () => nowMs,
    sleep: async ms => {
      nowMs += ms;
    },
  });
  for (let i = 0; i < 200; i++) {
    await pace(1);
    madeAtMs.push(nowMs);
  }
  const most = Math.max(
    ...madeAtMs.map(start => madeAtMs.filter(at => at >= start && at < start + 1_000).length),
  );
  expect([most, nowMs]).toEqual([49, 7_000]);
});
