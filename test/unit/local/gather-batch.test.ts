import type { Message } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { gatherBatch } from '../../../local/lambda/gather-batch.ts';

/** A queue that has got so many more messages by each time. */
function queueOf(arrivals: readonly (readonly [atMs: number, count: number, bytes?: number])[]) {
  let nowMs = 0;
  let taken = 0;
  const asked: [most: number, waitSeconds: number][] = [];
  const arrived = () =>
    arrivals.flatMap(([atMs, count, bytes = 1]) =>
      atMs <= nowMs ? Array.from({ length: count }, (): Message => ({ Body: 'x'.repeat(bytes) })) : [],
    );
  const receive = async (most: number, waitSeconds: number): Promise<readonly Message[]> => {
    asked.push([most, waitSeconds]);
    if (waitSeconds > 0 && arrived().length === taken) nowMs += waitSeconds * 1000;
    const messages = arrived().slice(taken, taken + most);
    taken += messages.length;
    return messages;
  };
  const clock = {
    now: () => nowMs,
    wait: async (ms: number) => {
      nowMs += ms;
    },
  };
  return {
    asked,
    gather: async (batchSize: number, windowMs: number, stopsAtMs = Number.POSITIVE_INFINITY) => {
      const stopping = new AbortController();
      const waits = async (ms: number) => {
        await clock.wait(ms);
        if (nowMs >= stopsAtMs) stopping.abort();
      };
      const batch = await gatherBatch(receive, { batchSize, windowMs }, stopping.signal, {
        ...clock,
        wait: waits,
      });
      return [batch.length, nowMs];
    },
  };
}

it('without a window takes what the first receive brings', async () => {
  const { asked, gather } = queueOf([[0, 12]]);
  expect(await gather(10, 0)).toEqual([10, 0]);
  expect(asked).toEqual([[10, 20]]);
});

it('ends when the batch is full', async () => {
  const { asked, gather } = queueOf([
    [0, 15],
    [100, 20],
  ]);
  expect(await gather(24, 1000)).toEqual([24, 100]);
  expect(asked).toEqual([
    [10, 20],
    [10, 0],
    [9, 0],
    [9, 0],
    [9, 0],
  ]);
});

it('ends with the window, which begins at the first message', async () => {
  const { gather } = queueOf([
    [20_000, 1],
    [20_950, 2],
    [21_001, 5],
  ]);
  expect(await gather(100, 1000)).toEqual([3, 21_000]);
});

it('is empty, at once, when nothing came', async () => {
  const { asked, gather } = queueOf([]);
  expect(await gather(100, 1000)).toEqual([0, 20_000]);
  expect(asked).toEqual([[10, 20]]);
});

it('ends when the payload is as large as an invocation takes', async () => {
  const { gather } = queueOf([[0, 100, 700_000]]);
  expect(await gather(100, 1000)).toEqual([10, 0]);
});

it('ends when the run stops', async () => {
  const { gather } = queueOf([[0, 3]]);
  expect(await gather(100, 20_000, 300)).toEqual([3, 300]);
});
