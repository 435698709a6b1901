import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import type { Sqs, SqsReading } from './sqs-client.ts';

/**
 * SQS through AWS's SDK.
 * @param client one made with `useQueueUrlAsEndpoint: false`: else it calls the queue URL's host in spite of the endpoint.
 *   @default one with our time limits
 */
export function sdkSqs(
  client = new SQSClient({ ...sdkSettings, useQueueUrlAsEndpoint: false }),
): Sqs & SqsReading {
  return {
    sendMessageBatch: input => translated(client.send(new SendMessageBatchCommand(input))),
    changeMessageVisibilityBatch: input =>
      translated(client.send(new ChangeMessageVisibilityBatchCommand(input))),
    receiveMessage: input => translated(client.send(new ReceiveMessageCommand(input))),
    deleteMessageBatch: input => translated(client.send(new DeleteMessageBatchCommand(input))),
  };
}
