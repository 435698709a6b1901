import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Sends to queues by their ARNs. */
export type QueueSender = (queueArn: string, body: string) => Promise<void>;

export function createQueueSender(sqs: SQSClient): QueueSender {
  return async (queueArn, MessageBody) => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueArn.split(':').at(-1) }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };
}
