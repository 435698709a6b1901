import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { EventBus } from './event-bus.ts';
import type { CompleteProperties } from './properties.ts';
import type { RuleDeadLetterQueue } from './rule-dead-letter-queue.ts';
import { Schedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';
import type { SlowQueue } from './slow-queue.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface RuleReconcilerProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly eventBus: EventBus;
  readonly deliveryQueue: DeliveryQueue;
  readonly slowQueue: SlowQueue;
  readonly ruleDeadLetterQueue: RuleDeadLetterQueue;
}

/** Compares the rules that webhooks want with those on the bus, and repairs the difference. */
export class RuleReconciler extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: RuleReconcilerProps) {
    super(scope, id);
    const { properties, webhooks, eventBus, deliveryQueue, slowQueue, ruleDeadLetterQueue } = props;
    this.function = new ServiceFunction(this, {
      name: 'rule-reconciler',
      description: 'repairs missing, wrong and orphaned rules',
      timeoutSeconds: 120,
      memoryMb: 512,
      environment: {
        webhooksTable: webhooks.tableName,
        eventBusName: eventBus.eventBusName,
        deliveryQueueArn: deliveryQueue.queueArn,
        slowQueueArn: slowQueue.queueArn,
        ruleDeadLetterQueueArn: ruleDeadLetterQueue.queueArn,
        requestTimeoutMs: String(Math.round(properties.requestTimeout * 1000)),
        stackName: Aws.STACK_NAME,
      },
      // the schedule comes again
      retryAttempts: 0,
    });
    webhooks.grantReconcile(this.function);
    webhooks.grantCount(this.function);
    webhooks.grantNoteCapacity(this.function);
    eventBus.grantListRules(this.function);
    eventBus.grantManageRules(this.function);
    new Schedule(this, 'Schedule', { intervalSeconds: properties.reconcileInterval, target: this.function });
  }
}
