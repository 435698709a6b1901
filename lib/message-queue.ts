import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EventBus } from './event-bus.ts';
import { freezeLogicalId } from './frozen-logical-id.ts';

/** Lambda asks for six times the function's timeout, plus the batching window where there is one.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export function visibilityTimeoutFor(functionTimeoutSeconds: number): Duration {
  return Duration.seconds(6 * functionTimeoutSeconds);
}

/** SQS moves a message to the dead-letter queue at the receive after this one. */
export const maxReceiveCount = 5;

/**
 * What all queues have in common: SSE-SQS (EventBridge cannot use the key alias/aws/sqs), TLS only, 14 days,
 * retained with a frozen logical id.
 */
export class MessageQueue extends sqs.Queue {
  constructor(scope: Construct, logicalId: string, props: sqs.QueueProps = {}) {
    super(scope, logicalId, {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    });
    freezeLogicalId(this, logicalId);
  }

  grantSend(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['SendMessage']);
  }

  /** What an event source mapping needs: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
  grantConsume(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']);
  }

  /** Postpones received messages by visibility timeout. */
  grantPostpone(grantee: iam.IGrantable): void {
    this.#allow(grantee, ['ChangeMessageVisibility']);
  }

  /**
   * Lets the rules that are made at run time send here: one statement for all, since a queue policy has no room for one
   * per rule. Without it EventBridge drops silently.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  protected allowRulesOf(bus: EventBus): void {
    this.#allowRules('RulesOfEventBus', bus.rulesArn);
  }

  /** Lets one rule of the stack's own send here. */
  allowRule(ruleArn: string): void {
    this.#allowRules('Rule', ruleArn);
  }

  #allowRules(sid: string, ruleArns: string): void {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid,
        principals: [new iam.ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: { ArnLike: { 'aws:SourceArn': ruleArns } },
      }),
    );
  }

  #allow(grantee: iam.IGrantable, actions: readonly string[]): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: actions.map(action => `sqs:${action}`),
        resources: [this.queueArn],
      }),
    );
  }
}
