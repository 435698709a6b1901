import { BatchWork } from './batch-work.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { toTakenMessage } from './received-message.ts';

/** Work that has kept the function waiting for so long may go on waiting: the queue does not have to. */
const heldUpMs = 250;
/** Messages worked on at the same time. */
const maxOpen = 100;

/**
 * A batch lasts as long as its slowest call, and as many workers may run as there are allowed to: a few receivers that hang would
 * keep everybody waiting until their calls time out. So a worker that is held up takes more messages from its queue itself.
 * @param works the batch that Lambda brought; what is taken is added
 * @returns when all of them have come to their end
 */
export async function workOnMore(deps: WorkerDependencies, works: BatchWork[]): Promise<void> {
  const { batch, now, log, metrics, more } = deps;
  let mayTake = true;
  for (;;) {
    const open = works.filter(work => work.open > 0);
    const waiting = works.map(work => work.done);
    mayTake &&= now() < batch.takesUntilMs;
    if (open.length === 0 || !mayTake) {
      await Promise.all(waiting);
      return;
    }
    const isHeldUp = open.some(({ startedAtMs }) => now() - startedAtMs >= heldUpMs);
    const isFull = open.reduce((sum, work) => sum + work.open, 0) >= maxOpen;
    if (isHeldUp && !isFull) await take();
    else await someTime(deps, Promise.all(waiting));
  }

  async function take(): Promise<void> {
    try {
      const taken = (await more.receive()).map(toTakenMessage);
      if (taken.length === 0) return;
      metrics.count('MessageTaken', taken.length);
      works.push(new BatchWork(deps, taken, work => removeAcked(deps, work)));
    } catch (error) {
      log.warn('no more messages could be taken', { error });
      mayTake = false;
    }
  }
}

/** Lambda deletes what it brought; what was taken is the worker's to delete. One that cannot be deleted comes again, and is known then. */
export async function removeAcked(
  { more, log }: Pick<WorkerDependencies, 'more' | 'log'>,
  { acked }: BatchWork,
): Promise<void> {
  try {
    await more.remove(acked);
  } catch (error) {
    log.warn('taken messages could not be deleted', { count: acked.length, error });
  }
}

function someTime({ after }: Pick<WorkerDependencies, 'after'>, done: Promise<unknown>): Promise<void> {
  return new Promise(resolve => {
    const cancel = after(heldUpMs, resolve);
    void done.then(() => {
      cancel();
      resolve();
    });
  });
}
