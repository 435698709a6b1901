import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { MessageQueue } from './message-queue.ts';
import type { ServiceFunction } from './service-function.ts';

interface QueueMappingProps {
  readonly queue: MessageQueue;
  readonly consumer: ServiceFunction;
  /** 1–10,000; more than 10 need a window. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
  readonly batchSize: number;
  /** How long a batch is gathered, 1–300; real time forbids it. @default none: what is there goes at once */
  readonly windowSeconds?: number;
  /** How many consumers may run at once for this queue, 2–1,000. Unlike reserved concurrency it burns no receives. */
  readonly maxConcurrency: number;
}

/** Event source mapping with partial batch responses, and the right to consume. */
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
      ...(props.windowSeconds === undefined
        ? {}
        : { maxBatchingWindow: Duration.seconds(props.windowSeconds) }),
    });
  }
}
