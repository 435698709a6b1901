import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { CredentialsKey } from './credentials-key.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { healthPolicyText } from './health-policy.ts';
import { nounsVariable } from './nouns.ts';
import type { OperationsBus } from './operations-bus.ts';
import type { PayloadBucket } from './payload-bucket.ts';
import type { CompleteProperties } from './properties.ts';
import { ServiceFunction } from './service-function.ts';
import type { SlowQueue } from './slow-queue.ts';
import type { WebhooksTable } from './webhooks-table.ts';

/** What both lanes' workers share. */
export interface DeliveryFunctionProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly credentialsKey: CredentialsKey;
  readonly deliveries: DeliveriesTable;
  readonly payloads: PayloadBucket;
  readonly operationsBus: OperationsBus;
  readonly deliveryQueue: DeliveryQueue;
  readonly slowQueue: SlowQueue;
  /** Answers as long as our own way out works. */
  readonly canaryUrl: string;
}

interface Lane {
  readonly name: string;
  readonly description: string;
  readonly timeoutSeconds: number;
}

/**
 * The code that calls receivers, one function per lane. It dials customers' URLs, so it can neither change rules nor read or
 * make API keys.
 */
export class DeliveryFunction extends ServiceFunction {
  constructor(scope: Construct, props: DeliveryFunctionProps, { name, description, timeoutSeconds }: Lane) {
    const { properties, webhooks, credentialsKey, deliveries, payloads, operationsBus } = props;
    const { deliveryQueue, slowQueue, canaryUrl } = props;
    super(scope, {
      name,
      folder: 'delivery-worker',
      description,
      timeoutSeconds,
      memoryMb: 1024,
      environment: {
        webhooksTable: webhooks.tableName,
        credentialsKeyArn: credentialsKey.keyArn,
        deliveriesTable: deliveries.tableName,
        payloadBucketName: payloads.bucketName,
        keepPayloads: properties.keepPayloads,
        operationsBusName: operationsBus.eventBusName,
        deliveryQueueArn: deliveryQueue.queueArn,
        deliveryQueueUrl: deliveryQueue.queueUrl,
        slowQueueArn: slowQueue.queueArn,
        slowQueueUrl: slowQueue.queueUrl,
        healthPolicy: healthPolicyText(properties),
        callsPerSecondPerCompany: String(properties.callsPerSecondPerCompany),
        transitionLimit: String(properties.transitionLimit),
        canaryUrl,
        retryDelays: properties.retryDelays.join(','),
        requestTimeoutMs: String(Math.round(properties.requestTimeout * 1000)),
        deliveryRetentionDays: String(properties.deliveryRetention),
        allowedNetworks: properties.allowedNetworks.join(','),
        nameServers: properties.nameServers.join(','),
        ...nounsVariable(properties.nouns),
        dnsSuffix: Aws.URL_SUFFIX,
        stackName: Aws.STACK_NAME,
      },
      // It sends messages to its own queue on purpose, bounded by attempts and hops; Lambda would stop that at the 16th.
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
      recursiveLoop: lambda.RecursiveLoop.ALLOW,
    });
    webhooks.grantJudgeHealth(this);
    webhooks.grantReadDataKeys(this);
    webhooks.grantFindNames(this);
    if (properties.callsPerSecondPerCompany > 0) webhooks.access.grantPaceCompanies(this);
    credentialsKey.grantOpen(this);
    deliveries.grantRecord(this);
    deliveries.grantCount(this);
    payloads.grantKeep(this);
    if (properties.keepPayloads === 'undelivered') payloads.grantDrop(this);
    operationsBus.grantPublish(this);
    slowQueue.grantSend(this);
  }
}
