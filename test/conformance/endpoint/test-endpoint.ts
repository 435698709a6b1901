import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  type AwsEndpoint,
  type AwsEndpointOptions,
  type FunctionInvocation,
  type InvocationResult,
  startAwsEndpoint,
} from '../../../local/emulators/aws-endpoint.ts';

export const region = 'eu-central-1';
export const accountId = '123456789012';

/** The official clients, with one access key. */
export interface Clients {
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
  readonly dynamodb: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly lambda: LambdaClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly ses: SESv2Client;
}

/** An endpoint with clients and what it said. */
export interface TestEndpoint extends Clients {
  readonly endpoint: AwsEndpoint;
  readonly logged: string[];
  readonly invocations: FunctionInvocation[];
  /** Clients that sign with another key. */
  as(accessKeyId: string, settings?: { readonly maxAttempts?: number }): Clients;
  close(): Promise<void>;
}

export async function startTestEndpoint(
  options: Partial<AwsEndpointOptions> & { readonly outcome?: InvocationResult } = {},
): Promise<TestEndpoint> {
  const logged: string[] = [];
  const invocations: FunctionInvocation[] = [];
  const { outcome = { kind: 'ok', payload: 'null' }, ...rest } = options;
  const endpoint = await startAwsEndpoint({
    port: 0,
    region,
    accountId,
    log: line => void logged.push(line),
    invoke: async invocation => {
      invocations.push(invocation);
      return outcome;
    },
    ...rest,
  });
  const made: Clients[] = [];
  const as = (accessKeyId: string, more: { readonly maxAttempts?: number } = {}): Clients => {
    const settings = {
      ...more,
      endpoint: endpoint.url,
      region,
      credentials: { accessKeyId, secretAccessKey: 'local' },
    };
    const clients = {
      sqs: new SQSClient(settings),
      // The clients would try again for seconds after what a full quota or a busy function answers.
      events: new EventBridgeClient({ ...settings, maxAttempts: 1 }),
      dynamodb: new DynamoDBClient(settings),
      streams: new DynamoDBStreamsClient(settings),
      lambda: new LambdaClient({ ...settings, maxAttempts: 1 }),
      kms: new KMSClient(settings),
      s3: new S3Client({ ...settings, forcePathStyle: true }),
      ses: new SESv2Client(settings),
    };
    made.push(clients);
    return clients;
  };
  return {
    ...as('local'),
    endpoint,
    logged,
    invocations,
    as,
    async close() {
      for (const clients of made) {
        for (const client of Object.values(clients)) client.destroy();
      }
      await endpoint.close();
    },
  };
}

/** A queue; `policy` is made from its ARN. */
export async function createQueue(
  sqs: SQSClient,
  name: string,
  policy?: (arn: string) => unknown,
): Promise<{ readonly url: string; readonly arn: string }> {
  const arn = `arn:aws:sqs:${region}:${accountId}:${name}`;
  const attributes = policy === undefined ? {} : { Policy: JSON.stringify(policy(arn)) };
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  const { Attributes: found } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { url, arn: found?.QueueArn ?? '' };
}

/** The policy that lets the rules of a bus send. */
export function allowRules(busName: string): (arn: string) => unknown {
  return arn => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arn,
        Condition: {
          ArnLike: { 'aws:SourceArn': `arn:aws:events:${region}:${accountId}:rule/${busName}/*` },
        },
      },
      // As CDK writes it for `enforceSSL`.
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:*',
        Resource: arn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}

/** What is in a queue now, or comes within `waitSeconds`. */
export async function received(sqs: SQSClient, url: string, waitSeconds = 0): Promise<readonly Message[]> {
  const answer = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return answer.Messages ?? [];
}

/** The name and message of what a call is refused with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ readonly name: string; readonly message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
    throw error;
  }
  throw new Error('The call was not refused.');
}
