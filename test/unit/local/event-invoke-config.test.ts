import { expect, it } from 'vitest';
import { closeAwsClients, createAwsClients } from '../../../local/cloudformation/aws-clients.ts';
import type { ResourceContext } from '../../../local/cloudformation/resource-type.ts';
import { emptyPlan, type FunctionDefinition } from '../../../local/cloudformation/run-plan.ts';
import type { JsonRecord } from '../../../local/json.ts';
import { eventInvokeConfig } from '../../../local/resources/aws-lambda-event-invoke-config.ts';

const definition: FunctionDefinition = {
  name: 'f',
  arn: 'arn:f',
  roleArn: 'role',
  codePath: '/bundle',
  handler: 'index.handler',
  timeoutMs: 1_000,
  memoryMb: 128,
  environment: {},
  concurrency: undefined,
};

async function create(properties: JsonRecord): Promise<FunctionDefinition | undefined> {
  const access = {
    endpoint: 'http://127.0.0.1',
    region: 'us-east-1',
    accessKeyId: 'a',
    secretAccessKey: 'b',
  };
  const clients = createAwsClients(access);
  const plan = emptyPlan({ apiUrl: '', schedulesRunHere: false });
  plan.functions.set('f', definition);
  const context: ResourceContext = {
    logicalId: 'Config',
    stackName: 'Stack',
    region: 'us-east-1',
    accountId: '000000000000',
    clients,
    plan,
    physicalName: () => 'Stack-Config',
    assetPath: () => '',
  };
  try {
    await eventInvokeConfig.create({ FunctionName: 'f', Qualifier: '$LATEST', ...properties }, context);
  } finally {
    closeAwsClients(clients);
  }
  return plan.functions.get('f');
}

const queue = 'arn:aws:sqs:us-east-1:000000000000:q';

it('takes over retries, age and queue', async () => {
  const properties = {
    MaximumRetryAttempts: 0,
    MaximumEventAgeInSeconds: 3_600,
    DestinationConfig: { OnFailure: { Destination: queue } },
  };
  expect((await create(properties))?.asynchronous).toEqual({
    retries: 0,
    maximumAgeMs: 3_600_000,
    failureQueueArn: queue,
  });
  expect((await create({}))?.asynchronous).toEqual({});
});

it.each<[JsonRecord, string]>([
  [{ MaximumRetryAttempts: 3 }, 'MaximumRetryAttempts must be 0, 1 or 2, not 3'],
  [{ MaximumEventAgeInSeconds: 59 }, 'MaximumEventAgeInSeconds must be from 60 to 21600, not 59'],
  [{ Qualifier: 'live' }, 'Qualifier must be one of $LATEST, not "live"'],
  [{ FunctionName: 'g' }, 'the template has no function g'],
  [
    { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:us-east-1:000000000000:t' } } },
    'the local run sends what failed to standard SQS queues only, not to arn:aws:sns:us-east-1:000000000000:t',
  ],
])('refuses %j', async (properties, message) => {
  await expect(create(properties)).rejects.toThrow(message);
});
