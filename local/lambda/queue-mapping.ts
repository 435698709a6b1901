import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueMappingDefinition } from '../cloudformation/run-plan.ts';
import { type FailedMessages, failedMessages } from './batch-response.ts';
import { gatherBatch } from './gather-batch.ts';
import type { Invoker } from './invoker.ts';
import type { InvocationOutcome } from './outcome.ts';
import { sqsEvent } from './sqs-event.ts';

export interface EventSourceMapping {
  /** Receives nothing more; waits for the batches under way. */
  stop(): Promise<void>;
}

export interface QueueMappingOptions {
  readonly mapping: QueueMappingDefinition;
  readonly sqs: SQSClient;
  readonly region: string;
  /** Batches at one time; the mapping's own MaximumConcurrency if that is less. */
  readonly concurrency: number;
  readonly invoker: Invoker;
  log(message: string): void;
}

const afterErrorMs = 1_000;
const deleteAttempts = 3;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
const mostPerDelete = 10;

/**
 * Polls the queue and invokes the function with batches. There is one long poll at a time, which returns as soon as there is
 * a message, so batches run side by side only while messages come faster than the function answers.
 */
export async function startQueueMapping(options: QueueMappingOptions): Promise<EventSourceMapping> {
  const { mapping, sqs } = options;
  const queueName = mapping.queueArn.split(':').at(-1);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
  const concurrency = Math.min(options.concurrency, mapping.maximumConcurrency ?? options.concurrency);
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();

  const receive = async (most: number, waitSeconds: number): Promise<readonly Message[]> => {
    try {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: most,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
        { abortSignal: stopping.signal },
      );
      return Messages ?? [];
    } catch (error) {
      if (stopping.signal.aborted) return [];
      options.log(`cannot receive from ${queueName}: ${error instanceof Error ? error.message : error}`);
      // Ends at once, with an error that means nothing, when the mapping stops.
      await delay(afterErrorMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      return [];
    }
  };

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (batches.size >= concurrency) {
        await Promise.race(batches);
        continue;
      }
      const messages = await gatherBatch(receive, mapping, stopping.signal);
      if (messages.length === 0) continue;
      const batch = runBatch(messages, QueueUrl, options)
        .catch(error => options.log(`batch of ${queueName}: ${error}`))
        .finally(() => batches.delete(batch));
      batches.add(batch);
    }
  };
  const polling = poll();

  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(batches);
    },
  };
}

async function runBatch(
  messages: readonly Message[],
  QueueUrl: string | undefined,
  { mapping, sqs, region, invoker, log }: QueueMappingOptions,
): Promise<void> {
  const messageIds = messages.map(({ MessageId }) => MessageId ?? '');
  const failedIn = (outcome: InvocationOutcome): FailedMessages => {
    if (outcome.kind !== 'ok') return 'all';
    return mapping.reportsItemFailures ? failedMessages(outcome.payload, messageIds) : new Set();
  };
  const outcome = await invoker.invoke({
    functionName: mapping.functionName,
    payload: JSON.stringify(sqsEvent(messages, { arn: mapping.queueArn, region })),
    invocationType: 'RequestResponse',
    describe: result => describeBatch(messages.length, failedIn(result)),
  });
  if (outcome.kind === 'notFound') return log(`there is no function ${mapping.functionName}`);

  // What is not deleted comes back after its visibility timeout.
  const failed = failedIn(outcome);
  if (failed === 'all') return;
  const done = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
  let left = 0;
  for (let start = 0; start < done.length; start += mostPerDelete) {
    left += await deleteGroup(sqs, QueueUrl, done.slice(start, start + mostPerDelete));
  }
  if (left > 0) log(`${left} messages could not be deleted and will come again`);
}

/** @returns how many could not be deleted */
async function deleteGroup(
  sqs: SQSClient,
  QueueUrl: string | undefined,
  messages: readonly Message[],
): Promise<number> {
  let entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  for (let attempt = 1; attempt <= deleteAttempts && entries.length > 0; attempt++) {
    const { Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: entries }));
    const again = new Set(Failed?.map(({ Id }) => Id));
    entries = entries.filter(({ Id }) => again.has(Id));
  }
  return entries.length;
}

function describeBatch(size: number, failed: FailedMessages): string {
  const failures = failed === 'all' ? size : failed.size;
  return `batch of ${size}${failures === 0 ? '' : `, ${failures} failed`}`;
}
