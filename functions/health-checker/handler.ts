import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { sdkKms } from '../adapters/aws-sdk-kms.ts';
import { realTiming } from '../adapters/backoff.ts';
import { DynamoDbLeases } from '../adapters/dynamodb-leases.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { KmsVault } from '../adapters/kms-vault.ts';
import { LambdaReleaseRequests } from '../adapters/lambda-release-requests.ts';
import { LambdaRuleRequests } from '../adapters/lambda-rule-requests.ts';
import { LambdaWebhookProber } from '../adapters/lambda-webhook-prober.ts';
import { readHealthPolicy } from '../domain/wire/health-policy-schema.ts';
import { environmentNames as names, readNumber, readText } from '../environment.ts';
import { runChecks } from './run-checks.ts';

const { env } = process;
const dynamoDb = sdkDynamoDb();
const webhooksTable = readText(env, names.webhooksTable);
const keyArn = readText(env, names.credentialsKeyArn);
const { now, wait } = realTiming;

const deps = {
  // Only whoever deletes webhooks needs their retention.
  webhooks: new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays: 0 }),
  vault: new KmsVault({ kms: sdkKms(), dynamoDb, webhooksTable, keyArn, now }),
  prober: new LambdaWebhookProber({ functionName: readText(env, names.proberFunctionName) }),
  releases: new LambdaReleaseRequests({ functionName: readText(env, names.sweeperFunctionName) }),
  rules: new LambdaRuleRequests({ functionName: readText(env, names.ruleReconcilerFunctionName) }),
  // An instance does one run at a time.
  leases: new DynamoDbLeases({ dynamoDb, webhooksTable, holder: randomUUID() }),
  log: jsonLog(line => process.stdout.write(`${line}\n`)),
  healthPolicy: readHealthPolicy(readText(env, names.healthPolicy)),
  timeoutMs: readNumber(env, names.requestTimeoutMs),
  checksAtOnce: readNumber(env, names.checkConcurrency),
  now,
  wait,
};

export function handler(event: unknown, context: Context): Promise<void> {
  return runChecks(deps, event, () => context.getRemainingTimeInMillis());
}
