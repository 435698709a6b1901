import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { MessageQueue, visibilityTimeoutFor } from './message-queue.ts';

interface EventSampleQueueProps {
  /** Timeout of the event-sampler. */
  readonly samplerTimeoutSeconds: number;
  /** How long its batches are gathered. */
  readonly windowSeconds: number;
}

/**
 * Every event of the bus on its way to be counted and sampled. Nothing in it is worth keeping: what the event-sampler cannot take comes
 * again until it is an hour old, and then it is gone, without a dead-letter queue; and the queue goes with the stack.
 */
export class EventSampleQueue extends MessageQueue {
  constructor(scope: Construct, props: EventSampleQueueProps) {
    super(scope, 'EventSampleQueue', {
      visibilityTimeout: visibilityTimeoutFor(props.samplerTimeoutSeconds).plus(
        Duration.seconds(props.windowSeconds),
      ),
      retentionPeriod: Duration.hours(1),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
