import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { MessageQueue } from './message-queue.ts';
import type { ServiceFunction } from './service-function.ts';

interface QueueMappingProps {
  readonly queue: MessageQueue;
  readonly consumer: ServiceFunction;
  /** 1–10: more would need a batching window of a second, which real time forbids. */
  readonly batchSize: number;
  /** How many consumers may run at once for this queue, 2–1,000. Unlike reserved concurrency it burns no receives. */
  readonly maxConcurrency: number;
}

/** Event source mapping with partial batch responses and no window, and the right to consume. */
export class QueueMapping extends Construct {
  constructor(scope: Construct, id: string, props: QueueMappingProps) {
    super(scope, id);
    props.queue.grantConsume(props.consumer);
    new lambda.EventSourceMapping(this, 'Mapping', {
      target: props.consumer,
      eventSourceArn: props.queue.queueArn,
      batchSize: props.batchSize,
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
