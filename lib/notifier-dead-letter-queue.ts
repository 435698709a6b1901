import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { MessageQueue } from './message-queue.ts';

/** Events that the notifier could not tell everybody of. They wait for a person (runbook: NotifierDeadLetters). */
export class NotifierDeadLetterQueue extends MessageQueue {
  constructor(scope: Construct) {
    super(scope, 'NotifierDeadLetterQueue', {
      redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    });
  }
}
