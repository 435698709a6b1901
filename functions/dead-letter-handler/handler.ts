import type { Context, SQSBatchResponse } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { sdkSqs } from '../adapters/aws-sdk-sqs.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { EmfMetrics } from '../adapters/emf-metrics.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { SqsMessageSource } from '../adapters/sqs-message-source.ts';
import { SqsQueue } from '../adapters/sqs-queue.ts';
import { environmentNames as names, readNumber, readNumbers, readText } from '../environment.ts';
import { handleDeadLetters } from './handle-dead-letters.ts';
import type { Redriven } from './redrive.ts';

const { env } = process;
const write = (line: string) => process.stdout.write(`${line}\n`);
const sqs = sdkSqs();
const now = () => Date.now();
const metrics = new EmfMetrics({ stackName: readText(env, names.stackName), write, now });
const parkingQueueUrl = readText(env, names.parkingQueueUrl);

const deps = {
  webhooks: new DynamoDbWebhookStore({
    dynamoDb: sdkDynamoDb(),
    webhooksTable: readText(env, names.webhooksTable),
    retentionDays: readNumber(env, names.deliveryRetentionDays),
  }),
  sources: {
    rules: new SqsMessageSource({ sqs, queueUrl: readText(env, names.ruleDeadLetterQueueUrl) }),
    parking: new SqsMessageSource({ sqs, queueUrl: parkingQueueUrl }),
  },
  deliveryQueue: new SqsQueue({ sqs, queueUrl: readText(env, names.deliveryQueueUrl) }),
  isolationQueue: new SqsQueue({ sqs, queueUrl: readText(env, names.isolationQueueUrl) }),
  parkingQueue: new SqsQueue({ sqs, queueUrl: parkingQueueUrl }),
  delaysSeconds: readNumbers(env, names.deadLetterDelays),
  metrics,
  log: jsonLog(write),
  now,
};

export async function handler(event: unknown, context: Context): Promise<SQSBatchResponse | Redriven> {
  const answer = await handleDeadLetters(deps, event, () => context.getRemainingTimeInMillis());
  metrics.flush();
  return answer;
}
