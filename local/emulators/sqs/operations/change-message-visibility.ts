import type { Input } from '../../json-input.ts';
import { batchEntries, runBatch } from '../batch.ts';
import { invalidValue, missingParameter, sqsError } from '../errors.ts';
import { optionalInteger, text } from '../input.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queue.ts';
import { currentMessage, readReceipt } from '../receipt-handle.ts';
import type { Registry } from '../registry.ts';

const maxSeconds = 43_200;

function change(registry: Registry, queue: Queue, entry: Input): Input {
  const handle = text(entry, 'ReceiptHandle');
  const seconds = optionalInteger(entry, 'VisibilityTimeout');
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  if (seconds < 0 || seconds > maxSeconds) {
    throw invalidValue(
      'VisibilityTimeout',
      seconds,
      `VisibilityTimeout must be an integer between 0 and ${maxSeconds}.`,
    );
  }
  const message = currentMessage(queue, readReceipt(queue, handle));
  if (message === undefined) {
    throw invalidValue(
      'ReceiptHandle',
      handle,
      'Message does not exist or is not available for visibility timeout change.',
    );
  }
  if (message.phase !== 'inFlight') {
    throw sqsError('MessageNotInflight', "The specified message isn't in flight.");
  }
  const visibleAt = registry.now() + seconds * 1000;
  // The twelve hours count from the receive and extending does not start them again.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
  if (visibleAt > message.progress.receivedAt + maxSeconds * 1000) {
    throw invalidValue(
      'VisibilityTimeout',
      seconds,
      `Total VisibilityTimeout for the message is beyond the limit [${maxSeconds} seconds].`,
    );
  }
  queue.hide(message, visibleAt);
  queue.longPolls.wake();
  return {};
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  return change(registry, queue, input);
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const entries = batchEntries(input, 'ChangeMessageVisibilityBatchRequestEntry');
  return runBatch(registry, entries, entry => change(registry, queue, entry));
};
