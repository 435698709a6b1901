import { randomBytes } from 'node:crypto';
import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { sdkEventBridge } from '../adapters/aws-sdk-eventbridge.ts';
import { sdkKms } from '../adapters/aws-sdk-kms.ts';
import { s3ClientFor, sdkS3Bucket } from '../adapters/aws-sdk-s3.ts';
import { DynamoDbApiKeyStore } from '../adapters/dynamodb-api-key-store.ts';
import { DynamoDbAuditLog } from '../adapters/dynamodb-audit-log.ts';
import { DynamoDbContactStore } from '../adapters/dynamodb-contact-store.ts';
import { DynamoDbDeliveryStore } from '../adapters/dynamodb-delivery-store.ts';
import { DynamoDbDirectoryStore } from '../adapters/dynamodb-directory-store.ts';
import { recentEventsOf } from '../adapters/dynamodb-event-sample-store.ts';
import { DynamoDbEventTypeStore } from '../adapters/dynamodb-event-type-store.ts';
import { DynamoDbGrantStore } from '../adapters/dynamodb-grant-store.ts';
import { DynamoDbHistoryStore } from '../adapters/dynamodb-history-store.ts';
import { DynamoDbInboxCalls } from '../adapters/dynamodb-inbox-calls.ts';
import { DynamoDbInboxStore } from '../adapters/dynamodb-inbox-store.ts';
import { DynamoDbKeptAnswers } from '../adapters/dynamodb-kept-answers.ts';
import { DynamoDbKeyRateCounts } from '../adapters/dynamodb-key-rate-counts.ts';
import { DynamoDbPortalStore } from '../adapters/dynamodb-portal-store.ts';
import { DynamoDbResendStore } from '../adapters/dynamodb-resend-store.ts';
import { DynamoDbRuleCounts } from '../adapters/dynamodb-rule-counts.ts';
import { DynamoDbStatisticsStore } from '../adapters/dynamodb-statistics-store.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { EmfMetrics, writtenAtOnce } from '../adapters/emf-metrics.ts';
import { EventBridgeEventPublisher } from '../adapters/eventbridge-event-publisher.ts';
import { EventBridgeRuleBook } from '../adapters/eventbridge-rule-book.ts';
import { joseTokenVerifierOf } from '../adapters/jose-token-verifier.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { KmsVault } from '../adapters/kms-vault.ts';
import { LambdaReleaseRequests } from '../adapters/lambda-release-requests.ts';
import { LambdaResendRequests } from '../adapters/lambda-resend-requests.ts';
import { LambdaSendRequests } from '../adapters/lambda-send-requests.ts';
import { LambdaWebhookProber } from '../adapters/lambda-webhook-prober.ts';
import { PayloadStore } from '../adapters/payload-store.ts';
import { sesMailerOf } from '../adapters/ses-mailer.ts';
import { AddressPolicy } from '../domain/address-policy.ts';
import { keyRateOf } from '../domain/key-rate.ts';
import { readNouns } from '../domain/wire/nouns-schema.ts';
import { environmentNames as names, readList, readNumber, readText, readTextIfAny } from '../environment.ts';
import { apiHandler } from './api-handler.ts';
import { KnownEventTypes } from './known-event-types.ts';

/** A health check must leave the request time for its other work: API Gateway gives up after 30 seconds. */
const maxHealthCheckMs = 10_000;

const env = process.env;
const webhooksTable = readText(env, names.webhooksTable);
const eventBusName = readText(env, names.eventBusName);
const deliveriesTable = readText(env, names.deliveriesTable);
const retentionDays = readNumber(env, names.deliveryRetentionDays);
const requestTimeoutMs = readNumber(env, names.requestTimeoutMs);
const sweeper = { functionName: readText(env, names.sweeperFunctionName) };
const dynamoDb = sdkDynamoDb();
const write = (line: string) => process.stdout.write(`${line}\n`);
const log = jsonLog(write);
const metrics = writtenAtOnce(
  new EmfMetrics({ stackName: readText(env, names.stackName), write, now: Date.now }),
);
const bucket = sdkS3Bucket(s3ClientFor(env.AWS_ENDPOINT_URL), readText(env, names.payloadBucketName));
const eventTypes = new DynamoDbEventTypeStore({ dynamoDb, webhooksTable });

export const handler = apiHandler({
  webhooks: new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays }),
  vault: new KmsVault({
    kms: sdkKms(),
    dynamoDb,
    webhooksTable,
    keyArn: readText(env, names.credentialsKeyArn),
    now: Date.now,
  }),
  keys: new DynamoDbApiKeyStore({ dynamoDb, webhooksTable }),
  deliveries: new DynamoDbDeliveryStore({
    dynamoDb,
    webhooksTable,
    deliveriesTable,
    payloads: new PayloadStore({ bucket, log }),
    retentionDays,
  }),
  history: new DynamoDbHistoryStore({ dynamoDb, webhooksTable }),
  // It only reads.
  statistics: new DynamoDbStatisticsStore({ dynamoDb, deliveriesTable }),
  recentEvents: recentEventsOf(readNumber(env, names.recentEvents), { dynamoDb, deliveriesTable }),
  auditLog: new DynamoDbAuditLog({ dynamoDb, webhooksTable }),
  grants: new DynamoDbGrantStore({ dynamoDb, webhooksTable }),
  portal: new DynamoDbPortalStore({ dynamoDb, webhooksTable }),
  tokens: joseTokenVerifierOf({
    issuer: readText(env, names.oidcIssuer),
    audience: readText(env, names.oidcAudience),
    now: Date.now,
    log,
  }),
  tokenClaims: {
    companies: readText(env, names.oidcCompaniesClaim),
    role: readText(env, names.oidcRoleClaim),
  },
  consoleUrl: readText(env, names.consoleUrl),
  inboxes: new DynamoDbInboxStore({ dynamoDb, webhooksTable }),
  inboxCalls: new DynamoDbInboxCalls({ dynamoDb, deliveriesTable }),
  contacts: new DynamoDbContactStore({ dynamoDb, webhooksTable }),
  directory: new DynamoDbDirectoryStore({ dynamoDb, webhooksTable }),
  nouns: readNouns(readTextIfAny(env, names.nouns)),
  eventTypes,
  knownEventTypes: new KnownEventTypes(eventTypes, Date.now),
  mailer: sesMailerOf({
    sender: readText(env, names.noticeSender),
    configurationSetName: readText(env, names.mailConfigurationSetName),
  }),
  apiUrl: readText(env, names.apiUrl),
  rules: new EventBridgeRuleBook({
    eventBusName,
    queueArns: { fast: readText(env, names.deliveryQueueArn), slow: readText(env, names.slowQueueArn) },
    deadLetterQueueArn: readText(env, names.ruleDeadLetterQueueArn),
  }),
  events: new EventBridgeEventPublisher({ eventBridge: sdkEventBridge(), eventBusName }),
  prober: new LambdaWebhookProber({ functionName: readText(env, names.proberFunctionName) }),
  releases: new LambdaReleaseRequests(sweeper),
  resends: new DynamoDbResendStore({ dynamoDb, webhooksTable, retentionDays }),
  resendRequests: new LambdaResendRequests(sweeper),
  sends: new LambdaSendRequests(sweeper),
  addresses: new AddressPolicy(readList(env, names.allowedNetworks)),
  now: Date.now,
  randomBytes,
  requestTimeoutMs,
  webhooksPerCompany: readNumber(env, names.webhooksPerCompany),
  ruleQuota: readNumber(env, names.ruleQuota),
  ruleCounts: new DynamoDbRuleCounts({ dynamoDb, webhooksTable }),
  retentionDays,
  healthCheckTimeoutMs: Math.min(requestTimeoutMs, maxHealthCheckMs),
  keyRate: keyRateOf(readNumber(env, names.keyRateLimit), readNumber(env, names.keyBurstLimit)),
  keyRateCounts: new DynamoDbKeyRateCounts({ dynamoDb, webhooksTable }),
  keptAnswers: new DynamoDbKeptAnswers({ dynamoDb, webhooksTable }),
  allowedOrigins: readList(env, names.allowedOrigins),
  log,
  metrics,
});
