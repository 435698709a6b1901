import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Messages of one queue. */
export interface QueueCounts {
  readonly name: string;
  readonly ready: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface SoakQueues {
  counts(): Promise<QueueCounts[]>;
  /** A batch whose worker was killed comes back after so long. @param secondsOf by the queue's name */
  shortenVisibility(secondsOf: (name: string) => number): Promise<void>;
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('-') + 1);
}

export async function soakQueues(sqs: SQSClient): Promise<SoakQueues> {
  const { QueueUrls: urls = [] } = await sqs.send(new ListQueuesCommand({}));
  return {
    counts: () =>
      Promise.all(
        urls.map(async QueueUrl => {
          const { Attributes = {} } = await sqs.send(
            new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
          );
          return {
            name: nameOf(QueueUrl),
            ready: Number(Attributes.ApproximateNumberOfMessages),
            inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
            delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed),
          };
        }),
      ),
    async shortenVisibility(secondsOf) {
      for (const QueueUrl of urls) {
        const VisibilityTimeout = String(secondsOf(nameOf(QueueUrl)));
        await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout } }));
      }
    },
  };
}

/** Every message wherever it is. */
export function total(counts: readonly QueueCounts[]): number {
  return counts.reduce((sum, { ready, inFlight, delayed }) => sum + ready + inFlight + delayed, 0);
}
