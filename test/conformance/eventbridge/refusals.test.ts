import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  ListArchivesCommand,
  PutEventsCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accountId,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from '../endpoint/test-endpoint.ts';

let run: TestEndpoint;
const queueArn = `arn:aws:sqs:${region}:${accountId}:queue`;

const createBus = (Name: string): Promise<unknown> => run.events.send(new CreateEventBusCommand({ Name }));
const putRule = (EventBusName: string, Name: string, more: Partial<PutRuleCommandInput> = {}) =>
  run.events.send(new PutRuleCommand({ EventBusName, Name, EventPattern: '{"source":["app"]}', ...more }));
const putTargets = (EventBusName: string, Rule: string, Targets: Target[]) =>
  run.events.send(new PutTargetsCommand({ EventBusName, Rule, Targets }));

beforeAll(async () => {
  run = await startTestEndpoint();
  await putRule('default', 'plain');
});
afterAll(() => run.close());

test.each<[string, () => Promise<unknown>, string, RegExp]>([
  [
    'a bus twice',
    () => createBus('default'),
    'ResourceAlreadyExistsException',
    /Event bus default already exists/,
  ],
  [
    'the default bus',
    () => run.events.send(new DeleteEventBusCommand({ Name: 'default' })),
    'ValidationException',
    /Cannot delete event bus default/,
  ],
  [
    'a rule on no bus',
    () => putRule('nowhere', 'a'),
    'ResourceNotFoundException',
    /Event bus nowhere does not exist/,
  ],
  [
    'targets of no rule',
    () => putTargets('default', 'no', [{ Id: 'a', Arn: queueArn }]),
    'ResourceNotFoundException',
    /Rule no does not exist on EventBus default/,
  ],
  [
    'a long name',
    () => putRule('default', 'n'.repeat(65)),
    'ValidationException',
    /at 'name' failed to satisfy constraint: Member must have length less than or equal to 64/,
  ],
  [
    'a strange name',
    () => putRule('default', 'a b'),
    'ValidationException',
    /at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern/,
  ],
  [
    'neither pattern nor schedule',
    () => putRule('default', 'a', { EventPattern: undefined }),
    'ValidationException',
    /EventPattern or ScheduleExpression must be specified/,
  ],
  [
    'a bad schedule',
    () => putRule('default', 'a', { ScheduleExpression: 'rate(1 minutes)' }),
    'ValidationException',
    /Parameter ScheduleExpression is not valid/,
  ],
  [
    'a schedule on another bus',
    () => createBus('s').then(() => putRule('s', 'a', { ScheduleExpression: 'rate(1 minute)' })),
    'ValidationException',
    /only on the default event bus/,
  ],
  [
    'a target kind that is not emulated',
    () => putTargets('default', 'plain', [{ Id: 'a', Arn: `arn:aws:sns:${region}:${accountId}:topic` }]),
    'ValidationException',
    /arn:aws:sns/,
  ],
  [
    'an unknown placeholder',
    () =>
      putTargets('default', 'plain', [
        { Id: 'a', Arn: queueArn, InputTransformer: { InputTemplate: '"<x>"' } },
      ]),
    'ValidationException',
    /invalid placeholder x/,
  ],
  [
    'a template that is no JSON',
    () =>
      putTargets('default', 'plain', [
        { Id: 'a', Arn: queueArn, InputTransformer: { InputTemplate: '{"a":' } },
      ]),
    'ValidationException',
    /Invalid InputTemplate for target a/,
  ],
  [
    'eleven entries',
    () =>
      run.events.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => ({ Source: 'a' })) })),
    'ValidationException',
    /at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10/,
  ],
  [
    'an operation that is not there',
    () => run.events.send(new ListArchivesCommand({})),
    'UnknownOperationException',
    /ListArchives/,
  ],
])('refuses %s', async (_, call, name, message) => {
  const refused = await refusal(call());
  expect(refused.name).toBe(name);
  expect(refused.message).toMatch(message);
});
