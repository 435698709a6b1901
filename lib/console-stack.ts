import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { completeProperties } from './complete-properties.ts';
import { ConsoleBucket } from './console-bucket.ts';
import { ConsoleDeployment } from './console-deployment.ts';
import { ConsoleDistribution } from './console-distribution.ts';
import type { FinehookProperties } from './properties.ts';

export interface ConsoleStackProps extends StackProps {
  /** `apiHost` of a Finehook. */
  readonly apiHost: string;
  /** Those of the Finehook: what begins with `console` counts here. */
  readonly properties?: FinehookProperties;
}

/**
 * The web console: static files and the API behind one address. A stack of its own, which comes after the service and can go without it: the
 * service knows the console by its URL alone.
 */
export class ConsoleStack extends Stack {
  /** @throws PropertyError when a property is wrong */
  constructor(scope: Construct, id: string, props: ConsoleStackProps) {
    const { apiHost, properties: given = {}, ...stackProps } = props;
    super(scope, id, {
      description: "Finehook's web console: static files and the API at one address.",
      ...stackProps,
    });
    // CDK makes a function depend on its role although the reference already does
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    const properties = completeProperties(this.node.path, given);

    // browser → distribution → bucket with the built app, or HTTP API
    const bucket = new ConsoleBucket(this, 'Files');
    new ConsoleDeployment(this, 'Deployment', { properties, bucket });
    const distribution = new ConsoleDistribution(this, 'Web', { properties, bucket, apiHost });
    Tags.of(this).add('app', 'finehook');

    new CfnOutput(this, 'ConsoleUrl', {
      value: distribution.url,
      description: 'The console; what the property consoleUrl of the service has to be',
    });
    if (properties.consoleDomain !== '') {
      new CfnOutput(this, 'ConsoleDomainTarget', {
        value: distribution.domainName,
        description: 'Where the DNS record of the console domain has to lead',
      });
    }
  }
}
