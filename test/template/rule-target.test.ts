import { Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { unknownProperties } from '../../local/cloudformation/coverage.ts';
import type { JsonRecord } from '../../local/json.ts';
import { resourceTypes } from '../../local/resources/registry.ts';
import { resourcesOf } from './synthesized-template.ts';

function synthesize(): Template {
  const stack = new Stack(new App({ context: cdkJson.context }), 'Stack');
  const queue = new sqs.Queue(stack, 'Queue', { enforceSSL: true });
  const target = new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {}'),
    onFailure: new destinations.SqsDestination(queue),
    retryAttempts: 1,
    maxEventAge: Duration.hours(1),
  });
  new events.Rule(stack, 'Rule', {
    eventBus: new events.EventBus(stack, 'Bus'),
    eventPattern: { source: ['finehook'] },
    targets: [
      new targets.LambdaFunction(target, {
        deadLetterQueue: queue,
        retryAttempts: 3,
        maxEventAge: Duration.hours(2),
      }),
    ],
  });
  new ses.EmailIdentity(stack, 'Identity', {
    identity: ses.Identity.email('notices@example.com'),
    configurationSet: new ses.ConfigurationSet(stack, 'Mails', {
      suppressionReasons: ses.SuppressionReasons.COMPLAINTS_ONLY,
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
    }),
  });
  return Template.fromStack(stack);
}

const template = synthesize();

test.each([
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
])('the local run knows every property of %s as CDK writes it', typeName => {
  const made = Object.values(resourcesOf(template, typeName));
  expect(made).toHaveLength(1);
  const type = resourceTypes.get(typeName);
  const properties: JsonRecord = JSON.parse(JSON.stringify(made[0]?.Properties ?? {}));
  expect(type && unknownProperties(properties, type)).toEqual([]);
});
