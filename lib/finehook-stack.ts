import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Finehook } from './finehook.ts';
import type { FinehookProperties } from './properties.ts';

/** One Finehook in a stack of its own. Its outputs are what the command line tools and producers need. */
export class FinehookStack extends Stack {
  readonly finehook: Finehook;

  constructor(
    scope: Construct,
    id: string,
    properties: FinehookProperties = {},
    stackProps: StackProps = {},
  ) {
    super(scope, id, {
      description: 'Finehook: fine-grained webhooks. Events on the bus become signed calls.',
      ...stackProps,
    });
    // CDK makes a function depend on its role although the reference already does
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    this.finehook = new Finehook(this, 'Service', properties);

    new CfnOutput(this, 'ApiUrl', { value: this.finehook.apiUrl, description: 'Management API' });
    if (this.finehook.apiDomainTarget !== undefined) {
      new CfnOutput(this, 'ApiDomainTarget', {
        value: this.finehook.apiDomainTarget,
        description: 'Where the DNS record of the API domain has to lead',
      });
    }
    new CfnOutput(this, 'EventBusName', {
      value: this.finehook.eventBusName,
      description: 'Event bus that producers put events on',
    });
    new CfnOutput(this, 'OperationsBusName', {
      value: this.finehook.operationsBusName,
      description: 'Event bus on which Finehook reports about itself (webhook.disabled, …)',
    });
    new CfnOutput(this, 'KeyMakerFunctionName', {
      value: this.finehook.keyMakerFunctionName,
      description: 'Function that makes API keys, for `npm run keys`',
    });
    new CfnOutput(this, 'DeadLetterHandlerFunctionName', {
      value: this.finehook.deadLetterHandlerFunctionName,
      description: 'Function that sends back what was parked, for `npm run redrive`',
    });
  }
}
