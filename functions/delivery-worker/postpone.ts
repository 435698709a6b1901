import type { CallSlots } from '../domain/call-pace.ts';
import { type Log, maxDelaySeconds, type Queue, type QueueMessage } from '../domain/ports.ts';
import type { WorkerDependencies } from './dependencies.ts';
import { ack, comeAgain, type Outcome } from './outcome.ts';
import { maxReceiveCount, type ReceivedMessage } from './received-message.ts';

/** SQS hides a message no longer than this from its receive on. */
const maxHideSeconds = 43_200;
/** Our own faults are tried again at least once a minute while receives last. */
const maxBackOffSeconds = 60;

type PostponeDependencies = Pick<WorkerDependencies, 'messages' | 'queue' | 'log' | 'retryDelaysMs'>;

async function tryToHide(
  { messages, log }: Pick<WorkerDependencies, 'messages' | 'log'>,
  message: ReceivedMessage,
  seconds: number,
): Promise<void> {
  try {
    await messages.hide([{ receiptHandle: message.receiptHandle, seconds }]);
  } catch (error) {
    // It comes back when the queue's visibility timeout ends: later than wished, nothing is lost.
    log.warn('a message could not be hidden', { messageId: message.id, error });
  }
}

/** @returns whether a message of the same content is in the queue, so that this one may go */
export async function tryToSend(
  { queue, log }: { queue: Queue; log: Log },
  message: ReceivedMessage,
  {
    webhookId,
    ...fresh
  }: Pick<QueueMessage, 'delaySeconds' | 'hops' | keyof CallSlots> & { webhookId: string },
): Promise<boolean> {
  const { body, groupId = webhookId } = message;
  try {
    const [isTaken] = await queue.send([{ body, groupId, ...fresh }]);
    return isTaken === true;
  } catch (error) {
    log.warn('a fresh message could not be sent', { messageId: message.id, error });
    return false;
  }
}

/**
 * The delivery goes on after `waitMs`, and that is recorded. A message with receives left is hidden so long; else a
 * fresh one takes its place, because receives run out sooner than attempts when functions are throttled or crash.
 */
export async function postpone(
  deps: PostponeDependencies,
  message: ReceivedMessage,
  webhookId: string,
  waitMs: number,
): Promise<Outcome> {
  const seconds = Math.max(0, Math.ceil(waitMs / 1000));
  if (message.receives >= maxReceiveCount) {
    const delaySeconds = Math.min(maxDelaySeconds, seconds);
    if (await tryToSend(deps, message, { webhookId, delaySeconds, hops: 0 })) return ack;
  }
  await tryToHide(deps, message, Math.min(maxHideSeconds, seconds));
  return comeAgain;
}

/** Something of ours went wrong: the message comes again after a growing wait, and after five receives is set aside by SQS. */
export async function backOff(deps: PostponeDependencies, message: ReceivedMessage): Promise<Outcome> {
  const firstSeconds = (deps.retryDelaysMs[0] ?? 0) / 1000;
  const seconds = Math.ceil(firstSeconds * 2 ** (message.receives - 1));
  await tryToHide(deps, message, Math.min(maxBackOffSeconds, Math.max(1, seconds)));
  return comeAgain;
}
