import { batchEntries, runBatch } from '../batch.ts';
import { sqsError } from '../errors.ts';
import { text } from '../input.ts';
import type { Operation, RequestContext } from '../operation.ts';
import type { Registry } from '../registry.ts';
import { acceptMessage, checkMessage, messageSize } from '../sending.ts';

const maxBatchBytes = 1_048_576;

const senderOf = (registry: Registry, context: RequestContext): string =>
  context.accessKeyId ?? registry.accountId;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage: Operation = (registry, input, context) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  return registry.journal.store.transaction(() =>
    acceptMessage(registry, queue, checkMessage(queue, input), senderOf(registry, context)),
  );
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch: Operation = (registry, input, context) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const entries = batchEntries(input, 'SendMessageBatchRequestEntry');
  const bytes = entries.reduce((sum, entry) => sum + messageSize(entry), 0);
  if (bytes > maxBatchBytes) {
    throw sqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
    );
  }
  return runBatch(registry, entries, entry =>
    acceptMessage(registry, queue, checkMessage(queue, entry), senderOf(registry, context)),
  );
};
