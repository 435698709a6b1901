import type { PutEventsCommandInput, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';

/** The operation of EventBridge that the delivery-worker needs. It throws AwsCallError. */
export interface EventBridge {
  putEvents(input: PutEventsCommandInput): Promise<Pick<PutEventsCommandOutput, 'Entries'>>;
}
