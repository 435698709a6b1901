import { afterEach, expect, it, vi } from 'vitest';
import type { FunctionPool } from '../../../local/lambda/function-pool.ts';
import { createInvoker } from '../../../local/lambda/invoker.ts';
import { functionError } from '../../../local/lambda/outcome.ts';

afterEach(() => {
  vi.useRealTimers();
});

function failingPool(asyncRetries?: number): { pool: FunctionPool; invocations: () => number } {
  let invocations = 0;
  const pool: FunctionPool = {
    definition: {
      name: 'f',
      arn: 'arn',
      roleArn: 'role',
      codePath: '/bundle',
      handler: 'index.handler',
      timeoutMs: 1_000,
      memoryMb: 128,
      environment: {},
      concurrency: undefined,
      ...(asyncRetries === undefined ? {} : { asyncRetries }),
    },
    concurrency: 1,
    warm: async () => {},
    invoke: async () => {
      invocations += 1;
      return functionError('Error', 'always');
    },
    close: () => {},
  };
  return { pool, invocations: () => invocations };
}

it.each([
  { asyncRetries: 0, attempts: 1 },
  { asyncRetries: 1, attempts: 2 },
  { asyncRetries: 2, attempts: 3 },
  { asyncRetries: undefined, attempts: 3 },
])(
  'an asynchronous invocation that fails is tried $attempts times with MaximumRetryAttempts $asyncRetries',
  async ({ asyncRetries, attempts }) => {
    vi.useFakeTimers();
    const { pool, invocations } = failingPool(asyncRetries);
    const invoker = createInvoker(new Map([['f', pool]]), () => {});
    await invoker.invoke({ functionName: 'f', payload: '{}', invocationType: 'Event' });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(invocations()).toBe(attempts);
    invoker.close();
  },
);
