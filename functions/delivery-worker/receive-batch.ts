import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { maxTimeoutSeconds } from '../domain/webhook.ts';
import type { BatchSource } from './batch-source.ts';
import { BatchWork } from './batch-work.ts';
import type { InstanceDependencies, WorkerDependencies } from './dependencies.ts';
import { toReceivedMessage } from './received-message.ts';
import { removeAcked, workOnMore } from './take-more.ts';

/** So long before the function's end every call is over. */
const callMarginMs = 2000;
/** So long before the function's end what has succeeded is written, whoever is still out. */
const closeMarginMs = 1500;
/** So long before the function's end the answer is given: a timeout would repeat the whole batch. */
const answerMarginMs = 500;
/** Statistics are written only while there is so much time: what is not written now is later. */
const statisticsMarginMs = 2500;
/** A batch of so many is as large as SQS gives one: more wait. */
const fullBatch = 10;

/**
 * Works on all messages of a batch at once. Each is acknowledged or comes again by itself, as its own outcome says.
 * @param remainingMs how long the function may still run
 */
export async function receiveBatch(
  instance: InstanceDependencies,
  { Records }: SQSEvent,
  remainingMs: number,
): Promise<SQSBatchResponse> {
  const statisticsUntilMs = instance.now() + remainingMs - statisticsMarginMs;
  // A batch comes from one event source mapping, and that from one queue.
  const deps = dependenciesOf(instance, Records[0]?.eventSourceARN ?? '', remainingMs);
  const brought = new BatchWork(deps, Records.map(toReceivedMessage));
  const works = [brought];
  await beforeTheEnd(deps, works, remainingMs, workOnMore(deps, works));
  const open = works.filter(work => work.open > 0);
  if (open.length > 0) {
    const count = open.reduce((sum, work) => sum + work.open, 0);
    deps.log.warn('messages were left for later: the time of the function is over', { count });
    await Promise.all(open.filter(work => work !== brought).map(work => removeAcked(deps, work)));
  }
  if (deps.now() < statisticsUntilMs) await deps.statistics.flush(Records.length >= fullBatch);
  return { batchItemFailures: brought.left.map(({ id }) => ({ itemIdentifier: id })) };
}

function dependenciesOf(
  instance: InstanceDependencies,
  queueArn: string,
  remainingMs: number,
): WorkerDependencies {
  const source = instance.sourceOf(queueArn);
  const longestCallMs = Math.max(0, remainingMs - callMarginMs);
  const callsEndAtMs = instance.now() + longestCallMs;
  const takesUntilMs = callsEndAtMs - callTimeMs(source, instance.requestTimeoutMs);
  return {
    ...instance,
    messages: instance.messagesOf(queueArn),
    more: instance.moreOf(queueArn),
    queue: source === 'slow' ? instance.slowQueue : instance.queue,
    batch: { source, longestCallMs, callsEndAtMs, takesUntilMs },
  };
}

/** What is taken must have time for its call. Beside a message that came alone nothing is taken. */
function callTimeMs(source: BatchSource, requestTimeoutMs: number): number {
  if (source === 'isolation') return Number.POSITIVE_INFINITY;
  return source === 'slow' ? maxTimeoutSeconds * 1000 : requestTimeoutMs;
}

function beforeTheEnd(
  { after }: Pick<WorkerDependencies, 'after'>,
  works: readonly BatchWork[],
  remainingMs: number,
  work: Promise<unknown>,
): Promise<void> {
  return new Promise(resolve => {
    let cancel = after(Math.max(0, remainingMs - closeMarginMs), () => {
      for (const one of works) one.close();
      cancel = after(closeMarginMs - answerMarginMs, resolve);
    });
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}
