import { expect, test } from 'vitest';
import {
  type AsynchronousOutcome,
  invokeFunction,
} from '../../../local/emulators/eventbridge/function-target.ts';

const target = {
  Id: 'function',
  Arn: 'arn:aws:lambda:eu-central-1:123456789012:function:worker',
  RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
};

/** Tries a function that answers so, one after the other; says what came of it and how long it waited between. */
async function tryFunction(
  outcomes: Iterable<AsynchronousOutcome>,
  of: Parameters<typeof invokeFunction>[1],
) {
  const waitsMs: number[] = [];
  const rest = outcomes[Symbol.iterator]();
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
  return { failure: await invokeFunction(functions, of, '{}'), waitsMs };
}

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
])('a function that answers %j', async (outcomes, failure, waitsMs) => {
  expect(await tryFunction(outcomes, target)).toEqual({ failure, waitsMs });
});

test('an event is given up when it would be too old at the next attempt', async () => {
  const RetryPolicy = { MaximumEventAgeInSeconds: 60 };
  expect(
    await tryFunction(
      Array.from({ length: 9 }, () => 'throttled' as const),
      { ...target, RetryPolicy },
    ),
  ).toEqual({
    failure: {
      code: 'THROTTLING',
      message: 'The function worker was not invoked: throttled.',
      retryAttempts: 5,
      exhausted: 'MaximumEventAgeInSeconds',
    },
    waitsMs: [1_000, 2_000, 4_000, 8_000, 16_000],
  });
});
