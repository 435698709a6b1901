import type { FunctionPool } from '../lambda/function-pool.ts';
import type { Worker } from '../lambda/worker.ts';
import type { Egress } from './egress.ts';
import type { Faults } from './faults.ts';
import { withWorkerFaults } from './worker-faults.ts';

const hooksUrl = new URL('./worker-hooks.mjs', import.meta.url).href;
const largestSkewMs = 2_000;

/** What is to be loaded into a worker's process, and how that is told what to do. */
export interface WorkerHooks {
  readonly imports: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Faults of Lambda and of what surrounds a function. */
export interface FunctionFaults {
  hooksFor(functionName: string): WorkerHooks;
  aroundWorker(worker: Worker, functionName: string): Worker;
  aroundPool(pool: FunctionPool): FunctionPool;
}

/** @param openPorts where AWS is: reached by the functions whatever becomes of the rest of the network */
export function createFunctionFaults(
  faults: Faults,
  egress: Egress,
  openPorts: readonly number[],
): FunctionFaults {
  return {
    hooksFor(functionName) {
      const environment: Record<string, string> = { FAULT_OPEN_PORTS: openPorts.join(',') };
      if (faults.draws('clock-skew', functionName)) {
        const skewMs = Math.round((faults.random('clock-skew') * 2 - 1) * largestSkewMs);
        faults.count('clock-skew', functionName, `${skewMs} ms`);
        environment.FAULT_CLOCK_SKEW_MS = String(skewMs);
      }
      return { imports: [hooksUrl], environment };
    },
    aroundWorker(worker, functionName) {
      const unsubscribe = egress.subscribe(isDown => worker.tell({ egress: isDown ? 'down' : 'up' }));
      void worker.ended.then(unsubscribe);
      return withWorkerFaults(worker, functionName, faults);
    },
    aroundPool: pool => ({
      ...pool,
      async invoke(requestId, payload) {
        const { name } = pool.definition;
        if (faults.strikes('invocation-throttle', name, requestId)) return { kind: 'throttled' };
        return pool.invoke(requestId, payload);
      },
    }),
  };
}
