import type { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { MessageQueue, maxReceiveCount, visibilityTimeoutFor } from './message-queue.ts';

interface IsolationQueueProps {
  readonly deadLetterQueue: DeadLetterQueue;
  /** Timeout of the delivery-worker. */
  readonly workerTimeoutSeconds: number;
}

/** Suspects: messages that came back from the dead-letter queue twice and are now tried alone in their batch. */
export class IsolationQueue extends MessageQueue {
  constructor(scope: Construct, props: IsolationQueueProps) {
    super(scope, 'IsolationQueue', {
      visibilityTimeout: visibilityTimeoutFor(props.workerTimeoutSeconds),
      deadLetterQueue: { queue: props.deadLetterQueue, maxReceiveCount },
    });
  }
}
