import type { Context } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { realTiming } from '../adapters/backoff.ts';
import { DynamoDbGrantRound } from '../adapters/dynamodb-grant-round.ts';
import { DynamoDbGrantStore } from '../adapters/dynamodb-grant-store.ts';
import { DynamoDbRuleCounts } from '../adapters/dynamodb-rule-counts.ts';
import { DynamoDbTransitionGuard } from '../adapters/dynamodb-transition-guard.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { EmfMetrics } from '../adapters/emf-metrics.ts';
import { EventBridgeRuleBook } from '../adapters/eventbridge-rule-book.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { environmentNames as names, readNumber, readText } from '../environment.ts';
import { callsPerSecond, pacer } from './pace.ts';
import { reconcile } from './reconcile.ts';
import { type Drift, maxTargetChecks } from './reconcile-rules.ts';

const env = process.env;
const { now, random, wait } = realTiming;
const metrics = new EmfMetrics({
  stackName: readText(env, names.stackName),
  write: line => process.stdout.write(`${line}\n`),
  now,
});

const dynamoDb = sdkDynamoDb();
const webhooksTable = readText(env, names.webhooksTable);
const webhooks = new DynamoDbWebhookStore({
  dynamoDb,
  webhooksTable,
  // Only whoever deletes webhooks needs it.
  retentionDays: 0,
});
const grants = new DynamoDbGrantStore({ dynamoDb, webhooksTable });
const round = new DynamoDbGrantRound({ dynamoDb, webhooksTable });
const rules = new EventBridgeRuleBook({
  eventBusName: readText(env, names.eventBusName),
  queueArns: { fast: readText(env, names.deliveryQueueArn), slow: readText(env, names.slowQueueArn) },
  deadLetterQueueArn: readText(env, names.ruleDeadLetterQueueArn),
});

export const handler = async (event: unknown, context: Context): Promise<Drift | undefined> => {
  try {
    return await reconcile(
      {
        webhooks,
        grants,
        round,
        rules,
        ruleCounts: new DynamoDbRuleCounts({ dynamoDb, webhooksTable }),
        // Only whoever admits transitions needs the limit.
        transitions: new DynamoDbTransitionGuard({ dynamoDb, webhooksTable, limit: 0 }),
        metrics,
        log: jsonLog(line => process.stdout.write(`${line}\n`)),
        pace: pacer(callsPerSecond, { now, sleep: wait }),
        requestTimeoutMs: readNumber(env, names.requestTimeoutMs),
        now,
        random,
        remainingMs: () => context.getRemainingTimeInMillis(),
        maxTargetChecks,
      },
      event,
    );
  } finally {
    metrics.flush();
  }
};
