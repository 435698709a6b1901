import { ChangeMessageVisibilityBatchCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import type { Sqs } from './sqs-client.ts';

/**
 * SQS through AWS's SDK.
 * @param client one made with `useQueueUrlAsEndpoint: false`: else it calls the queue URL's host in spite of the endpoint.
 *   @default one with our time limits
 */
export function sdkSqs(client = new SQSClient({ ...sdkSettings, useQueueUrlAsEndpoint: false })): Sqs {
  return {
    sendMessageBatch: input => translated(client.send(new SendMessageBatchCommand(input))),
    changeMessageVisibilityBatch: input =>
      translated(client.send(new ChangeMessageVisibilityBatchCommand(input))),
  };
}
