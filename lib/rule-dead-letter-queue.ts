import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { EventBus } from './event-bus.ts';
import { MessageQueue } from './message-queue.ts';

interface RuleDeadLetterQueueProps {
  /** Its rules send here what they could not put into the delivery queue: the raw event, with the attribute RULE_ARN. */
  readonly eventBus: EventBus;
}

/** The EventBridge target's dead-letter queue of every webhook's rule. SQS itself redrives nothing into it. */
export class RuleDeadLetterQueue extends MessageQueue {
  constructor(scope: Construct, props: RuleDeadLetterQueueProps) {
    super(scope, 'RuleDeadLetterQueue', {
      redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    });
    this.allowRulesOf(props.eventBus);
  }
}
