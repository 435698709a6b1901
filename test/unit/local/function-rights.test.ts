import { expect, it } from 'vitest';
import { emptyPlan, type RunPlan } from '../../../local/cloudformation/run-plan.ts';
import { createIam } from '../../../local/emulators/iam.ts';
import { assertFunctionRights } from '../../../local/lambda/function-rights.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:q';
const failureQueueArn = 'arn:aws:sqs:us-east-1:000000000000:failures';
const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/T';
const streamArn = `${tableArn}/stream/1`;

type Kind = 'queue' | 'stream' | 'destination';

function planOf(kind: Kind): RunPlan {
  const plan = emptyPlan({ apiUrl: 'http://127.0.0.1', schedulesRunHere: false });
  if (kind === 'destination') {
    plan.functions.set('f', {
      name: 'f',
      arn: 'arn:f',
      roleArn: 'role',
      codePath: '/bundle',
      handler: 'index.handler',
      timeoutMs: 1_000,
      memoryMb: 128,
      environment: {},
      concurrency: undefined,
      asynchronous: { failureQueueArn },
    });
  } else if (kind === 'queue') {
    const rest = { batchSize: 10, windowMs: 0, reportsItemFailures: true, maximumConcurrency: undefined };
    plan.queueMappings.push({ functionName: 'f', queueArn, ...rest });
  } else {
    plan.streamMappings.push({
      id: 'Mapping',
      functionName: 'f',
      streamArn,
      batchSize: 100,
      windowMs: 0,
      startingPosition: 'TRIM_HORIZON',
      filters: [],
      bisects: false,
      reportsItemFailures: false,
      maximumRetries: undefined,
      maximumAgeMs: undefined,
      failureQueueArn,
    });
  }
  return plan;
}

const rights: Record<Kind, readonly (readonly [action: string, resource: string])[]> = {
  destination: [['sqs:SendMessage', failureQueueArn]],
  queue: [
    ['sqs:ReceiveMessage', queueArn],
    ['sqs:DeleteMessage', queueArn],
    ['sqs:GetQueueAttributes', queueArn],
  ],
  stream: [
    ['dynamodb:ListStreams', `${tableArn}/stream/*`],
    ['dynamodb:DescribeStream', streamArn],
    ['dynamodb:GetShardIterator', streamArn],
    ['dynamodb:GetRecords', streamArn],
    ['sqs:SendMessage', failureQueueArn],
  ],
};

function check(kind: Kind, given: readonly (readonly [string, string])[]): Promise<void> {
  const iam = createIam({
    region: 'us-east-1',
    accountId: '000000000000',
    partitionKey: async () => undefined,
    resourcePolicy: () => undefined,
    kmsKeyArn: () => undefined,
  });
  iam.registerRole('key of f', {
    arn: 'arn:aws:iam::000000000000:role/r',
    statements: given.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })),
  });
  return assertFunctionRights(planOf(kind), (name, request) => iam.refusalOf(`key of ${name}`, request));
}

const kinds = ['queue', 'stream', 'destination'] as const;

it.each(kinds)('lets a function have a %s with exactly the rights for it', async kind => {
  await expect(check(kind, rights[kind])).resolves.toBeUndefined();
});

it.each(kinds.flatMap(kind => rights[kind].map(([action]) => [kind, action] as const)))(
  'refuses a %s without %s',
  async (kind, missing) => {
    const without = rights[kind].filter(([action]) => action !== missing);
    const action = missing.startsWith('sqs:') ? missing.toLowerCase() : missing;
    await expect(check(kind, without)).rejects.toThrow(
      `the role of f lacks a right. User: arn:aws:sts::000000000000:assumed-role/r/local is not authorized to perform: ${action} on resource:`,
    );
  },
);
