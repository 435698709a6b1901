import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { MessageQueue } from './message-queue.ts';

/** Changes of webhooks that the historian could not follow. They wait for a person (runbook: HistorianDeadLetters). */
export class HistorianDeadLetterQueue extends MessageQueue {
  constructor(scope: Construct) {
    super(scope, 'HistorianDeadLetterQueue', {
      redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    });
  }
}
