import { CreateEventBusCommand, PutEventsCommand, PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accountId,
  type Clients,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from './test-endpoint.ts';

const busArn = `arn:aws:events:${region}:${accountId}:event-bus/events`;
const [producer, stranger] = ['111122223333', '444455556666'] as const;

let run: TestEndpoint;
const clients = new Map<string, Clients>();
beforeAll(async () => {
  run = await startTestEndpoint();
  await run.events.send(new CreateEventBusCommand({ Name: 'events' }));
  for (const account of [producer, stranger]) {
    const statements = [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }];
    run.endpoint.registerRole(`AKIA${account}`, { arn: `arn:aws:iam::${account}:role/app`, statements });
    clients.set(account, run.as(`AKIA${account}`));
  }
  run.endpoint.registerRole('AKIANORIGHTS', { arn: `arn:aws:iam::${producer}:role/other`, statements: [] });
  clients.set('without rights', run.as('AKIANORIGHTS'));
});
afterAll(() => run.close());

const put = (who: string) =>
  clients.get(who)?.events.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: busArn, Source: 'blue', DetailType: 'TODO_MOVED', Detail: '{}' }],
    }),
  ) ?? Promise.reject(new Error(`nobody is ${who}`));
const refused = (who: string) => refusal(put(who)).then(({ message }) => message.split(' because ')[1]);
const noResourcePolicy = 'no resource-based policy allows the events:PutEvents action';

test('without a policy of the bus no other account may put events', async () => {
  expect(await refused(producer)).toBe(noResourcePolicy);
});

describe('a policy that names an account', () => {
  beforeEach(async () => {
    const Principal = { AWS: `arn:aws:iam::${producer}:root` };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'events:PutEvents', Resource: busArn }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await run.events.send(new PutPermissionCommand({ EventBusName: 'events', Policy }));
  });

  test('lets those of its roles put events that the account allows it', async () => {
    expect(await put(producer)).toMatchObject({ FailedEntryCount: 0 });
    expect(await refused('without rights')).toBe(
      'no identity-based policy allows the events:PutEvents action',
    );
  });

  test('lets no other account', async () => {
    expect(await refused(stranger)).toBe(noResourcePolicy);
  });
});
