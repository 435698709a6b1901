import type { DynamoDBBatchResponse } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { sdkEventBridge } from '../adapters/aws-sdk-eventbridge.ts';
import { sdkSqs } from '../adapters/aws-sdk-sqs.ts';
import { DynamoDbAuditLog } from '../adapters/dynamodb-audit-log.ts';
import { DynamoDbHistoryStore } from '../adapters/dynamodb-history-store.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { EventBridgeOperationalEvents } from '../adapters/eventbridge-operational-events.ts';
import { grantedCompanyOf } from '../adapters/grant-stream-record.ts';
import { healthChangeOf } from '../adapters/health-stream-record.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { LambdaCheckRequests } from '../adapters/lambda-check-requests.ts';
import { LambdaGrantRequests } from '../adapters/lambda-grant-requests.ts';
import { LambdaReleaseRequests } from '../adapters/lambda-release-requests.ts';
import { LambdaRuleRequests } from '../adapters/lambda-rule-requests.ts';
import { movedWebhookOf } from '../adapters/lane-stream-record.ts';
import { SqsQueue } from '../adapters/sqs-queue.ts';
import { environmentNames as names, readText } from '../environment.ts';
import { receiveChanges } from './receive-changes.ts';

const { env } = process;
const dynamoDb = sdkDynamoDb();
const webhooksTable = readText(env, names.webhooksTable);

const deps = {
  readChange: healthChangeOf,
  movedWebhookOf,
  grantedCompanyOf,
  // Only whoever deletes webhooks needs their retention.
  webhooks: new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays: 0 }),
  history: new DynamoDbHistoryStore({ dynamoDb, webhooksTable }),
  auditLog: new DynamoDbAuditLog({ dynamoDb, webhooksTable }),
  operations: new EventBridgeOperationalEvents({
    eventBridge: sdkEventBridge(),
    eventBusName: readText(env, names.operationsBusName),
  }),
  checks: new LambdaCheckRequests({ functionName: readText(env, names.healthCheckerFunctionName) }),
  releases: new LambdaReleaseRequests({ functionName: readText(env, names.sweeperFunctionName) }),
  rules: new LambdaRuleRequests({ functionName: readText(env, names.ruleReconcilerFunctionName) }),
  grants: new LambdaGrantRequests({ functionName: readText(env, names.ruleReconcilerFunctionName) }),
  deadLetters: new SqsQueue({ sqs: sdkSqs(), queueUrl: readText(env, names.historianDeadLetterQueueUrl) }),
  log: jsonLog(line => process.stdout.write(`${line}\n`)),
};

export async function handler(event: unknown): Promise<DynamoDBBatchResponse> {
  const { batchItemFailures } = await receiveChanges(deps, event);
  return { batchItemFailures: [...batchItemFailures] };
}
