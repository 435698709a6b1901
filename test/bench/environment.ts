import * as z from 'zod/mini';
import { environmentNames } from '../../functions/environment.ts';
import { healthPolicy } from '../support/health-policy.ts';
import { type Child, startChild } from './child.ts';

const serversSchema = z.object({
  receiverUrl: z.string(),
  dynamoDbUrl: z.string(),
  calls: z.number(),
  bytes: z.number(),
  records: z.number(),
});

export type Servers = z.infer<typeof serversSchema>;

/** The receiver and DynamoDB, in a process of their own. */
export function startServers(): Child {
  return startChild(new URL('./servers.ts', import.meta.url));
}

/** Where they are, and what they have taken so far. */
export async function askServers(servers: Child): Promise<Servers> {
  return serversSchema.parse(await servers.ask({}));
}

const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/DeliveryQueue';
const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000';
const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:DeliveryQueue';

/** Every variable that any function reads. */
export function functionEnvironment({ dynamoDbUrl }: Pick<Servers, 'dynamoDbUrl'>): Record<string, string> {
  const values: Record<keyof typeof environmentNames, string> = {
    allowedOrigins: '',
    nouns: '',
    keyBurstLimit: '250',
    keyRateLimit: '50',
    allowedNetworks: '127.0.0.0/8',
    apiUrl: 'http://127.0.0.1:9',
    callsPerSecondPerCompany: '0',
    canaryUrl: 'http://127.0.0.1:9/',
    checkConcurrency: '4',
    credentialsKeyArn: keyArn,
    deadLetterDelays: '1,2,4,8,16,32',
    deliveriesTable: 'deliveries',
    deliveryQueueArn: queueArn,
    deliveryQueueUrl: queueUrl,
    deliveryRetentionDays: '30',
    dnsSuffix: 'amazonaws.com',
    eventBusName: 'events',
    healthCheckerFunctionName: 'health-checker',
    historianDeadLetterQueueUrl: queueUrl,
    healthPolicy: JSON.stringify(healthPolicy),
    isolationQueueUrl: queueUrl,
    keepPayloads: 'all',
    nameServers: '',
    mailConfigurationSetName: 'mail',
    consoleUrl: '',
    webhooksPerCompany: '100',
    noticeLink: '',
    noticeSender: 'notices@example.com',
    oidcAudience: '',
    oidcCompaniesClaim: 'companies',
    oidcIssuer: '',
    oidcRoleClaim: 'role',
    operationsBusName: 'operations',
    parkingQueueUrl: queueUrl,
    payloadBucketName: 'payloads',
    proberFunctionName: 'prober',
    receivedCallsTable: 'received-calls',
    recentEventDays: '7',
    recentEvents: '5',
    requestTimeoutMs: '10000',
    retryDelays: '5,60,900,14400',
    ruleDeadLetterQueueUrl: 'unused',
    ruleDeadLetterQueueArn: queueArn,
    ruleQuota: '300',
    ruleReconcilerFunctionName: 'rule-reconciler',
    slowQueueArn: queueArn.replace('DeliveryQueue', 'SlowQueue'),
    slowQueueUrl: queueUrl,
    stackName: 'Finehook',
    sweeperFunctionName: 'sweeper',
    transitionLimit: '5',
    webhooksTable: 'webhooks',
  };
  const names: Readonly<Record<string, string>> = environmentNames;
  return {
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [names[key] ?? key, value])),
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
    AWS_ENDPOINT_URL: dynamoDbUrl,
  };
}
