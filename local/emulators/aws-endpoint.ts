import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { listen } from '../loopback-server.ts';
import { createDynamoDbProxy } from './aws-endpoint/dynamodb-proxy.ts';
import type { EndpointFaults } from './aws-endpoint/endpoint-faults.ts';
import {
  type FunctionInvocation,
  type InvocationResult,
  invokedFunction,
  serveInvocation,
} from './aws-endpoint/function-invocation.ts';
import { listsFunctions, serveFunctionList } from './aws-endpoint/function-list.ts';
import { answerError } from './aws-endpoint/http.ts';
import { createPartitionKeys } from './aws-endpoint/partition-keys.ts';
import { createTableWrites } from './aws-endpoint/table-writes.ts';
import { AwsError } from './aws-error.ts';
import { type AwsJsonService, type AwsRequest, createAwsJsonServer } from './aws-json-http.ts';
import { dynamoDbNotEmulated, startDynamoDb } from './dynamodb.ts';
import { createEventBridge, eventBridgeNotEmulated } from './eventbridge/eventbridge.ts';
import type { EventBridgeLimits } from './eventbridge/operation.ts';
import { isInput, type ServiceName, type ServiceRequest } from './iam/request.ts';
import { createIam, type Role } from './iam.ts';
import { createKms, kmsNotEmulated } from './kms/kms.ts';
import { isForS3 } from './s3/request.ts';
import { createS3, s3NotEmulated } from './s3/s3.ts';
import type { Outbox } from './ses/outbox.ts';
import { isForSes } from './ses/request.ts';
import { createSes, sesNotEmulated } from './ses/ses.ts';
import { createSqs, sqsNotEmulated } from './sqs/sqs.ts';
import { openStore } from './store.ts';

export type {
  FunctionInvocation,
  InvocationResult,
  InvocationType,
} from './aws-endpoint/function-invocation.ts';

/** What the endpoint needs. */
export interface AwsEndpointOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  /** Where everything is kept; without it everything lives as long as the process. Only one run may use it at a time. */
  readonly dataDirectory?: string;
  readonly log: (line: string) => void;
  /** Runs the functions that Lambda's Invoke, rules and schedules name. */
  readonly invoke: (invocation: FunctionInvocation) => Promise<InvocationResult>;
  /**
   * The functions that there are.
   * @default none
   */
  readonly functionNames?: () => readonly string[];
  /** Quotas other than those of a new account. */
  readonly eventBridgeLimits?: Partial<EventBridgeLimits>;
  /** What goes wrong on purpose. @default nothing */
  readonly faults?: EndpointFaults;
}

/** The emulated AWS account. */
export interface AwsEndpoint {
  readonly url: string;
  readonly port: number;
  /** Holds an access key to a role; keys that are not registered may do everything. */
  registerRole(accessKeyId: string, role: Role): void;
  /** Why a key's role may not make a request; undefined when it may. */
  refusalOf(accessKeyId: string, request: ServiceRequest): Promise<Error | undefined>;
  /** Calls after each request that may have changed the table. @returns what ends it */
  onTableWrite(tableName: string, listener: () => void): () => void;
  /** The mails that SES has accepted. */
  readonly outbox: Outbox;
  /** The DynamoDB child's process id, for tests. */
  dynamoDbProcessId(): number | undefined;
  close(): Promise<void>;
}

/** What differs from AWS and may matter to who runs on the endpoint; to be shown at the start. */
export const notEmulated: readonly string[] = [
  ...dynamoDbNotEmulated,
  ...sqsNotEmulated,
  ...eventBridgeNotEmulated,
  ...kmsNotEmulated,
  ...s3NotEmulated,
  ...sesNotEmulated,
  'Lambda has Invoke and ListFunctions only, without versions, layers or permissions of functions',
  'IAM holds the roles of functions to their policies; signatures, sessions, boundaries and organisations are not checked',
];

const serviceNames: Readonly<Record<string, ServiceName>> = {
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  TrentService: 'kms',
};

/**
 * Starts one HTTP server on 127.0.0.1 that is SQS, EventBridge, DynamoDB, KMS, S3, SES, and Lambda's Invoke and ListFunctions. Rejects when
 * the port is taken, when another run uses the data directory, or when the DynamoDB emulator is not installed.
 */
export async function startAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const { region, accountId, dataDirectory, log, invoke, functionNames = () => [], faults } = options;
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true });
  const store = openStore(dataDirectory === undefined ? undefined : join(dataDirectory, 'aws.sqlite'));
  const tables = dataDirectory === undefined ? {} : { file: join(dataDirectory, 'dynamodb.sqlite') };
  const dynamoDb = await startDynamoDb({ ...tables, log }).catch((error: unknown) => {
    store.close();
    throw error;
  });
  let url = '';
  const sqs = createSqs({ store, region, accountId, baseUrl: () => url });
  const eventBridge = createEventBridge({
    store,
    region,
    accountId,
    queues: faults?.targetQueues(sqs) ?? sqs,
    log,
    invoke: async (functionName, payload) => {
      const { kind } = await invoke({ functionName, payload, invocationType: 'Event' });
      return kind === 'notFound' || kind === 'throttled' ? kind : 'accepted';
    },
    ...(options.eventBridgeLimits === undefined ? {} : { limits: options.eventBridgeLimits }),
  });
  const kms = createKms({ store, region, accountId });
  const partitionKeys = createPartitionKeys(dynamoDb);
  const tableWrites = createTableWrites();
  const iam = createIam({
    region,
    accountId,
    partitionKey: partitionKeys.of,
    kmsKeyArn: kms.keyArnOf,
    resourcePolicy: arn =>
      arn.startsWith('arn:aws:kms:')
        ? kms.keyPolicy(arn)
        : (sqs.queuePolicy(arn) ?? s3.bucketPolicy(arn) ?? eventBridge.busPolicy(arn)),
  });
  const s3 = createS3({
    store,
    region,
    refusalOf: async (key, request) => faults?.s3(key, request) ?? iam.refusalOf(key, request),
    onFault,
  });
  const ses = createSes({ store, region, refusalOf: iam.refusalOf });
  const proxy = createDynamoDbProxy({
    ...iam,
    region,
    accountId,
    dynamoDb,
    onTableChange: partitionKeys.forget,
    ...(faults === undefined ? {} : { strike: faults.dynamoDb }),
    onDone: tableWrites.done,
  });

  async function authorize({ service, operation, input, accessKeyId }: AwsRequest): Promise<void> {
    const name = serviceNames[service];
    if (name === undefined || !iam.isHeld(accessKeyId)) return;
    const request = { service: name, operation, input: isInput(input) ? input : {} };
    const refusal = await iam.refusalOf(accessKeyId, request);
    if (refusal !== undefined) throw refusal;
  }

  async function serveOther(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = String(request.headers['x-amz-target'] ?? '');
    const functionName = invokedFunction(request);
    if (faults?.controls(request) === true) {
      await faults.serveControl(request, response);
    } else if (isForS3(request)) {
      await s3.serve(request, response);
    } else if (isForSes(request)) {
      await ses.serve(request, response);
    } else if (listsFunctions(request)) {
      serveFunctionList({ ...iam, region, accountId, functionNames }, request, response);
    } else if (functionName !== undefined) {
      await serveInvocation({ ...iam, region, accountId, invoke }, functionName, request, response);
    } else if (/^DynamoDB(Streams)?_20120810\./.test(target)) {
      await proxy.serve(target, request, response);
    } else {
      request.resume();
      const what = target === '' ? `${request.method} ${request.url}` : target;
      const message = `The local AWS endpoint does not have ${what}.`;
      answerError(
        response,
        new AwsError({ code: 'UnknownOperationException', message, statusCode: 404 }),
        '1.1',
      );
    }
  }

  function onFault(error: unknown, requestId: string): void {
    log(`AWS endpoint: request ${requestId} failed: ${error instanceof Error ? error.stack : String(error)}`);
  }

  const services: Readonly<Record<string, AwsJsonService>> = {
    AmazonSQS: { jsonVersion: '1.0', errorNamespace: 'com.amazonaws.sqs', handle: sqs.handle },
    AWSEvents: { jsonVersion: '1.1', handle: eventBridge.handle },
    TrentService: { jsonVersion: '1.1', handle: kms.handle },
  };
  const server = createAwsJsonServer({
    services: faults?.services(services) ?? services,
    authorize,
    onFault,
    otherwise: (request, response) => {
      serveOther(request, response).catch((error: unknown) => {
        onFault(error, String(request.url));
        const message = 'The request processing has failed because of an unknown error.';
        answerError(
          response,
          new AwsError({ code: 'InternalFailure', message, statusCode: 500, type: 'Receiver' }),
        );
      });
    },
  });

  async function closeParts(): Promise<void> {
    eventBridge.close();
    sqs.close();
    proxy.close();
    await dynamoDb.close();
    store.close();
  }

  const listening = await listen(server, options.port).catch(async (error: unknown) => {
    await closeParts();
    throw error;
  });
  url = listening.url;

  return {
    ...listening,
    registerRole: iam.registerRole,
    refusalOf: iam.refusalOf,
    onTableWrite: tableWrites.listen,
    outbox: ses.outbox,
    dynamoDbProcessId: dynamoDb.processId,
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      // Ends the long polls, so that their requests are answered before the connections go.
      sqs.close();
      await new Promise<void>(resolve => setImmediate(resolve));
      server.closeAllConnections();
      await closed;
      await closeParts();
    },
  };
}
