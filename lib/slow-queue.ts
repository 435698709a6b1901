import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { EventBus } from './event-bus.ts';
import { MessageQueue, maxReceiveCount, visibilityTimeoutFor } from './message-queue.ts';

interface SlowQueueProps {
  /** Its rules send here. */
  readonly eventBus: EventBus;
  readonly deadLetterQueue: DeadLetterQueue;
  /** Timeout of the slow-worker. */
  readonly workerTimeoutSeconds: number;
  /** How long its batches are gathered. */
  readonly windowSeconds: number;
}

/**
 * Deliveries of webhooks that are slow, by choice or as measured, so that nobody else waits for them: their rules send here.
 * Fair between webhooks by MessageGroupId.
 */
export class SlowQueue extends MessageQueue {
  constructor(scope: Construct, props: SlowQueueProps) {
    super(scope, 'SlowQueue', {
      visibilityTimeout: visibilityTimeoutFor(props.workerTimeoutSeconds).plus(
        Duration.seconds(props.windowSeconds),
      ),
      deadLetterQueue: { queue: props.deadLetterQueue, maxReceiveCount },
    });
    this.allowRulesOf(props.eventBus);
  }
}
