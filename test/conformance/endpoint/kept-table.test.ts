import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeAwsClients, createAwsClients } from '../../../local/cloudformation/aws-clients.ts';
import { emptyPlan } from '../../../local/cloudformation/run-plan.ts';
import { table } from '../../../local/resources/aws-dynamo-db-table.ts';
import { accountId, region, startTestEndpoint, type TestEndpoint } from './test-endpoint.ts';

let run: TestEndpoint;
beforeAll(async () => {
  run = await startTestEndpoint();
});
afterAll(() => run.close());

async function create(StreamSpecification: { StreamViewType: string } | undefined) {
  const clients = createAwsClients({
    endpoint: run.endpoint.url,
    region,
    accessKeyId: 'local',
    secretAccessKey: 'local',
  });
  const made = await table.create(
    {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...(StreamSpecification !== undefined && { StreamSpecification }),
    },
    {
      logicalId: 'Table',
      stackName: 'Stack',
      region,
      accountId,
      clients,
      plan: emptyPlan({ apiUrl: '', schedulesRunHere: false }),
      physicalName: () => 'Stack-Table',
      assetPath: () => '',
    },
  );
  const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: 'Stack-Table' }));
  closeAwsClients(clients);
  return { streamArn: made.attributes.StreamArn, view: Table?.StreamSpecification?.StreamViewType };
}

test('a kept table gets, keeps, changes and loses its stream as the template wants', async () => {
  expect(await create(undefined)).toEqual({ streamArn: undefined, view: undefined });
  const first = await create({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  expect(first).toEqual({
    streamArn: expect.stringMatching(/:table\/Stack-Table\/stream\/.+/),
    view: 'NEW_AND_OLD_IMAGES',
  });
  expect(await create({ StreamViewType: 'NEW_AND_OLD_IMAGES' })).toEqual(first);
  const other = await create({ StreamViewType: 'KEYS_ONLY' });
  expect(other.view).toBe('KEYS_ONLY');
  expect(other.streamArn).not.toBe(first.streamArn);
  expect((await create(undefined)).view).toBeUndefined();
});
