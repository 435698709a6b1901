import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  UntagResourceCommand,
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
const arn = (resource: string): string => `arn:aws:events:${region}:${accountId}:${resource}`;
const queueArn = `arn:aws:sqs:${region}:${accountId}:queue`;
const pattern = '{"source":["app"]}';

beforeAll(async () => {
  run = await startTestEndpoint({ eventBridgeLimits: { rulesPerBus: 6, wildcardRulesPerBus: 2 } });
});
afterAll(() => run.close());

const createBus = (Name: string): Promise<unknown> => run.events.send(new CreateEventBusCommand({ Name }));
const putRule = (EventBusName: string, Name: string, more: Partial<PutRuleCommandInput> = {}) =>
  run.events.send(new PutRuleCommand({ EventBusName, Name, EventPattern: pattern, ...more }));
const putTargets = (EventBusName: string, Rule: string, Targets: Target[]) =>
  run.events.send(new PutTargetsCommand({ EventBusName, Rule, Targets }));

test('buses are made, described, listed and deleted', async () => {
  const made = await run.events.send(new CreateEventBusCommand({ Name: 'buses-1' }));
  expect(made.EventBusArn).toBe(arn('event-bus/buses-1'));
  await createBus('buses-2');
  const listed = await run.events.send(new ListEventBusesCommand({ NamePrefix: 'buses-', Limit: 1 }));
  expect(listed.EventBuses?.map(it => it.Name)).toEqual(['buses-1']);
  const more = new ListEventBusesCommand({ NamePrefix: 'buses-', NextToken: listed.NextToken });
  expect((await run.events.send(more)).EventBuses?.map(it => it.Name)).toEqual(['buses-2']);
  const described = await run.events.send(new DescribeEventBusCommand({ Name: arn('event-bus/buses-1') }));
  expect(described).toMatchObject({ Name: 'buses-1', Arn: arn('event-bus/buses-1') });
  expect(described.CreationTime).toBeInstanceOf(Date);
  await run.events.send(new DeleteEventBusCommand({ Name: 'buses-1' }));
  await run.events.send(new DeleteEventBusCommand({ Name: 'buses-1' }));
  expect(await refusal(run.events.send(new DescribeEventBusCommand({ Name: 'buses-1' })))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'Event bus buses-1 does not exist.',
  });
});

test('PutRule replaces the whole rule but keeps its targets', async () => {
  await createBus('whole');
  const first = await putRule('whole', 'a', { Description: 'first', State: 'DISABLED' });
  expect(first.RuleArn).toBe(arn('rule/whole/a'));
  await putTargets('whole', 'a', [{ Id: 'queue', Arn: queueArn, SqsParameters: { MessageGroupId: 'g' } }]);
  await putRule('whole', 'a');
  const { $metadata: _, ...described } = await run.events.send(
    new DescribeRuleCommand({ EventBusName: 'whole', Name: 'a' }),
  );
  expect(described).toEqual({
    Name: 'a',
    Arn: arn('rule/whole/a'),
    EventPattern: pattern,
    State: 'ENABLED',
    EventBusName: 'whole',
    CreatedBy: accountId,
  });
  const targets = await run.events.send(new ListTargetsByRuleCommand({ EventBusName: 'whole', Rule: 'a' }));
  expect(targets.Targets).toEqual([{ Id: 'queue', Arn: queueArn, SqsParameters: { MessageGroupId: 'g' } }]);
  const byTarget = new ListRuleNamesByTargetCommand({ EventBusName: 'whole', TargetArn: queueArn });
  expect((await run.events.send(byTarget)).RuleNames).toEqual(['a']);
});

test('the rule of the default bus has a shorter ARN', async () => {
  expect((await putRule('default', 'plain')).RuleArn).toBe(arn('rule/plain'));
});

test('rules are listed by prefix, a page at a time', async () => {
  await createBus('listed');
  for (const name of ['whk_1', 'whk_2', 'whk_3', 'other']) await putRule('listed', name);
  const names: (string | undefined)[][] = [];
  let token: string | undefined;
  do {
    const page = await run.events.send(
      new ListRulesCommand({ EventBusName: 'listed', NamePrefix: 'whk_', Limit: 2, NextToken: token }),
    );
    names.push(page.Rules?.map(it => it.Name) ?? []);
    token = page.NextToken;
  } while (token !== undefined);
  expect(names).toEqual([['whk_1', 'whk_2'], ['whk_3']]);
});

test('a rule with targets is not deleted, nor a bus with rules', async () => {
  await createBus('full');
  await putRule('full', 'a');
  await putTargets('full', 'a', [{ Id: 'queue', Arn: queueArn }]);
  const deleteRule = () => run.events.send(new DeleteRuleCommand({ EventBusName: 'full', Name: 'a' }));
  expect(await refusal(deleteRule())).toEqual({
    name: 'ValidationException',
    message: "Rule can't be deleted since it has targets.",
  });
  await run.events.send(
    new RemoveTargetsCommand({ EventBusName: 'full', Rule: 'a', Ids: ['queue', 'unknown'] }),
  );
  const deleteBus = () => run.events.send(new DeleteEventBusCommand({ Name: 'full' }));
  expect((await refusal(deleteBus())).name).toBe('ValidationException');
  await deleteRule();
  await deleteRule();
  await deleteBus();
});

test('quotas hold', async () => {
  await createBus('quota');
  for (let index = 0; index < 6; index++) await putRule('quota', `r${index}`);
  expect((await refusal(putRule('quota', 'one-too-many'))).name).toBe('LimitExceededException');
  await putRule('quota', 'r0', { State: 'DISABLED' });
  const wildcard = { EventPattern: '{"source":[{"wildcard":"a*b"}]}' };
  await putRule('quota', 'r1', wildcard);
  await putRule('quota', 'r2', { EventPattern: '{"source":[{"anything-but":{"wildcard":"a*b"}}]}' });
  expect((await refusal(putRule('quota', 'r3', wildcard))).name).toBe('LimitExceededException');
  await putRule('quota', 'r1', wildcard);
  const long = { EventPattern: JSON.stringify({ source: ['x'.repeat(2048)] }) };
  expect((await refusal(putRule('quota', 'r4', long))).name).toBe('LimitExceededException');
  const sixTargets = Array.from({ length: 6 }, (_, index) => ({ Id: `t${index}`, Arn: queueArn }));
  expect((await refusal(putTargets('quota', 'r4', sixTargets))).name).toBe('LimitExceededException');
});

test('tags of rules and buses', async () => {
  await createBus('tagged');
  await putRule('tagged', 'a', { Tags: [{ Key: 'x', Value: '1' }] });
  for (const ResourceARN of [arn('rule/tagged/a'), arn('event-bus/tagged')]) {
    await run.events.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'y', Value: '2' }] }));
    await run.events.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['x'] }));
    const { Tags } = await run.events.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: 'y', Value: '2' }]);
  }
});
