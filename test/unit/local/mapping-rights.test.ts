import { expect, it } from 'vitest';
import { emptyPlan, type RunPlan } from '../../../local/cloudformation/run-plan.ts';
import { createIam } from '../../../local/emulators/iam.ts';
import { assertMappingRights } from '../../../local/lambda/mapping-rights.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:q';
const failureQueueArn = 'arn:aws:sqs:us-east-1:000000000000:failures';
const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/T';
const streamArn = `${tableArn}/stream/1`;

function planOf(kind: 'queue' | 'stream'): RunPlan {
  const plan = emptyPlan({ apiUrl: 'http://127.0.0.1', schedulesRunHere: false });
  if (kind === 'queue') {
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

const rights: Record<'queue' | 'stream', readonly (readonly [action: string, resource: string])[]> = {
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

function check(kind: 'queue' | 'stream', given: readonly (readonly [string, string])[]): Promise<void> {
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
  return assertMappingRights(planOf(kind), (name, request) => iam.refusalOf(`key of ${name}`, request));
}

it.each(['queue', 'stream'] as const)('lets the mapping of a %s run with exactly its rights', async kind => {
  await expect(check(kind, rights[kind])).resolves.toBeUndefined();
});

it.each(
  (['queue', 'stream'] as const).flatMap(kind => rights[kind].map(([action]) => [kind, action] as const)),
)('refuses the mapping of a %s without %s', async (kind, missing) => {
  const without = rights[kind].filter(([action]) => action !== missing);
  const action = missing.startsWith('sqs:') ? missing.toLowerCase() : missing;
  await expect(check(kind, without)).rejects.toThrow(
    `an event source mapping of f lacks a right. User: arn:aws:sts::000000000000:assumed-role/r/local is not authorized to perform: ${action} on resource:`,
  );
});
