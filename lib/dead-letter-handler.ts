import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { IsolationQueue } from './isolation-queue.ts';
import type { ParkingQueue } from './parking-queue.ts';
import type { CompleteProperties } from './properties.ts';
import { QueueMapping } from './queue-mapping.ts';
import type { RuleDeadLetterQueue } from './rule-dead-letter-queue.ts';
import { Schedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface DeadLetterHandlerProps {
  readonly properties: CompleteProperties;
  readonly deadLetterQueue: DeadLetterQueue;
  readonly deliveryQueue: DeliveryQueue;
  readonly isolationQueue: IsolationQueue;
  readonly parkingQueue: ParkingQueue;
  readonly ruleDeadLetterQueue: RuleDeadLetterQueue;
  readonly webhooks: WebhooksTable;
}

export const deadLetterHandlerTimeoutSeconds = 30;

/** How often it looks for events that EventBridge could not put into the delivery queue. */
const redriveIntervalSeconds = 60;

/**
 * Brings dead letters back with a hop count and a growing delay; after the last hop it parks them. On a schedule it sends
 * what EventBridge could not put into the delivery queue. By a schedule, because a mapping of that queue, which is nearly
 * always empty, would be two more functions at once (docs/decisions/rule-dead-letters.md).
 */
export class DeadLetterHandler extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: DeadLetterHandlerProps) {
    super(scope, id);
    const { properties, deadLetterQueue, deliveryQueue, isolationQueue, parkingQueue } = props;
    const { ruleDeadLetterQueue, webhooks } = props;
    this.function = new ServiceFunction(this, {
      name: 'dead-letter-handler',
      description: 'sends dead letters back with a hop count, or parks them',
      timeoutSeconds: deadLetterHandlerTimeoutSeconds,
      memoryMb: 512,
      environment: {
        deliveryQueueUrl: deliveryQueue.queueUrl,
        isolationQueueUrl: isolationQueue.queueUrl,
        parkingQueueUrl: parkingQueue.queueUrl,
        ruleDeadLetterQueueUrl: ruleDeadLetterQueue.queueUrl,
        webhooksTable: webhooks.tableName,
        deliveryRetentionDays: String(properties.deliveryRetention),
        deadLetterDelays: properties.deadLetterDelays.join(','),
        stackName: Aws.STACK_NAME,
      },
      // Its loop through the delivery queue ends at the last hop; see delivery-worker.ts.
      recursiveLoop: lambda.RecursiveLoop.ALLOW,
      // the schedule comes again
      retryAttempts: 0,
    });
    deliveryQueue.grantSend(this.function);
    isolationQueue.grantSend(this.function);
    parkingQueue.grantSend(this.function);
    parkingQueue.grantConsume(this.function);
    ruleDeadLetterQueue.grantConsume(this.function);
    webhooks.grantFind(this.function);

    new QueueMapping(this, 'DeadLetters', {
      queue: deadLetterQueue,
      consumer: this.function,
      batchSize: 10,
      // few letters are normal, and many must not take the workers' concurrency; counted in the docstring of workerConcurrency
      maxConcurrency: 2,
    });
    new Schedule(this, 'Schedule', { intervalSeconds: redriveIntervalSeconds, target: this.function });
  }
}
