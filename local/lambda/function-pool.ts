import { availableParallelism } from 'node:os';
import type { FunctionDefinition } from '../cloudformation/run-plan.ts';
import type { InvocationOutcome } from './outcome.ts';
import type { Worker } from './worker.ts';

/** Instances of one function, started when they are needed. */
export interface FunctionPool {
  readonly definition: FunctionDefinition;
  readonly concurrency: number;
  /** The function's instances may be invoked from now on; this one is started before it is needed, and kept. */
  warm(): Promise<void>;
  invoke(requestId: string, payload: string): Promise<InvocationOutcome>;
  close(): void;
}

export interface FunctionPoolOptions {
  readonly definition: FunctionDefinition;
  /** Instances at one time; beyond it, invocations are throttled. */
  readonly concurrency: number;
  startWorker(onExit: () => void): Worker;
}

/** An instance is usually free again sooner than a new one has started, so a new one waits this long. */
const spawnDelayMs = 25;

/** More starts side by side would take the processor from the instances that are at work. */
const startsAtOnce = Math.max(1, availableParallelism() - 1);

/** An instance that nobody has needed for so long ends, but for the one that is kept warm. */
const idleMs = 60_000;

interface Waiting {
  readonly give: (worker: Worker) => void;
}

export function createFunctionPool(options: FunctionPoolOptions): FunctionPool {
  const { definition, concurrency } = options;
  const idle: { worker: Worker; sinceMs: number }[] = [];
  const all = new Set<Worker>();
  const waiting: Waiting[] = [];
  let starting = 0;
  let keep = 0;
  let running = 0;
  let closed = false;

  const hand = (worker: Worker): void => {
    if (closed || !worker.alive) return;
    const next = waiting.shift();
    if (next !== undefined) next.give(worker);
    else idle.push({ worker, sinceMs: performance.now() });
  };

  const start = (): Worker => {
    const worker = options.startWorker(() => {
      all.delete(worker);
      const index = idle.findIndex(entry => entry.worker === worker);
      if (index >= 0) idle.splice(index, 1);
      // Its place is free now.
      spawnForWaiting();
    });
    all.add(worker);
    return worker;
  };

  const spawnForWaiting = (): void => {
    if (closed || waiting.length <= starting || starting >= startsAtOnce || all.size >= concurrency) return;
    const worker = start();
    starting += 1;
    void worker.ready.then(() => {
      starting -= 1;
      // A worker that could not start is handed over all the same: its invocation tells why.
      if (worker.alive) hand(worker);
      else waiting.shift()?.give(worker);
      spawnForWaiting();
    });
  };

  const acquire = (): Promise<Worker> => {
    for (let entry = idle.pop(); entry !== undefined; entry = idle.pop()) {
      if (entry.worker.alive) return Promise.resolve(entry.worker);
    }
    return new Promise(resolve => {
      waiting.push({ give: resolve });
      if (all.size === 0) spawnForWaiting();
      else setTimeout(spawnForWaiting, spawnDelayMs);
    });
  };

  const reaper = setInterval(() => {
    const beforeMs = performance.now() - idleMs;
    // The longest idle stand first.
    while (idle.length > 0 && all.size > keep && (idle[0]?.sinceMs ?? 0) < beforeMs) {
      idle.shift()?.worker.kill();
    }
  }, idleMs / 4);
  reaper.unref();

  return {
    definition,
    concurrency,
    async warm() {
      keep = 1;
      if (all.size > 0 || closed) return;
      const worker = start();
      await worker.ready;
      hand(worker);
    },
    async invoke(requestId, payload) {
      if (closed || running >= concurrency) return { kind: 'throttled' };
      running += 1;
      try {
        const worker = await acquire();
        const outcome = await worker.invoke(requestId, payload);
        hand(worker);
        return outcome;
      } finally {
        running -= 1;
      }
    },
    close() {
      closed = true;
      clearInterval(reaper);
      for (const worker of all) worker.kill();
    },
  };
}
