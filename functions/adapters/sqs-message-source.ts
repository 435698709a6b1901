import type { MessageSource, SourcedMessage } from '../domain/ports.ts';
import { maxBatchEntries, type SqsReading } from './sqs-client.ts';

/** A long poll asks all servers of the queue; a short one may miss what is there. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html */
const waitSeconds = 1;

/** MessageSource over ReceiveMessage and DeleteMessageBatch. */
export class SqsMessageSource implements MessageSource {
  readonly #sqs: SqsReading;
  readonly #queueUrl: string;

  constructor({ sqs, queueUrl }: { readonly sqs: SqsReading; readonly queueUrl: string }) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /** @throws AwsCallError */
  async receive(): Promise<readonly SourcedMessage[]> {
    const { Messages = [] } = await this.#sqs.receiveMessage({
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: maxBatchEntries,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['MessageGroupId', 'ApproximateReceiveCount', 'SentTimestamp'],
      MessageAttributeNames: ['All'],
    });
    return Messages.map(
      ({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes }) => {
        const groupId = Attributes?.MessageGroupId;
        const attributes = Object.entries(MessageAttributes ?? {}).flatMap(([name, { StringValue }]) =>
          StringValue === undefined ? [] : [[name, StringValue]],
        );
        return {
          id: MessageId,
          receiptHandle: ReceiptHandle,
          body: Body,
          attributes: Object.fromEntries(attributes),
          receives: Number(Attributes?.ApproximateReceiveCount),
          sentAtMs: Number(Attributes?.SentTimestamp),
          ...(groupId === undefined ? {} : { groupId }),
        };
      },
    );
  }

  /** What SQS does not remove comes again. @throws AwsCallError */
  async remove(messages: readonly Pick<SourcedMessage, 'receiptHandle'>[]): Promise<void> {
    if (messages.length === 0) return;
    const Entries = messages.map(({ receiptHandle }, i) => ({ Id: String(i), ReceiptHandle: receiptHandle }));
    await this.#sqs.deleteMessageBatch({ QueueUrl: this.#queueUrl, Entries });
  }
}
