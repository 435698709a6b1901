import { isObject } from '../../event-contract/exact-json.ts';
import type { FunctionCalls, FunctionPlace } from '../function-calls.ts';

export const deadLetterHandler: FunctionPlace = {
  outputName: 'DeadLetterHandlerFunctionName',
  namePart: 'DeadLetterHandler',
};

/** The queues that can be redriven. */
export type QueueName = 'parking' | 'rules';

export function isQueueName(text: string): text is QueueName {
  return text === 'parking' || text === 'rules';
}

/** What became of the messages. */
export interface Redriven {
  readonly sentBack: number;
  readonly dropped: number;
  readonly parked: number;
  /** They are still in the queue. */
  readonly left: number;
}

interface Run extends Redriven {
  readonly isEmpty: boolean;
}

/**
 * Calls the function until the queue is empty, or a call gets nothing done: one call has little time.
 * @throws Error with what the function said, if that was no count
 */
export async function redriveAll(
  calls: FunctionCalls,
  functionName: string,
  queue: QueueName,
): Promise<Redriven> {
  const all = { sentBack: 0, dropped: 0, parked: 0, left: 0 };
  for (;;) {
    const run = await redriveOnce(calls, functionName, queue);
    all.sentBack += run.sentBack;
    all.dropped += run.dropped;
    all.parked += run.parked;
    all.left += run.left;
    const isIdle = run.sentBack + run.dropped + run.parked === 0;
    if (run.isEmpty || isIdle) return all;
  }
}

async function redriveOnce(calls: FunctionCalls, functionName: string, redrive: QueueName): Promise<Run> {
  const { payload, failed } = await calls.invoke(functionName, JSON.stringify({ redrive }));
  if (failed) throw new Error(`${functionName} refused: ${payload}`);
  const answer: unknown = JSON.parse(payload);
  const count = (name: keyof Redriven): number => {
    const value = isObject(answer) ? answer[name] : undefined;
    if (typeof value !== 'number') throw new Error(`${functionName} gave no counts: ${payload}`);
    return value;
  };
  return {
    sentBack: count('sentBack'),
    dropped: count('dropped'),
    parked: count('parked'),
    left: count('left'),
    isEmpty: isObject(answer) && answer.isEmpty === true,
  };
}
