import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { CredentialsKey } from './credentials-key.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { healthPolicyText } from './health-policy.ts';
import type { IsolationQueue } from './isolation-queue.ts';
import type { OperationsBus } from './operations-bus.ts';
import type { CompleteProperties } from './properties.ts';
import { QueueMapping } from './queue-mapping.ts';
import { ServiceFunction } from './service-function.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface DeliveryWorkerProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly credentialsKey: CredentialsKey;
  readonly deliveries: DeliveriesTable;
  readonly operationsBus: OperationsBus;
  readonly deliveryQueue: DeliveryQueue;
  readonly isolationQueue: IsolationQueue;
}

/** Calls receivers. It dials customers' URLs, so it can neither change rules nor read or make API keys. */
export class DeliveryWorker extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: DeliveryWorkerProps) {
    super(scope, id);
    const { properties, webhooks, credentialsKey, deliveries, operationsBus, deliveryQueue, isolationQueue } =
      props;
    this.function = new ServiceFunction(this, {
      name: 'delivery-worker',
      description: 'signs and sends deliveries, records their attempts',
      timeoutSeconds: properties.workerTimeout,
      memoryMb: 1024,
      environment: {
        webhooksTable: webhooks.tableName,
        credentialsKeyArn: credentialsKey.keyArn,
        deliveriesTable: deliveries.tableName,
        operationsBusName: operationsBus.eventBusName,
        deliveryQueueUrl: deliveryQueue.queueUrl,
        healthPolicy: healthPolicyText(properties),
        retryDelays: properties.retryDelays.join(','),
        requestTimeoutMs: String(Math.round(properties.requestTimeout * 1000)),
        deliveryRetentionDays: String(properties.deliveryRetention),
        allowedNetworks: properties.allowedNetworks.join(','),
        nameServers: properties.nameServers.join(','),
        dnsSuffix: Aws.URL_SUFFIX,
        stackName: Aws.STACK_NAME,
      },
      // It sends messages to its own queue on purpose, bounded by attempts and hops; Lambda would stop that at the 16th.
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
      recursiveLoop: lambda.RecursiveLoop.ALLOW,
    });
    webhooks.grantJudgeHealth(this.function);
    webhooks.grantReadDataKeys(this.function);
    credentialsKey.grantOpen(this.function);
    deliveries.grantRecord(this.function);
    operationsBus.grantPublish(this.function);
    deliveryQueue.grantSend(this.function);
    deliveryQueue.grantPostpone(this.function);
    isolationQueue.grantPostpone(this.function);

    new QueueMapping(this, 'Deliveries', {
      queue: deliveryQueue,
      consumer: this.function,
      batchSize: 10,
      maxConcurrency: properties.workerConcurrency,
    });
    new QueueMapping(this, 'Isolated', {
      queue: isolationQueue,
      consumer: this.function,
      batchSize: 1,
      // counted in the docstring of workerConcurrency
      maxConcurrency: 2,
    });
  }
}
