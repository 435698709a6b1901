import type { Store } from '../store.ts';
import { queueDoesNotExist, sqsError } from './errors.ts';
import { requestObject } from './input.ts';
import type { MessageAttributes } from './message-attributes.ts';
import { MoveTasks } from './move-tasks.ts';
import type { Operation, RequestContext } from './operation.ts';
import {
  changeMessageVisibility,
  changeMessageVisibilityBatch,
} from './operations/change-message-visibility.ts';
import { createQueue } from './operations/create-queue.ts';
import { deleteMessage, deleteMessageBatch } from './operations/delete-message.ts';
import { deleteQueue, purgeQueue } from './operations/delete-queue.ts';
import { getQueueUrl, listDeadLetterSourceQueues, listQueues } from './operations/list-queues.ts';
import {
  cancelMessageMoveTask,
  listMessageMoveTasks,
  startMessageMoveTask,
} from './operations/message-move-tasks.ts';
import { getQueueAttributes, setQueueAttributes } from './operations/queue-attributes.ts';
import { listQueueTags, tagQueue, untagQueue } from './operations/queue-tags.ts';
import { receiveMessage } from './operations/receive-message.ts';
import { sendMessage, sendMessageBatch } from './operations/send-message.ts';
import type { Queue } from './queue.ts';
import { Registry } from './registry.ts';
import type { Scheduler } from './scheduler.ts';
import { timers } from './scheduler.ts';
import { acceptMessage, checkMessage } from './sending.ts';

/** What the emulator needs from outside. `now` is in milliseconds since 1970. */
export interface SqsOptions {
  readonly store: Store;
  readonly region: string;
  readonly accountId: string;
  /** The address of the endpoint, for queue URLs; known only once the server listens. */
  readonly baseUrl: () => string;
  readonly now?: () => number;
  readonly scheduler?: Scheduler;
}

/** What an in-process sender may say of a message besides its body. */
export interface SendOptions {
  readonly messageGroupId?: string;
  readonly delaySeconds?: number;
  readonly deduplicationId?: string;
  readonly messageAttributes?: MessageAttributes;
  readonly senderId?: string;
}

/** The emulated service. */
export interface Sqs {
  /** Answers one request as the service does, or throws an AwsError. */
  handle(operation: string, input: unknown, context: RequestContext): Promise<unknown>;
  /** Sends a message from within the process, for other emulators; throws as SendMessage does. */
  send(queueArn: string, body: string, options?: SendOptions): Promise<{ readonly messageId: string }>;
  /** The queue's access policy as JSON text, if it has one. */
  queuePolicy(queueArn: string): string | undefined;
  hasQueue(queueArn: string): boolean;
  /** Ends all waits and timers. The store is the caller's to close. */
  close(): void;
}

/** What differs from the real service and may matter to who runs on the emulator; shown at the start. */
export const sqsNotEmulated: readonly string[] = [
  'SQS does not encrypt: KMS and SSE attributes are kept and given back, nothing more',
  'SQS refuses AddPermission and RemovePermission: set the Policy attribute',
  'SQS ignores ReceiveRequestAttemptId, and does not throttle FIFO queues',
];

/** Creates the emulator with everything that its store remembers. */
export function createSqs(options: SqsOptions): Sqs {
  const registry = new Registry({
    ...options,
    now: options.now ?? Date.now,
    scheduler: options.scheduler ?? timers,
  });
  const moveTasks = new MoveTasks(registry);
  const operations = operationsWith(moveTasks);

  const existing = (arn: string): Queue => {
    const queue = registry.byArn(arn);
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  };

  return {
    async handle(operation, input, context) {
      const run = operations.get(operation);
      if (run === undefined) {
        throw sqsError(
          'UnsupportedOperation',
          `The operation ${operation} is not supported by this emulator.`,
        );
      }
      return run(registry, requestObject(input), context);
    },
    async send(queueArn, body, options = {}) {
      const { messageGroupId, delaySeconds, deduplicationId, messageAttributes, senderId } = options;
      const queue = existing(queueArn);
      const draft = checkMessage(queue, {
        MessageBody: body,
        MessageGroupId: messageGroupId,
        DelaySeconds: delaySeconds,
        MessageDeduplicationId: deduplicationId,
        MessageAttributes: messageAttributes,
      });
      const sent = registry.journal.store.transaction(() =>
        acceptMessage(registry, queue, draft, senderId ?? registry.accountId),
      );
      return { messageId: String(sent.MessageId) };
    },
    queuePolicy: queueArn => registry.byArn(queueArn)?.attributes.get('Policy'),
    hasQueue: queueArn => registry.byArn(queueArn) !== undefined,
    close() {
      moveTasks.close();
      registry.close();
    },
  };
}

function operationsWith(moveTasks: MoveTasks): ReadonlyMap<string, Operation> {
  return new Map<string, Operation>([
    ['CancelMessageMoveTask', cancelMessageMoveTask(moveTasks)],
    ['ChangeMessageVisibility', changeMessageVisibility],
    ['ChangeMessageVisibilityBatch', changeMessageVisibilityBatch],
    ['CreateQueue', createQueue],
    ['DeleteMessage', deleteMessage],
    ['DeleteMessageBatch', deleteMessageBatch],
    ['DeleteQueue', deleteQueue],
    ['GetQueueAttributes', getQueueAttributes],
    ['GetQueueUrl', getQueueUrl],
    ['ListDeadLetterSourceQueues', listDeadLetterSourceQueues],
    ['ListMessageMoveTasks', listMessageMoveTasks(moveTasks)],
    ['ListQueues', listQueues],
    ['ListQueueTags', listQueueTags],
    ['PurgeQueue', purgeQueue],
    ['ReceiveMessage', receiveMessage],
    ['SendMessage', sendMessage],
    ['SendMessageBatch', sendMessageBatch],
    ['SetQueueAttributes', setQueueAttributes],
    ['StartMessageMoveTask', startMessageMoveTask(moveTasks)],
    ['TagQueue', tagQueue],
    ['UntagQueue', untagQueue],
  ]);
}
