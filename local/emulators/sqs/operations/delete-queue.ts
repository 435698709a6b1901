import { sqsError } from '../errors.ts';
import { text } from '../input.ts';
import type { Operation } from '../operation.ts';

const purgeIntervalMs = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue: Operation = (registry, input) => {
  registry.delete(registry.byUrl(text(input, 'QueueUrl')));
  return {};
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue: Operation = (registry, input) => {
  const queue = registry.byUrl(text(input, 'QueueUrl'));
  const now = registry.now();
  if (queue.purgedAt !== undefined && now - queue.purgedAt < purgeIntervalMs) {
    throw sqsError(
      'PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
    );
  }
  queue.purgedAt = now;
  registry.journal.store.transaction(() => queue.clear());
  return {};
};
