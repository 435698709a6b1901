import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { Worker } from '../lambda/worker.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { Faults } from './faults.ts';

/** Does the work after a time, unless the returned function is called before. */
type After = (delayMs: number, work: () => void) => () => void;

const realAfter: After = (delayMs, work) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

/** The moment of a fault lies within this time of an invocation's start. */
const withinMs = 500;

/** A worker that is killed, or stands still, in the middle of some invocations. */
export function withWorkerFaults(
  worker: Worker,
  functionName: string,
  faults: Faults,
  after = realAfter,
): Worker {
  /** Half of the moments lie in the first 22 ms, so that short invocations meet them too. */
  const momentMs = (kind: FaultKind): number => withinMs ** faults.random(kind);

  const strike = (kind: 'worker-kill' | 'function-timeout', requestId: string): void => {
    if (!worker.alive) return;
    faults.count(kind, functionName, requestId);
    if (kind === 'worker-kill') worker.kill();
    // It does nothing more; the timeout of the invocation kills it.
    else worker.freeze();
  };

  return {
    pid: worker.pid,
    ready: worker.ready,
    ended: worker.ended,
    get alive() {
      return worker.alive;
    },
    async invoke(requestId, payload): Promise<InvocationOutcome> {
      const cancels = (['worker-kill', 'function-timeout'] as const)
        .filter(kind => faults.draws(kind, functionName))
        .map(kind => after(momentMs(kind), () => strike(kind, requestId)));
      try {
        return await worker.invoke(requestId, payload);
      } finally {
        for (const cancel of cancels) cancel();
      }
    },
    tell: message => worker.tell(message),
    freeze: () => worker.freeze(),
    kill: () => worker.kill(),
  };
}
