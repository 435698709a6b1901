import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { AwsCallError } from '../domain/errors.ts';
import type { Queue, QueueMessage } from '../domain/ports.ts';
import { maxBatchEntries, type Sqs } from './sqs-client.ts';

/** Message and batch alike, attributes included: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const maxBatchBytes = 1_048_576;
const maxDelaySeconds = 900;

const hopsAttribute = 'hops';
const numberType = 'Number';

function bytesOf({ body, hops }: QueueMessage): number {
  return Buffer.byteLength(body) + hopsAttribute.length + numberType.length + String(hops).length;
}

/** Indexes of messages, in groups that fit into one batch each. */
function batchesOf(messages: readonly QueueMessage[]): number[][] {
  const batches: number[][] = [];
  let batch: number[] = [];
  let batchBytes = 0;
  for (const [index, message] of messages.entries()) {
    const bytes = bytesOf(message);
    if (batch.length === maxBatchEntries || (batch.length > 0 && batchBytes + bytes > maxBatchBytes)) {
      batches.push(batch);
      batch = [];
      batchBytes = 0;
    }
    batch.push(index);
    batchBytes += bytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function entryOf(
  index: number,
  { body, groupId, delaySeconds, hops }: QueueMessage,
): SendMessageBatchRequestEntry {
  return {
    Id: String(index),
    MessageBody: body,
    DelaySeconds: Math.min(maxDelaySeconds, Math.max(0, Math.ceil(delaySeconds))),
    MessageAttributes: { [hopsAttribute]: { DataType: numberType, StringValue: String(hops) } },
    ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
  };
}

/** Queue over SendMessageBatch. */
export class SqsQueue implements Queue {
  readonly #sqs: Sqs;
  readonly #queueUrl: string;

  constructor({ sqs, queueUrl }: { readonly sqs: Sqs; readonly queueUrl: string }) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /** @throws AwsCallError that is not retryable, such as for a missing queue; a passing fault is a flag of false */
  async send(messages: readonly QueueMessage[]): Promise<boolean[]> {
    const isSent = Array<boolean>(messages.length).fill(false);
    await Promise.all(
      batchesOf(messages).map(async indexes => {
        for (const index of await this.#sendBatch(messages, indexes)) isSent[index] = true;
      }),
    );
    return isSent;
  }

  async #sendBatch(messages: readonly QueueMessage[], indexes: readonly number[]): Promise<number[]> {
    const entries = indexes.flatMap(index => {
      const message = messages[index];
      return message === undefined ? [] : [entryOf(index, message)];
    });
    try {
      const { Successful = [] } = await this.#sqs.sendMessageBatch({
        QueueUrl: this.#queueUrl,
        Entries: entries,
      });
      return Successful.map(({ Id }) => Number(Id));
    } catch (error) {
      if (error instanceof AwsCallError && error.retryable) return [];
      throw error;
    }
  }
}
