import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Finehook } from 'finehook';
import type { FinehookProperties } from 'finehook/properties';

/** A team's own stack: Finehook, who is woken by its alarms, and a service that puts events. */
class WebhooksStack extends Stack {
  constructor(scope: Construct, id: string, properties: FinehookProperties, stackProps: StackProps = {}) {
    super(scope, id, stackProps);
    const webhooks = new Finehook(this, 'Webhooks', properties);

    const onCall = new sns.Topic(this, 'OnCall');
    for (const alarm of webhooks.alarms) alarm.addAlarmAction(new actions.SnsAction(onCall));

    const tracker = new iam.Role(this, 'Tracker', {
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    webhooks.grantPutEvents(tracker);

    // what the commands of Finehook look for, under these names
    new CfnOutput(this, 'ApiUrl', { value: webhooks.apiUrl });
    new CfnOutput(this, 'EventBusName', { value: webhooks.eventBusName });
    new CfnOutput(this, 'KeyMakerFunctionName', { value: webhooks.keyMakerFunctionName });
    new CfnOutput(this, 'DeadLetterHandlerFunctionName', { value: webhooks.deadLetterHandlerFunctionName });
  }
}

const app = new App();
new WebhooksStack(app, 'Staging', { retryDelays: [1, 5, 30, 60], deliveryRetention: 15 });
new WebhooksStack(app, 'Production', { producerAccounts: ['111122223333'], workerConcurrency: 50 });
