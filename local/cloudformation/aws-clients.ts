import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';

/** The ordinary AWS APIs through which the local run makes resources and polls queues and streams. */
export interface AwsClients {
  readonly dynamodb: DynamoDBClient;
  readonly dynamodbStreams: DynamoDBStreamsClient;
  readonly sqs: SQSClient;
  readonly eventbridge: EventBridgeClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly ses: SESv2Client;
}

/** Keys that are not a person's: emulators take any, and the embedded ones let these do everything. */
export interface AwsAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export function createAwsClients(access: AwsAccess): AwsClients {
  const { endpoint, region, accessKeyId, secretAccessKey } = access;
  const settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  return {
    dynamodb: new DynamoDBClient(settings),
    dynamodbStreams: new DynamoDBStreamsClient(settings),
    // The endpoint wins over the host in a queue's URL, which can be an address that only the emulator knows.
    sqs: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    eventbridge: new EventBridgeClient(settings),
    kms: new KMSClient(settings),
    // A bucket's own host name, which AWS has for every bucket, need not lead to another endpoint.
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    ses: new SESv2Client(settings),
  };
}

export function closeAwsClients(clients: AwsClients): void {
  clients.dynamodb.destroy();
  clients.dynamodbStreams.destroy();
  clients.sqs.destroy();
  clients.eventbridge.destroy();
  clients.kms.destroy();
  clients.s3.destroy();
  clients.ses.destroy();
}
