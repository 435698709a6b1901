import { expect, test } from 'vitest';
import {
  type AsynchronousOutcome,
  invokeFunction,
} from '../../../local/emulators/eventbridge/function-target.ts';

const target = {
  Id: 'function',
  Arn: 'arn:aws:lambda:eu-central-1:123456789012:function:worker',
  RetryPolicy: { MaximumRetryAttempts: 3 },
};

test.each<[readonly AsynchronousOutcome[], object | undefined, readonly number[]]>([
  [['accepted'], undefined, []],
  [['throttled', 'throttled', 'accepted'], undefined, [1_000, 2_000]],
  [
    ['throttled', 'notFound'],
    { code: 'NO_RESOURCE', message: 'The function worker does not exist.', retryAttempts: 1 },
    [1_000],
  ],
  [
    ['throttled', 'throttled', 'throttled', 'throttled'],
    {
      code: 'THROTTLING',
      message: 'The function worker was not invoked: throttled.',
      retryAttempts: 3,
      exhausted: 'MaximumRetryAttempts',
    },
    [1_000, 2_000, 4_000],
  ],
])('a function that answers %j', async (outcomes, failure, expectedWaitsMs) => {
  const waitsMs: number[] = [];
  const rest = outcomes.values();
  const functions = {
    invoke: async () => rest.next().value ?? 'accepted',
    scheduler: {
      after(delayMs: number, work: () => void) {
        waitsMs.push(delayMs);
        queueMicrotask(work);
        return () => {};
      },
    },
  };
  expect(await invokeFunction(functions, target, '{}')).toEqual(failure);
  expect(waitsMs).toEqual(expectedWaitsMs);
});
