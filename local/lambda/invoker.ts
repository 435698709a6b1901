import { randomUUID } from 'node:crypto';
import type { Store } from '../emulators/store.ts';
import { createAsyncInvocations } from './async-invocations.ts';
import type { FunctionPool } from './function-pool.ts';
import type { InvocationOutcome } from './outcome.ts';
import type { QueueSender } from './queue-sender.ts';

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

export interface InvokerOptions {
  /** Keeps asynchronous invocations until they are over. */
  readonly store: Store;
  readonly sendToQueue: QueueSender;
  onInvocation(line: InvocationLine): void;
  log(message: string): void;
}

export function createInvoker(
  pools: ReadonlyMap<string, FunctionPool>,
  { store, sendToQueue, onInvocation, log }: InvokerOptions,
): Invoker {
  const invokeNow = async (
    pool: FunctionPool,
    { functionName, payload, describe }: Omit<Invocation, 'invocationType'>,
    requestId: string = randomUUID(),
  ): Promise<InvocationOutcome> => {
    const startMs = performance.now();
    const outcome = await pool.invoke(requestId, payload);
    const durationMs = performance.now() - startMs;
    onInvocation({ functionName, requestId, durationMs, outcome, description: describe?.(outcome) ?? '' });
    return outcome;
  };

  const asynchronous = createAsyncInvocations({
    store,
    sendToQueue,
    log,
    definitionOf: name => pools.get(name)?.definition,
    async attempt({ id, functionName, payload }) {
      const pool = pools.get(functionName);
      return pool === undefined ? { kind: 'throttled' } : invokeNow(pool, { functionName, payload }, id);
    },
  });

  return {
    async invoke(invocation) {
      const { functionName, payload, invocationType } = invocation;
      const pool = pools.get(functionName);
      if (pool === undefined) return { kind: 'notFound' };
      if (invocationType === 'RequestResponse') return invokeNow(pool, invocation);
      if (invocationType === 'Event') asynchronous.accept(functionName, payload);
      return { kind: 'ok', payload: '' };
    },
    functionNames: () => [...pools.keys()],
    close() {
      asynchronous.close();
      for (const pool of pools.values()) pool.close();
    },
  };
}
