import type { Context } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { realTiming } from '../adapters/backoff.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { EmfMetrics } from '../adapters/emf-metrics.ts';
import { EventBridgeRuleBook } from '../adapters/eventbridge-rule-book.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { environmentNames as names, readText } from '../environment.ts';
import { pacer } from './pace.ts';
import { callsPerSecond, type Drift, maxTargetChecks, reconcileRules } from './reconcile-rules.ts';

const env = process.env;
const { now, random, wait } = realTiming;
const metrics = new EmfMetrics({
  stackName: readText(env, names.stackName),
  write: line => process.stdout.write(`${line}\n`),
  now,
});

const webhooks = new DynamoDbWebhookStore({
  dynamoDb: sdkDynamoDb(),
  webhooksTable: readText(env, names.webhooksTable),
  // Only whoever deletes webhooks needs it.
  retentionDays: 0,
});
const rules = new EventBridgeRuleBook({
  eventBusName: readText(env, names.eventBusName),
  deliveryQueueArn: readText(env, names.deliveryQueueArn),
  deadLetterQueueArn: readText(env, names.ruleDeadLetterQueueArn),
});

export const handler = async (_event: unknown, context: Context): Promise<Drift> => {
  try {
    return await reconcileRules({
      webhooks,
      rules,
      metrics,
      log: jsonLog(line => process.stdout.write(`${line}\n`)),
      pace: pacer(callsPerSecond, { now, sleep: wait }),
      now,
      random,
      remainingMs: () => context.getRemainingTimeInMillis(),
      maxTargetChecks,
    });
  } finally {
    metrics.flush();
  }
};
