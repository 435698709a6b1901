import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type {
  Message,
  MessageAttributeValue,
  QueueAttributeName,
  ReceiveMessageCommandInput,
  SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { AwsJsonServerOptions } from '../../../local/emulators/aws-json-http.ts';
import { createAwsJsonServer } from '../../../local/emulators/aws-json-http.ts';
import type { Sqs } from '../../../local/emulators/sqs/sqs.ts';
import { createSqs } from '../../../local/emulators/sqs/sqs.ts';
import type { Store } from '../../../local/emulators/store.ts';
import { openStore } from '../../../local/emulators/store.ts';

export type Attributes = Partial<Record<QueueAttributeName, string>>;
export type { Message, MessageAttributeValue };

/** Waits in real time, as checks over the wire must. */
export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** A served SQS emulator, its client, and the calls that most checks make. */
export async function connect(store: Store = openStore(), options: Partial<AwsJsonServerOptions> = {}) {
  let url = '';
  const sqs: Sqs = createSqs({ store, region: 'us-east-1', accountId: '000000000000', baseUrl: () => url });
  const { handle } = sqs;
  const server = createAwsJsonServer({
    services: { AmazonSQS: { handle, jsonVersion: '1.0', errorNamespace: 'com.amazonaws.sqs' } },
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${portOf(server.address())}`;
  const client = new SQSClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  let queues = 0;

  const createQueue = async (attributes: Attributes = {}, suffix = ''): Promise<string> => {
    queues += 1;
    const created = await client.send(
      new CreateQueueCommand({ QueueName: `queue-${queues}${suffix}`, Attributes: attributes }),
    );
    return created.QueueUrl ?? '';
  };
  const attributesOf = async (queueUrl: string): Promise<Attributes> => {
    const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] });
    return (await client.send(command)).Attributes ?? {};
  };
  const arnOf = async (queueUrl: string): Promise<string> => (await attributesOf(queueUrl)).QueueArn ?? '';

  return {
    url,
    sqs,
    client,
    createQueue,
    attributesOf,
    arnOf,
    /** A request without the SDK, for what its types or checks do not let through. */
    post: (operation: string, input: unknown, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(url, {
        method: 'POST',
        headers: { 'x-amz-target': `AmazonSQS.${operation}`, ...headers },
        body: typeof input === 'string' ? input : JSON.stringify(input),
      }),
    /** A queue whose messages go to `deadLetterUrl` after `maxReceiveCount` receives. */
    createSource: async (deadLetterUrl: string, maxReceiveCount: number, attributes: Attributes = {}) => {
      const policy = { deadLetterTargetArn: await arnOf(deadLetterUrl), maxReceiveCount };
      return createQueue({ ...attributes, RedrivePolicy: JSON.stringify(policy) });
    },
    countsOf: async (queueUrl: string): Promise<readonly (string | undefined)[]> => {
      const it = await attributesOf(queueUrl);
      return [it.ApproximateNumberOfMessages, it.ApproximateNumberOfMessagesNotVisible];
    },
    send: (queueUrl: string, body: string, more: Partial<SendMessageCommandInput> = {}) =>
      client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, ...more })),
    sendTen: (queueUrl: string, bodyOf: (index: number) => string) => {
      const entries = Array.from({ length: 10 }, (_, it) => ({ Id: `m${it}`, MessageBody: bodyOf(it) }));
      return client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
    },
    receive: async (
      queueUrl: string,
      more: Partial<ReceiveMessageCommandInput> = {},
    ): Promise<readonly Message[]> => {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        ...more,
      });
      return (await client.send(command)).Messages ?? [];
    },
    remove: (queueUrl: string, message: Message | undefined) =>
      client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message?.ReceiptHandle })),
    removeAll: (queueUrl: string, messages: readonly Message[]) => {
      const entries = messages.map((it, index) => ({ Id: `${index}`, ReceiptHandle: it.ReceiptHandle }));
      return client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
    },
    hide: (queueUrl: string, message: Message | undefined, seconds: number) =>
      client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout: seconds,
        }),
      ),
    close: async () => {
      client.destroy();
      sqs.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What `connect` gives. */
export type Connection = Awaited<ReturnType<typeof connect>>;

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
