import type { ChangeMessageVisibilityBatchRequestEntry } from '@aws-sdk/client-sqs';
import { AwsCallError } from '../domain/errors.ts';
import type { ReceivedMessages } from '../domain/ports.ts';
import { maxBatchEntries, type Sqs } from './sqs-client.ts';

const maxSeconds = 43_200;
const maxTries = 3;

/** ReceivedMessages over ChangeMessageVisibilityBatch. */
export class SqsReceivedMessages implements ReceivedMessages {
  readonly #sqs: Sqs;
  readonly #queueUrl: string;

  constructor({ sqs, queueUrl }: { readonly sqs: Sqs; readonly queueUrl: string }) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /**
   * A message whose receipt handle is no longer valid is left alone: it is visible again, or gone.
   * @throws AwsCallError when SQS did not take the others
   */
  async hide(messages: readonly { receiptHandle: string; seconds: number }[]): Promise<void> {
    const entries = messages.map(({ receiptHandle, seconds }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.min(maxSeconds, Math.max(0, Math.ceil(seconds))),
    }));
    const batches: ChangeMessageVisibilityBatchRequestEntry[][] = [];
    for (let start = 0; start < entries.length; start += maxBatchEntries) {
      batches.push(entries.slice(start, start + maxBatchEntries));
    }
    await Promise.all(batches.map(batch => this.#hideBatch(batch)));
  }

  async #hideBatch(batch: readonly ChangeMessageVisibilityBatchRequestEntry[]): Promise<void> {
    let left = [...batch];
    for (let attempt = 0; attempt < maxTries; attempt++) {
      const { Failed = [] } = await this.#sqs.changeMessageVisibilityBatch({
        QueueUrl: this.#queueUrl,
        Entries: left,
      });
      const again = new Set(Failed.filter(({ SenderFault }) => SenderFault !== true).map(({ Id }) => Id));
      left = left.filter(({ Id }) => again.has(Id));
      if (left.length === 0) return;
    }
    throw new AwsCallError('InternalError', `SQS did not hide ${left.length} messages`, true);
  }
}
