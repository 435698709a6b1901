import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { sdkSqs } from '../adapters/aws-sdk-sqs.ts';
import { EmfMetrics } from '../adapters/emf-metrics.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { SqsQueue } from '../adapters/sqs-queue.ts';
import { environmentNames as names, readNumbers, readText } from '../environment.ts';
import { sendBack } from './send-back.ts';

const { env } = process;
const write = (line: string) => process.stdout.write(`${line}\n`);
const sqs = sdkSqs();
const metrics = new EmfMetrics({ stackName: readText(env, names.stackName), write, now: () => Date.now() });

const deps = {
  deliveryQueue: new SqsQueue({ sqs, queueUrl: readText(env, names.deliveryQueueUrl) }),
  isolationQueue: new SqsQueue({ sqs, queueUrl: readText(env, names.isolationQueueUrl) }),
  parkingQueue: new SqsQueue({ sqs, queueUrl: readText(env, names.parkingQueueUrl) }),
  delaysSeconds: readNumbers(env, names.deadLetterDelays),
  metrics,
  log: jsonLog(write),
};

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const answer = await sendBack(deps, event);
  metrics.flush();
  return answer;
}
