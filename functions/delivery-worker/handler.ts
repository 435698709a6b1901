import { randomUUID } from 'node:crypto';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { realTiming } from '../adapters/backoff.ts';
import { caresResolver } from '../adapters/cares-resolver.ts';
import { DynamoDbCallPermits } from '../adapters/dynamodb-call-permits.ts';
import { DynamoDbDeliveryStore } from '../adapters/dynamodb-delivery-store.ts';
import { DynamoDbDirectoryStore } from '../adapters/dynamodb-directory-store.ts';
import { DynamoDbStatisticsStore } from '../adapters/dynamodb-statistics-store.ts';
import { DynamoDbTransitionGuard } from '../adapters/dynamodb-transition-guard.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { EmfMetrics } from '../adapters/emf-metrics.ts';
import { EventBridgeOperationalEvents } from '../adapters/eventbridge-operational-events.ts';
import { HttpCanary } from '../adapters/http-canary.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { KmsVault } from '../adapters/kms-vault.ts';
import { endpointOf, LeanAwsClient, type LeanAwsService } from '../adapters/lean-aws-client.ts';
import { LeanAwsTransport } from '../adapters/lean-aws-transport.ts';
import { leanDynamoDb } from '../adapters/lean-dynamodb.ts';
import { leanEventBridge } from '../adapters/lean-eventbridge.ts';
import { leanKms } from '../adapters/lean-kms.ts';
import { bucketAddressOf, leanS3Bucket } from '../adapters/lean-s3.ts';
import { leanSqs } from '../adapters/lean-sqs.ts';
import { PayloadStore } from '../adapters/payload-store.ts';
import { SqsMessageSource } from '../adapters/sqs-message-source.ts';
import { SqsQueue } from '../adapters/sqs-queue.ts';
import { SqsReceivedMessages } from '../adapters/sqs-received-messages.ts';
import { UndiciWebhookCaller } from '../adapters/undici-webhook-caller.ts';
import { AddressPolicy } from '../domain/address-policy.ts';
import { readHealthPolicy } from '../domain/wire/health-policy-schema.ts';
import { readNouns } from '../domain/wire/nouns-schema.ts';
import {
  environmentNames as names,
  readChoice,
  readList,
  readNumber,
  readNumbers,
  readText,
  readTextIfAny,
} from '../environment.ts';
import { sourceOf } from './batch-source.ts';
import { CompanyPace } from './company-pace.ts';
import { readLambdaEnvironment } from './lambda-environment.ts';
import { LaneWatch } from './lane-watch.ts';
import { NameCache } from './name-cache.ts';
import { OpenedCredentials } from './opened-credentials.ts';
import { OwnFaultWatch } from './own-fault-watch.ts';
import { receiveBatch } from './receive-batch.ts';
import { siblingQueueUrl } from './received-message.ts';
import { StatisticsTally } from './statistics-tally.ts';
import { WebhookCache } from './webhook-cache.ts';

const { env } = process;
const { region, credentials, endpointUrl } = readLambdaEnvironment(env);
const dnsSuffix = readText(env, names.dnsSuffix);
const now = () => Date.now();
const write = (line: string) => process.stdout.write(`${line}\n`);

function client(service: LeanAwsService): LeanAwsClient {
  const endpoint = endpointOf(service, region, dnsSuffix, endpointUrl);
  return new LeanAwsClient({ service, region, credentials, endpoint });
}

const dynamoDb = leanDynamoDb(client('dynamodb'));
const sqs = leanSqs(client('sqs'));
const eventBridge = leanEventBridge(client('events'));
const webhooksTable = readText(env, names.webhooksTable);
const deliveriesTable = readText(env, names.deliveriesTable);
const keyArn = readText(env, names.credentialsKeyArn);
const retentionDays = readNumber(env, names.deliveryRetentionDays);
const queueUrl = readText(env, names.deliveryQueueUrl);
const eventBusName = readText(env, names.operationsBusName);
const vault = new KmsVault({ kms: leanKms(client('kms')), dynamoDb, webhooksTable, keyArn, now });
const metrics = new EmfMetrics({ stackName: readText(env, names.stackName), write, now });

const log = jsonLog(write);
const bucketAddress = bucketAddressOf(readText(env, names.payloadBucketName), region, dnsSuffix, endpointUrl);
const { endpoint: bucketEndpoint } = bucketAddress;
// An object may have a megabyte.
const s3 = { service: 's3', region, credentials, endpoint: bucketEndpoint, tryTimeoutMs: 4000 };
const payloads = new PayloadStore({
  bucket: leanS3Bucket(new LeanAwsTransport(s3), bucketAddress),
  keep: readChoice(env, names.keepPayloads, ['all', 'undelivered']),
  log,
});
const after = (delayMs: number, act: () => void) => {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
};
const store = new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays });
const webhooks = new WebhookCache(store, now);
const requestTimeoutMs = readNumber(env, names.requestTimeoutMs);
const queueArns = {
  delivery: readText(env, names.deliveryQueueArn),
  slow: readText(env, names.slowQueueArn),
};
const resolver = caresResolver(readList(env, names.nameServers));
const canary = new HttpCanary({ url: readText(env, names.canaryUrl), resolver, now });
const ownFaults = new OwnFaultWatch({ canary, now });
const limit = readNumber(env, names.transitionLimit);
const statistics = new DynamoDbStatisticsStore({ dynamoDb, deliveriesTable });

const permits = new DynamoDbCallPermits({ dynamoDb, webhooksTable, newCallId: randomUUID });
const callsPerSecond = readNumber(env, names.callsPerSecondPerCompany);

const instance = {
  credentials: new OpenedCredentials(vault),
  webhooks,
  names: new NameCache({
    directory: new DynamoDbDirectoryStore({ dynamoDb, webhooksTable }),
    log,
    after,
    now,
  }),
  nouns: readNouns(readTextIfAny(env, names.nouns)).en,
  health: store,
  deliveries: new DynamoDbDeliveryStore({
    dynamoDb,
    deliveriesTable,
    webhooksTable,
    payloads,
    retentionDays,
  }),
  caller: new UndiciWebhookCaller({
    policy: new AddressPolicy(readList(env, names.allowedNetworks)),
    resolver,
    now,
  }),
  messagesOf: (queueArn: string) =>
    new SqsReceivedMessages({ sqs, queueUrl: siblingQueueUrl(queueUrl, queueArn) }),
  moreOf: (queueArn: string) => new SqsMessageSource({ sqs, queueUrl: siblingQueueUrl(queueUrl, queueArn) }),
  requestTimeoutMs,
  sourceOf: (queueArn: string) => sourceOf(queueArn, queueArns),
  queue: new SqsQueue({ sqs, queueUrl }),
  slowQueue: new SqsQueue({ sqs, queueUrl: readText(env, names.slowQueueUrl) }),
  lanes: new LaneWatch({ store, webhooks, ownFaults, metrics, log, after, now, requestTimeoutMs }),
  ownFaults,
  permits,
  companyPace: new CompanyPace({ permits, callsPerSecond, now }),
  pause: realTiming.wait,
  transitions: new DynamoDbTransitionGuard({ dynamoDb, webhooksTable, limit }),
  operations: new EventBridgeOperationalEvents({ eventBridge, eventBusName }),
  statistics: new StatisticsTally({ store: statistics, log, after, now }),
  metrics,
  log,
  after,
  now,
  random: () => Math.random(),
  healthPolicy: readHealthPolicy(readText(env, names.healthPolicy)),
  retryDelaysMs: readNumbers(env, names.retryDelays).map(seconds => seconds * 1000),
};

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const answer = await receiveBatch(instance, event, context.getRemainingTimeInMillis());
  metrics.flush();
  return answer;
}
