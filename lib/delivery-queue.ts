import type { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { EventBus } from './event-bus.ts';
import { MessageQueue, maxReceiveCount, visibilityTimeoutFor } from './message-queue.ts';

interface DeliveryQueueProps {
  /** Its rules send here. */
  readonly eventBus: EventBus;
  readonly deadLetterQueue: DeadLetterQueue;
  /** Timeout of the delivery-worker. */
  readonly workerTimeoutSeconds: number;
}

/** Deliveries on their way, one message each, fair between webhooks by MessageGroupId. */
export class DeliveryQueue extends MessageQueue {
  constructor(scope: Construct, props: DeliveryQueueProps) {
    super(scope, 'DeliveryQueue', {
      visibilityTimeout: visibilityTimeoutFor(props.workerTimeoutSeconds),
      deadLetterQueue: { queue: props.deadLetterQueue, maxReceiveCount },
    });
    this.allowRulesOf(props.eventBus);
  }
}
