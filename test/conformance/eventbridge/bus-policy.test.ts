import { CreateEventBusCommand, DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AwsClients,
  closeAwsClients,
  createAwsClients,
} from '../../../local/cloudformation/aws-clients.ts';
import { emptyPlan } from '../../../local/cloudformation/run-plan.ts';
import { eventBusPolicy } from '../../../local/resources/aws-events-event-bus-policy.ts';
import { accountId, region, startTestEndpoint, type TestEndpoint } from '../endpoint/test-endpoint.ts';

let run: TestEndpoint;
let clients: AwsClients;
beforeAll(async () => {
  run = await startTestEndpoint();
  clients = createAwsClients({
    endpoint: run.endpoint.url,
    region,
    accessKeyId: 'local',
    secretAccessKey: 'local',
  });
  await run.events.send(new CreateEventBusCommand({ Name: 'events' }));
});
afterAll(async () => {
  closeAwsClients(clients);
  await run.close();
});

const statementFor = (account: string) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'events:PutEvents',
  Resource: `arn:aws:events:${region}:${accountId}:event-bus/events`,
});

/** Makes the resource of a template, as a start of the local run does. */
const make = (StatementId: string, account: string) =>
  eventBusPolicy.create(
    { EventBusName: 'events', StatementId, Statement: statementFor(account) },
    {
      logicalId: StatementId,
      stackName: 'Finehook',
      region,
      accountId,
      clients,
      plan: emptyPlan({ apiUrl: '', schedulesRunHere: false }),
      physicalName: () => StatementId,
      assetPath: () => '',
    },
  );

test('each resource of a template is one statement of the policy; made again, it takes its own place', async () => {
  await make('first', '111122223333');
  await make('second', '444455556666');
  await make('first', '777788889999');
  const { Policy = '' } = await run.events.send(new DescribeEventBusCommand({ Name: 'events' }));
  expect(JSON.parse(Policy)).toEqual({
    Version: '2012-10-17',
    Statement: [
      { ...statementFor('444455556666'), Sid: 'second' },
      { ...statementFor('777788889999'), Sid: 'first' },
    ],
  });
});
