import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import type { OpenGroups } from './ready-groups.ts';
import { redrivePolicyOf } from './redrive-policy.ts';
import type { Registry } from './registry.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const maxInFlight = 120_000;

/** What one receive asks for. */
export interface Wanted {
  readonly maxMessages: number;
  readonly visibilityTimeoutMs: number;
}

/**
 * Takes up to the wanted number of messages into flight. A message that has been received maxReceiveCount times
 * already goes to the dead-letter queue instead, so it moves at the receive after the last:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function takeMessages(registry: Registry, queue: Queue, wanted: Wanted): readonly Message[] {
  queue.advance();
  const room = Math.min(wanted.maxMessages, maxInFlight - queue.counts.inFlight);
  if (room <= 0 || queue.counts.ready === 0) return [];
  const policy = redrivePolicyOf(queue.attributes);
  const target = policy && registry.byArn(policy.deadLetterTargetArn);
  const open: OpenGroups = new Set();
  const taken: Message[] = [];

  return registry.journal.store.transaction(() => {
    while (taken.length < room) {
      const message = queue.take(open);
      if (message === undefined) break;
      const spent = policy !== undefined && message.progress.receiveCount >= policy.maxReceiveCount;
      if (spent && target !== undefined) moveToDeadLetterQueue(registry, queue, target, message, open);
      else taken.push(message);
    }
    queue.settle(open);
    const visibleAt = registry.now() + wanted.visibilityTimeoutMs;
    for (const message of taken) queue.fly(message, visibleAt);
    return taken;
  });
}

// A standard message keeps its id and its age, so that the dead-letter queue's retention counts from the first
// sending; a FIFO message starts anew and is deduplicated by its id.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
function moveToDeadLetterQueue(
  registry: Registry,
  source: Queue,
  target: Queue,
  message: Message,
  open: OpenGroups,
): void {
  const { content } = message;
  const now = registry.now();
  source.remove(message, open);
  target.add({
    ...content,
    sequence: registry.nextSequence(),
    sentAt: target.fifo ? now : content.sentAt,
    delayedUntil: now,
    deduplicationId: target.fifo ? content.id : content.deduplicationId,
    deadLetterSourceArn: source.arn,
  });
}
