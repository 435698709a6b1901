import type { Construct } from 'constructs';
import { MessageQueue, visibilityTimeoutFor } from './message-queue.ts';

interface DeadLetterQueueProps {
  /** Timeout of the dead-letter-handler. */
  readonly handlerTimeoutSeconds: number;
}

/**
 * Messages that were received five times without an answer from us: crashes, timeouts, poison. Always our own fault.
 * No redrive allow policy: naming the source queues, which name this one, would be a cycle of resources.
 */
export class DeadLetterQueue extends MessageQueue {
  constructor(scope: Construct, props: DeadLetterQueueProps) {
    super(scope, 'DeadLetterQueue', { visibilityTimeout: visibilityTimeoutFor(props.handlerTimeoutSeconds) });
  }
}
