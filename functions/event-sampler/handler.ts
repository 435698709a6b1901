import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { DynamoDbEventSampleStore } from '../adapters/dynamodb-event-sample-store.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { environmentNames as names, readNumber, readText } from '../environment.ts';
import { takeSample } from './take-sample.ts';
import { WriteBudget } from './write-budget.ts';

const { env } = process;
const most = readNumber(env, names.recentEvents);

const deps = {
  store: new DynamoDbEventSampleStore({
    dynamoDb: sdkDynamoDb(),
    deliveriesTable: readText(env, names.deliveriesTable),
    days: readNumber(env, names.recentEventDays),
  }),
  budget: new WriteBudget({ perMinute: most, now: Date.now }),
  most,
  log: jsonLog(line => process.stdout.write(`${line}\n`)),
};

export function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  return takeSample(deps, event);
}
