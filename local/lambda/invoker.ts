import { randomUUID } from 'node:crypto';
import type { FunctionPool } from './function-pool.ts';
import type { InvocationOutcome } from './outcome.ts';

export interface Invocation {
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  readonly invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  /** What the log line says beside the outcome. */
  readonly describe?: (outcome: InvocationOutcome) => string;
}

export type InvocationAnswer = InvocationOutcome | { readonly kind: 'notFound' };

/** Invokes the functions of the template, by name. */
export interface Invoker {
  invoke(invocation: Invocation): Promise<InvocationAnswer>;
  functionNames(): string[];
  close(): void;
}

export interface InvocationLine {
  readonly functionName: string;
  readonly requestId: string;
  readonly durationMs: number;
  readonly outcome: InvocationOutcome;
  readonly description: string;
}

/** Waits before the second and third attempt of an asynchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const asyncRetryDelaysMs = [60_000, 120_000];
const firstThrottledDelayMs = 1_000;
const longestThrottledDelayMs = 300_000;

export function createInvoker(
  pools: ReadonlyMap<string, FunctionPool>,
  log: (line: InvocationLine) => void,
): Invoker {
  const timers = new Set<NodeJS.Timeout>();

  const invokeNow = async (pool: FunctionPool, invocation: Invocation): Promise<InvocationOutcome> => {
    const requestId = randomUUID();
    const startMs = performance.now();
    const outcome = await pool.invoke(requestId, invocation.payload);
    log({
      functionName: invocation.functionName,
      requestId,
      durationMs: performance.now() - startMs,
      outcome,
      description: invocation.describe?.(outcome) ?? '',
    });
    return outcome;
  };

  const later = (delayMs: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delayMs);
    timers.add(timer);
  };

  const invokeInBackground = async (
    pool: FunctionPool,
    invocation: Invocation,
    errors = 0,
    throttles = 0,
  ): Promise<void> => {
    const outcome = await invokeNow(pool, invocation);
    if (outcome.kind === 'throttled') {
      const delayMs = Math.min(firstThrottledDelayMs * 2 ** throttles, longestThrottledDelayMs);
      later(delayMs, () => void invokeInBackground(pool, invocation, errors, throttles + 1));
    }
    if (outcome.kind === 'functionError') {
      const retries = pool.definition.asyncRetries ?? asyncRetryDelaysMs.length;
      const delayMs = errors < retries ? asyncRetryDelaysMs[errors] : undefined;
      if (delayMs !== undefined) {
        later(delayMs, () => void invokeInBackground(pool, invocation, errors + 1, throttles));
      }
    }
  };

  return {
    async invoke(invocation) {
      const pool = pools.get(invocation.functionName);
      if (pool === undefined) return { kind: 'notFound' };
      if (invocation.invocationType === 'DryRun') return { kind: 'ok', payload: '' };
      if (invocation.invocationType === 'RequestResponse') return invokeNow(pool, invocation);
      void invokeInBackground(pool, invocation);
      return { kind: 'ok', payload: '' };
    },
    functionNames: () => [...pools.keys()],
    close() {
      for (const timer of timers) clearTimeout(timer);
      for (const pool of pools.values()) pool.close();
    },
  };
}
