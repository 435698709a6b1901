import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { AwsCallError } from '../domain/errors.ts';
import { maxDelaySeconds, type Queue, type QueueMessage } from '../domain/ports.ts';
import { maxBatchEntries, type Sqs } from './sqs-client.ts';

/** Message and batch alike, attributes included: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const maxBatchBytes = 1_048_576;

const hopsAttribute = 'hops';
const slotAttribute = 'slot';
const companySlotAttribute = 'companySlot';
const numberType = 'Number';

function attributesOf({ hops, slotAtMs, companySlotAtMs }: QueueMessage): Record<string, number> {
  return {
    [hopsAttribute]: hops,
    ...(slotAtMs === undefined ? {} : { [slotAttribute]: slotAtMs }),
    ...(companySlotAtMs === undefined ? {} : { [companySlotAttribute]: companySlotAtMs }),
  };
}

function bytesOf(message: QueueMessage): number {
  const attributes = Object.entries(attributesOf(message));
  return attributes.reduce(
    (sum, [name, value]) => sum + name.length + numberType.length + String(value).length,
    Buffer.byteLength(message.body),
  );
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

function entryOf(index: number, message: QueueMessage): SendMessageBatchRequestEntry {
  const { body, groupId, delaySeconds } = message;
  const attributes = Object.entries(attributesOf(message));
  return {
    Id: String(index),
    MessageBody: body,
    DelaySeconds: Math.min(maxDelaySeconds, Math.max(0, Math.ceil(delaySeconds))),
    MessageAttributes: Object.fromEntries(
      attributes.map(([name, value]) => [name, { DataType: numberType, StringValue: String(value) }]),
    ),
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
