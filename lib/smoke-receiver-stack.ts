import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ServiceFunction } from './service-function.ts';

/**
 * A receiver for `npm run smoke`: public, https, keeps what it was called with for a day. A stack of its own, to be destroyed
 * with all that it keeps once the suite has passed.
 */
export class SmokeReceiverStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: "Finehook's smoke receiver: keeps webhooks' calls for the smoke suite.",
    });
    const table = new dynamodb.Table(this, 'ReceivedCalls', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const receiver = new ServiceFunction(this, {
      name: 'smoke-receiver',
      description: 'keeps the calls of webhooks for the smoke suite',
      timeoutSeconds: 5,
      memoryMb: 256,
      environment: { receivedCallsTable: table.tableName },
    });
    receiver.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:Query'],
        resources: [table.tableArn],
      }),
    );
    const httpApi = new apigateway.HttpApi(this, 'HttpApi', {
      description: "Finehook's smoke receiver",
      createDefaultStage: false,
      defaultIntegration: new integrations.HttpLambdaIntegration('Integration', receiver),
    });
    // anybody may call it, so not often
    const throttle = { rateLimit: 20, burstLimit: 40 };
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle,
    });
    new CfnOutput(this, 'ReceiverUrl', { value: stage.url, description: 'For `npm run smoke`' });
  }
}
