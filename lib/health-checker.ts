import { Construct } from 'constructs';
import type { CredentialsKey } from './credentials-key.ts';
import { healthPolicyText } from './health-policy.ts';
import type { Prober } from './prober.ts';
import type { CompleteProperties } from './properties.ts';
import type { RuleReconciler } from './rule-reconciler.ts';
import { Schedule } from './schedule.ts';
import { ServiceFunction } from './service-function.ts';
import type { Sweeper } from './sweeper.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface HealthCheckerProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly credentialsKey: CredentialsKey;
  readonly prober: Prober;
  readonly sweeper: Sweeper;
  readonly ruleReconciler: RuleReconciler;
}

/**
 * Checks the receivers of failing and disabled webhooks when it is time, and ends hold periods. It signs and the prober
 * dials; it changes states and the rule-reconciler changes rules.
 */
export class HealthChecker extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: HealthCheckerProps) {
    super(scope, id);
    const { properties, webhooks, credentialsKey, prober, sweeper, ruleReconciler } = props;
    this.function = new ServiceFunction(this, {
      name: 'health-checker',
      description: 'checks receivers of failing and disabled webhooks',
      // a minute in which checks are begun, until the next scheduled run, and the time of the longest one
      timeoutSeconds: 95,
      memoryMb: 512,
      environment: {
        webhooksTable: webhooks.tableName,
        credentialsKeyArn: credentialsKey.keyArn,
        proberFunctionName: prober.function.functionName,
        sweeperFunctionName: sweeper.function.functionName,
        ruleReconcilerFunctionName: ruleReconciler.function.functionName,
        healthPolicy: healthPolicyText(properties),
        requestTimeoutMs: String(Math.round(properties.requestTimeout * 1000)),
        checkConcurrency: String(properties.checkConcurrency),
      },
      // the schedule comes again, and finds what it was asked for too
      retryAttempts: 0,
    });
    webhooks.grantCheck(this.function);
    webhooks.grantReadDataKeys(this.function);
    credentialsKey.grantOpen(this.function);
    webhooks.grantLease(this.function);
    prober.function.grantCall(this.function);
    sweeper.function.grantCall(this.function);
    ruleReconciler.function.grantCall(this.function);
    new Schedule(this, 'Schedule', { intervalSeconds: 60, target: this.function });
  }
}
