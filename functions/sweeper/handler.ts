import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { s3ClientFor, sdkS3Bucket } from '../adapters/aws-sdk-s3.ts';
import { sdkSqs } from '../adapters/aws-sdk-sqs.ts';
import { realTiming } from '../adapters/backoff.ts';
import { DynamoDbDeliveryStore } from '../adapters/dynamodb-delivery-store.ts';
import { DynamoDbLeases } from '../adapters/dynamodb-leases.ts';
import { DynamoDbResendStore } from '../adapters/dynamodb-resend-store.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { PayloadStore } from '../adapters/payload-store.ts';
import { SqsQueue } from '../adapters/sqs-queue.ts';
import { environmentNames as names, readNumber, readText } from '../environment.ts';
import { sweep } from './sweep.ts';

const { env } = process;
const dynamoDb = sdkDynamoDb();
const sqs = sdkSqs();
const webhooksTable = readText(env, names.webhooksTable);
const deliveriesTable = readText(env, names.deliveriesTable);
const retentionDays = readNumber(env, names.deliveryRetentionDays);

const log = jsonLog(line => process.stdout.write(`${line}\n`));
const bucket = sdkS3Bucket(s3ClientFor(env.AWS_ENDPOINT_URL), readText(env, names.payloadBucketName));
const payloads = new PayloadStore({ bucket, log });

const deps = {
  webhooks: new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays }),
  deliveries: new DynamoDbDeliveryStore({
    dynamoDb,
    deliveriesTable,
    webhooksTable,
    payloads,
    retentionDays,
  }),
  resends: new DynamoDbResendStore({ dynamoDb, webhooksTable, retentionDays }),
  queues: {
    fast: new SqsQueue({ sqs, queueUrl: readText(env, names.deliveryQueueUrl) }),
    slow: new SqsQueue({ sqs, queueUrl: readText(env, names.slowQueueUrl) }),
  },
  requestTimeoutMs: readNumber(env, names.requestTimeoutMs),
  // An instance does one sweep at a time.
  leases: new DynamoDbLeases({ dynamoDb, webhooksTable, holder: randomUUID() }),
  log,
  now: realTiming.now,
  wait: realTiming.wait,
};

export function handler(event: unknown, context: Context): Promise<void> {
  return sweep(deps, event, () => context.getRemainingTimeInMillis());
}
