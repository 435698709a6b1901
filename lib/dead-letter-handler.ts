import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { IsolationQueue } from './isolation-queue.ts';
import type { ParkingQueue } from './parking-queue.ts';
import type { CompleteProperties } from './properties.ts';
import { QueueMapping } from './queue-mapping.ts';
import { ServiceFunction } from './service-function.ts';

interface DeadLetterHandlerProps {
  readonly properties: CompleteProperties;
  readonly deadLetterQueue: DeadLetterQueue;
  readonly deliveryQueue: DeliveryQueue;
  readonly isolationQueue: IsolationQueue;
  readonly parkingQueue: ParkingQueue;
}

export const deadLetterHandlerTimeoutSeconds = 30;

/** Brings dead letters back with a hop count and a growing delay; after the last hop it parks them. */
export class DeadLetterHandler extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: DeadLetterHandlerProps) {
    super(scope, id);
    const { properties, deadLetterQueue, deliveryQueue, isolationQueue, parkingQueue } = props;
    this.function = new ServiceFunction(this, {
      name: 'dead-letter-handler',
      description: 'sends dead letters back with a hop count, or parks them',
      timeoutSeconds: deadLetterHandlerTimeoutSeconds,
      memoryMb: 512,
      environment: {
        deliveryQueueUrl: deliveryQueue.queueUrl,
        isolationQueueUrl: isolationQueue.queueUrl,
        parkingQueueUrl: parkingQueue.queueUrl,
        deadLetterDelays: properties.deadLetterDelays.join(','),
        stackName: Aws.STACK_NAME,
      },
      // Its loop through the delivery queue ends at the last hop; see delivery-worker.ts.
      recursiveLoop: lambda.RecursiveLoop.ALLOW,
    });
    deliveryQueue.grantSend(this.function);
    isolationQueue.grantSend(this.function);
    parkingQueue.grantSend(this.function);

    new QueueMapping(this, 'DeadLetters', {
      queue: deadLetterQueue,
      consumer: this.function,
      batchSize: 10,
      // few letters are normal, and many must not take the workers' concurrency; counted in the docstring of workerConcurrency
      maxConcurrency: 2,
    });
  }
}
