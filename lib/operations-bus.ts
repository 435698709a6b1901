import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { busNameOfStack } from './event-bus.ts';
import { freezeLogicalId } from './frozen-logical-id.ts';
import type { ServiceFunction } from './service-function.ts';

/**
 * Where Finehook reports about itself (`webhook.disabled`, …), source `finehook`: a bus of its own, so that a
 * webhook's failure never triggers webhooks. Retained, named `<stack>-operations-<uuid of the stack>`.
 */
export class OperationsBus extends Construct {
  readonly eventBusName: string;
  readonly #bus: events.EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#bus = new events.EventBus(this, 'Bus', { eventBusName: busNameOfStack('operations') });
    this.#bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
    freezeLogicalId(this.#bus, 'OperationsBus');
    this.eventBusName = this.#bus.eventBusName;
  }

  grantPublish(grantee: iam.IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['events:PutEvents'], resources: [this.#bus.eventBusArn] }),
    );
  }

  /** Calls a function for each event of these types, by a rule in `scope`. */
  passTo(scope: Construct, detailType: string[], target: ServiceFunction): void {
    new events.Rule(scope, 'Rule', {
      eventBus: this.#bus,
      eventPattern: { source: ['finehook'], detailType },
      targets: [new targets.LambdaFunction(target)],
    });
  }
}
