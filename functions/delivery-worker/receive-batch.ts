import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliverOne } from './deliver-one.ts';
import { DeliveredRecords } from './delivered-records.ts';
import type { InstanceDependencies, WorkerDependencies } from './dependencies.ts';
import { backOff } from './postpone.ts';
import { type ReceivedMessage, toReceivedMessage } from './received-message.ts';

/** So long before the function's end every call is over. */
const callMarginMs = 2000;
/** So long before the function's end what has succeeded is written, whoever is still out. */
const closeMarginMs = 1500;
/** So long before the function's end the answer is given: a timeout would repeat the whole batch. */
const answerMarginMs = 500;

/**
 * Works on all messages of a batch at once. Each is acknowledged or comes again by itself, as its own outcome says.
 * @param remainingMs how long the function may still run
 */
export async function receiveBatch(
  instance: InstanceDependencies,
  { Records }: SQSEvent,
  remainingMs: number,
): Promise<SQSBatchResponse> {
  // A batch comes from one event source mapping, and that from one queue.
  const deps = dependenciesOf(instance, Records[0]?.eventSourceARN ?? '', remainingMs);
  const messages = Records.map(toReceivedMessage);
  const delivered = new DeliveredRecords(deps, messages.length);
  const open = new Set(messages);
  const acked = new Set<ReceivedMessage>();
  const work = messages.map(async message => {
    if (await isDone(deps, delivered, message)) acked.add(message);
    open.delete(message);
  });
  await beforeTheEnd(deps, delivered, remainingMs, Promise.all(work));
  if (open.size > 0) {
    deps.log.warn('messages were left for later: the time of the function is over', { count: open.size });
  }
  const left = messages.filter(message => !acked.has(message));
  return { batchItemFailures: left.map(({ id }) => ({ itemIdentifier: id })) };
}

function dependenciesOf(
  instance: InstanceDependencies,
  queueArn: string,
  remainingMs: number,
): WorkerDependencies {
  const source = instance.sourceOf(queueArn);
  const longestCallMs = Math.max(0, remainingMs - callMarginMs);
  return {
    ...instance,
    messages: instance.messagesOf(queueArn),
    queue: source === 'slow' ? instance.slowQueue : instance.queue,
    batch: { source, longestCallMs, callsEndAtMs: instance.now() + longestCallMs },
  };
}

/** @returns whether SQS may delete the message */
async function isDone(
  deps: WorkerDependencies,
  delivered: DeliveredRecords,
  message: ReceivedMessage,
): Promise<boolean> {
  const outcome = await deliverOne(deps, message);
  if (outcome.kind !== 'delivered') {
    delivered.leave();
    return outcome.kind === 'ack';
  }
  if (await delivered.add(outcome.stored)) {
    deps.metrics.count('DeliverySucceeded', 1);
    return true;
  }
  await backOff(deps, message);
  return false;
}

function beforeTheEnd(
  { after }: Pick<WorkerDependencies, 'after'>,
  delivered: DeliveredRecords,
  remainingMs: number,
  work: Promise<unknown>,
): Promise<void> {
  return new Promise(resolve => {
    let cancel = after(Math.max(0, remainingMs - closeMarginMs), () => {
      delivered.close();
      cancel = after(closeMarginMs - answerMarginMs, resolve);
    });
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}
