import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const mostPerReceive = 10;
const longPollSeconds = 20;
/** How often an open window looks for more. */
const lookEveryMs = 50;
/** An invocation's payload: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPayloadBytes = 6 * 1024 * 1024;

export interface BatchLimits {
  readonly batchSize: number;
  /** From the first message on; 0: what the first receive brings is the batch. */
  readonly windowMs: number;
}

/** Receives at most so many messages. @param waitSeconds how long it waits for the first */
export type Receive = (most: number, waitSeconds: number) => Promise<readonly Message[]>;

export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number;
  /** Ends early when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const realClock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

/**
 * A batch is whole when it is full, its window is over or its payload is as large as may be, whichever comes first:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 * @param stopping the batch is whole, too, when this is aborted
 */
export async function gatherBatch(
  receive: Receive,
  { batchSize, windowMs }: BatchLimits,
  stopping: AbortSignal,
  clock: Clock = realClock,
): Promise<readonly Message[]> {
  const batch = [...(await receive(Math.min(mostPerReceive, batchSize), longPollSeconds))];
  const endMs = clock.now() + windowMs;
  let bytes = bytesOf(batch);
  while (batch.length > 0 && batch.length < batchSize && bytes < maxPayloadBytes) {
    const leftMs = endMs - clock.now();
    if (leftMs <= 0 || stopping.aborted) break;
    const more = await receive(Math.min(mostPerReceive, batchSize - batch.length), 0);
    batch.push(...more);
    bytes += bytesOf(more);
    if (more.length === 0) await clock.wait(Math.min(lookEveryMs, leftMs), stopping);
  }
  return batch;
}

function bytesOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { Body = '' }) => sum + Buffer.byteLength(Body), 0);
}
