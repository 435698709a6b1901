import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { MessageQueue } from './message-queue.ts';

/** Messages that failed after every hop. They wait for a person (runbook: ParkingQueueNotEmpty). */
export class ParkingQueue extends MessageQueue {
  constructor(scope: Construct) {
    super(scope, 'ParkingQueue', {
      redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    });
  }
}
