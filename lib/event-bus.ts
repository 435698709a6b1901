import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Aws, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freezeLogicalId } from './frozen-logical-id.ts';
import type { MessageQueue } from './message-queue.ts';
import type { CompleteProperties } from './properties.ts';

interface EventBusProps {
  readonly properties: CompleteProperties;
}

/**
 * A name that stays the same for the life of the stack and is new for the next one. A bus needs a name, and a
 * retained bus keeps its own: with a fixed name, a destroyed (or half created) stack would block every later one.
 * So after a destroy producers take the new name from the stack's outputs.
 */
export function busNameOfStack(purpose: string): string {
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return Fn.join('-', [Aws.STACK_NAME, purpose, stackUuid]);
}

/**
 * The bus that producers put events on, and on which each webhook's rule is made at run time, named after the
 * webhook (`whk_…`). Retained, named `<stack>-events-<uuid of the stack>` ({@link busNameOfStack} says why).
 */
export class EventBus extends Construct {
  readonly eventBusName: string;
  /** ARN pattern of every rule of this bus, for conditions in resource policies. */
  readonly rulesArn: string;
  readonly #bus: events.EventBus;

  constructor(scope: Construct, id: string, { properties }: EventBusProps) {
    super(scope, id);
    this.#bus = new events.EventBus(this, 'Bus', { eventBusName: busNameOfStack('events') });
    this.#bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
    freezeLogicalId(this.#bus, 'EventBus');
    this.eventBusName = this.#bus.eventBusName;
    this.rulesArn = this.#ruleArn(`${this.eventBusName}/*`);
    if (properties.producerAccounts.length > 0) this.#allowAccounts(properties.producerAccounts);
  }

  /** Puts events. */
  grantPutEvents(grantee: iam.IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['events:PutEvents'], resources: [this.#bus.eventBusArn] }),
    );
  }

  /** Puts events of any source but Finehook's own: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html */
  grantPublish(grantee: iam.IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [this.#bus.eventBusArn],
        conditions: { StringNotEqualsIgnoreCase: { 'events:source': 'finehook' } },
      }),
    );
  }

  /** Makes, changes and removes webhooks' rules, and no other rule. */
  grantManageRules(grantee: iam.IGrantable): void {
    const actions = ['PutRule', 'PutTargets', 'RemoveTargets', 'DeleteRule', 'ListTargetsByRule'];
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: actions.map(action => `events:${action}`),
        resources: [this.#ruleArn(`${this.eventBusName}/whk_*`)],
      }),
    );
  }

  /**
   * Lists rules. The service authorization reference names no resource for ListRules; a denial names `rule/*` for the
   * default bus, so that is what must be allowed: names of this account's rules in this Region, reading only.
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
   */
  grantListRules(grantee: iam.IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['events:ListRules'],
        resources: [this.#ruleArn('*'), this.#bus.eventBusArn],
      }),
    );
  }

  /**
   * Passes every customer's event to a queue, by a rule in `scope`. A stack's name has no `_`, so the rule's name, which begins with it,
   * is none of a webhook's. What SQS does not take within an hour is dropped.
   */
  passAllTo(scope: Construct, queue: MessageQueue): void {
    const rule = new events.Rule(scope, 'Rule', {
      eventBus: this.#bus,
      eventPattern: {
        source: events.Match.anythingBut('finehook'),
        detail: { companyId: events.Match.exists(), projectId: events.Match.exists() },
      },
    });
    const retryPolicy = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };
    rule.addTarget({ bind: () => ({ arn: queue.queueArn, retryPolicy }) });
    queue.allowRule(rule.ruleArn);
  }

  /** One statement for all accounts: a policy of a bus may have 10,240 characters. */
  #allowAccounts(accounts: readonly string[]): void {
    this.#bus.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'ProducerAccounts',
        principals: accounts.map(account => new iam.AccountPrincipal(account)),
        actions: ['events:PutEvents'],
        resources: [this.#bus.eventBusArn],
      }),
    );
  }

  #ruleArn(resourceName: string): string {
    return Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}
