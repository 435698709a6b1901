import type {
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityBatchCommandOutput,
  DeleteMessageBatchCommandInput,
  DeleteMessageBatchCommandOutput,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
  SendMessageBatchCommandInput,
  SendMessageBatchCommandOutput,
} from '@aws-sdk/client-sqs';

/** The operations of SQS that the adapters use. Every one throws AwsCallError. */
export interface Sqs {
  sendMessageBatch(
    input: SendMessageBatchCommandInput,
  ): Promise<Pick<SendMessageBatchCommandOutput, 'Successful' | 'Failed'>>;
  changeMessageVisibilityBatch(
    input: ChangeMessageVisibilityBatchCommandInput,
  ): Promise<Pick<ChangeMessageVisibilityBatchCommandOutput, 'Failed'>>;
}

/** The operations of whoever asks a queue for messages. Every one throws AwsCallError. */
export interface SqsReading {
  receiveMessage(input: ReceiveMessageCommandInput): Promise<Pick<ReceiveMessageCommandOutput, 'Messages'>>;
  deleteMessageBatch(
    input: DeleteMessageBatchCommandInput,
  ): Promise<Pick<DeleteMessageBatchCommandOutput, 'Failed'>>;
}

/** Most entries of one batch, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const maxBatchEntries = 10;
