import { Construct } from 'constructs';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { PayloadBucket } from './payload-bucket.ts';
import type { CompleteProperties } from './properties.ts';
import { Schedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';
import type { SlowQueue } from './slow-queue.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface SweeperProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly deliveries: DeliveriesTable;
  readonly payloads: PayloadBucket;
  readonly deliveryQueue: DeliveryQueue;
  readonly slowQueue: SlowQueue;
}

/** Sends what is overdue or released to the queue of its webhook's lane: on a schedule, and when the API asks. */
export class Sweeper extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: SweeperProps) {
    super(scope, id);
    const { properties, webhooks, deliveries, payloads, deliveryQueue, slowQueue } = props;
    this.function = new ServiceFunction(this, {
      name: 'sweeper',
      description: 'sends overdue and released deliveries to their queues',
      timeoutSeconds: 55,
      memoryMb: 512,
      environment: {
        webhooksTable: webhooks.tableName,
        deliveriesTable: deliveries.tableName,
        payloadBucketName: payloads.bucketName,
        deliveryQueueUrl: deliveryQueue.queueUrl,
        slowQueueUrl: slowQueue.queueUrl,
        requestTimeoutMs: String(Math.round(properties.requestTimeout * 1000)),
        deliveryRetentionDays: String(properties.deliveryRetention),
      },
      // the schedule finds what the API asked for, too; a retry would only sweep beside it
      retryAttempts: 0,
    });
    webhooks.grantMaintain(this.function, 'byDue');
    webhooks.grantCarryOutResends(this.function);
    webhooks.grantLease(this.function);
    deliveries.grantSweep(this.function);
    deliveries.grantResend(this.function);
    payloads.grantRead(this.function);
    payloads.grantAdd(this.function);
    payloads.grantEnd(this.function);
    deliveryQueue.grantSend(this.function);
    slowQueue.grantSend(this.function);
    new Schedule(this, 'Schedule', { intervalSeconds: properties.sweepInterval, target: this.function });
  }
}
