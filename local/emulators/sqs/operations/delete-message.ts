import type { Input } from '../../json-input.ts';
import { batchEntries, runBatch } from '../batch.ts';
import { invalidValue } from '../errors.ts';
import { text } from '../input.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queue.ts';
import { currentMessage, readReceipt } from '../receipt-handle.ts';

// Only the handle of the latest receive deletes; on a standard queue an older one succeeds without deleting.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
function remove(queue: Queue, entry: Input): Input {
  const handle = text(entry, 'ReceiptHandle');
  const message = currentMessage(queue, readReceipt(queue, handle));
  if (queue.fifo && message !== undefined && message.phase !== 'inFlight') {
    throw invalidValue('ReceiptHandle', handle, 'The receipt handle has expired.');
  }
  if (message !== undefined) queue.remove(message);
  return {};
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  return registry.journal.store.transaction(() => remove(queue, input));
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const entries = batchEntries(input, 'DeleteMessageBatchRequestEntry');
  return runBatch(registry, entries, entry => remove(queue, entry));
};
