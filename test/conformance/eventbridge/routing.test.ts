import {
  CreateEventBusCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accountId,
  allowRules,
  createQueue,
  received,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from '../endpoint/test-endpoint.ts';

let run: TestEndpoint;
const bus = 'finehook';

beforeAll(async () => {
  run = await startTestEndpoint();
  await run.events.send(new CreateEventBusCommand({ Name: bus }));
});
afterAll(() => run.close());

async function makeRule(name: string, targets: Target[], pattern: unknown = { 'detail-type': [name] }) {
  const { RuleArn } = await run.events.send(
    new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern: JSON.stringify(pattern) }),
  );
  const put = await run.events.send(
    new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: targets }),
  );
  expect(put.FailedEntryCount).toBe(0);
  return RuleArn ?? '';
}

async function publish(detailType: string, detail = '{}', more: { Time?: Date; Resources?: string[] } = {}) {
  const entry = { EventBusName: bus, Source: 'app', DetailType: detailType, Detail: detail, ...more };
  const { FailedEntryCount, Entries } = await run.events.send(new PutEventsCommand({ Entries: [entry] }));
  expect(FailedEntryCount).toBe(0);
  return Entries?.[0]?.EventId ?? '';
}

test('a matching event is in the queue, transformed, when PutEvents answers', async () => {
  const queue = await createQueue(run.sqs, 'transformed', allowRules(bus));
  await makeRule('TODO_MOVED', [
    {
      Id: 'queue',
      Arn: queue.arn,
      SqsParameters: { MessageGroupId: 'whk_1' },
      InputTransformer: { InputTemplate: '{"webhookId":"whk_1","event":<aws.events.event.json>}' },
    },
  ]);
  const detail = '{"n":12345678901234567891, "m":1.50,"t":"é \\u00e9 \\"<a>\\" 😀","n":2}';
  const id = await publish('TODO_MOVED', detail, {
    Time: new Date('2026-11-02T03:04:05.678Z'),
    Resources: ['r'],
  });
  const [message, ...others] = await received(run.sqs, queue.url);
  const head = `"version":"0","id":"${id}","detail-type":"TODO_MOVED","source":"app","account":"${accountId}"`;
  const tail = `"time":"2026-11-02T03:04:05Z","region":"${region}","resources":["r"],"detail":${detail}`;
  expect(message?.Body).toBe(`{"webhookId":"whk_1","event":{${head},${tail}}}`);
  expect(message?.Attributes?.MessageGroupId).toBe('whk_1');
  expect(others).toEqual([]);
});

test('an event that no rule matches, and one of a disabled rule, go nowhere', async () => {
  const queue = await createQueue(run.sqs, 'disabled', allowRules(bus));
  await makeRule('SWITCHED', [{ Id: 'queue', Arn: queue.arn }]);
  await publish('OTHER');
  await run.events.send(new DisableRuleCommand({ Name: 'SWITCHED', EventBusName: bus }));
  await publish('SWITCHED');
  expect(await received(run.sqs, queue.url)).toEqual([]);
  await run.events.send(new EnableRuleCommand({ Name: 'SWITCHED', EventBusName: bus }));
  await publish('SWITCHED');
  expect(await received(run.sqs, queue.url)).toHaveLength(1);
});

test.each([
  ['constant', { Input: '{"a": 1}' }, '{"a": 1}'],
  ['path', { InputPath: '$.detail.list[1]' }, '{"n":1.0}'],
  ['path-to-nothing', { InputPath: '$.detail.none' }, 'null'],
  [
    'sentence',
    { InputTransformer: { InputPathsMap: { who: '$.detail.who' }, InputTemplate: '"by <who>"' } },
    '"by a \\"b\\""',
  ],
  [
    'values',
    {
      InputTransformer: {
        InputPathsMap: { who: '$.detail.who', list: '$.detail.list', all: '$.detail.list[*].n', none: '$.x' },
        InputTemplate: '{"who":<who>,"list":<list>,"all":<all>,"none":<none>,"rule":<aws.events.rule-name>}',
      },
    },
    '{"who":"a \\"b\\"","list":[0,{"n":1.0}],"all":[1.0],"none":"","rule":"values"}',
  ],
])('a target gets its input: %s', async (name, input, body) => {
  const queue = await createQueue(run.sqs, `input-${name}`, allowRules(bus));
  await makeRule(name, [{ Id: 'queue', Arn: queue.arn, ...input }]);
  await publish(name, '{"who":"a \\"b\\"","list":[0,{"n":1.0}]}');
  expect((await received(run.sqs, queue.url)).map(it => it.Body)).toEqual([body]);
});

test('an event that the target may not get goes, as it came, to the dead-letter queue', async () => {
  const queue = await createQueue(run.sqs, 'closed');
  const deadLetters = await createQueue(run.sqs, 'closed-dead-letters', allowRules(bus));
  const target = { Id: 'queue', Arn: queue.arn, Input: '"x"', DeadLetterConfig: { Arn: deadLetters.arn } };
  const ruleArn = await makeRule('CLOSED', [target]);
  const id = await publish('CLOSED', '{"a":1}');
  expect(await received(run.sqs, queue.url)).toEqual([]);
  const [message] = await received(run.sqs, deadLetters.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({ id, 'detail-type': 'CLOSED', detail: { a: 1 } });
  const attributes = Object.entries(message?.MessageAttributes ?? {}).map(([name, it]) => [
    name,
    it.StringValue,
  ]);
  expect(Object.fromEntries(attributes)).toEqual({
    RULE_ARN: ruleArn,
    TARGET_ARN: queue.arn,
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: `The policy of ${queue.arn} does not let events.amazonaws.com send messages for ${ruleArn}.`,
    RETRY_ATTEMPTS: '0',
  });
});

test('a queue that is missing costs the event, or sends it to the dead-letter queue if that lets it in', async () => {
  const missing = `arn:aws:sqs:${region}:${accountId}:missing`;
  const deadLetters = await createQueue(run.sqs, 'missing-dead-letters');
  await makeRule('MISSING', [{ Id: 'queue', Arn: missing, DeadLetterConfig: { Arn: deadLetters.arn } }]);
  const lostId = await publish('MISSING');
  expect(run.logged.filter(it => it.includes(`event ${lostId} is LOST`))).toHaveLength(1);
  const policy = JSON.stringify(allowRules(bus)(deadLetters.arn));
  await run.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: deadLetters.url, Attributes: { Policy: policy } }),
  );
  const id = await publish('MISSING');
  const messages = await received(run.sqs, deadLetters.url);
  expect(messages.map(it => JSON.parse(it.Body ?? '').id)).toEqual([id]);
  expect(messages[0]?.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_RESOURCE');
});

test('an event goes over one bus, not over two', async () => {
  const arnOf = (name: string): string => `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
  const first = await createQueue(run.sqs, 'hop-1', allowRules('second'));
  const second = await createQueue(run.sqs, 'hop-2', allowRules('third'));
  for (const [name, target, next] of [
    ['second', first.arn, 'third'],
    ['third', second.arn, ''],
  ] as const) {
    await run.events.send(new CreateEventBusCommand({ Name: name }));
    const rule = { Name: 'all', EventBusName: name, EventPattern: '{"detail-type":["HOP"]}' };
    await run.events.send(new PutRuleCommand(rule));
    const targets = [{ Id: 'queue', Arn: target }, ...(next === '' ? [] : [{ Id: 'bus', Arn: arnOf(next) }])];
    await run.events.send(new PutTargetsCommand({ Rule: 'all', EventBusName: name, Targets: targets }));
  }
  await makeRule('HOP', [{ Id: 'bus', Arn: arnOf('second') }]);
  await publish('HOP');
  expect(await received(run.sqs, first.url)).toHaveLength(1);
  expect(await received(run.sqs, second.url)).toEqual([]);
});

test('a function is invoked asynchronously with the event', async () => {
  const arn = `arn:aws:lambda:${region}:${accountId}:function:worker`;
  await makeRule('FUNCTION', [{ Id: 'function', Arn: arn, InputPath: '$.detail' }]);
  await publish('FUNCTION', '{"a":1}');
  expect(run.invocations).toEqual([{ functionName: 'worker', payload: '{"a":1}', invocationType: 'Event' }]);
});

test('each entry fails by itself', async () => {
  const good = { Source: 'app', DetailType: 'X', Detail: '{}', EventBusName: bus };
  const { FailedEntryCount, Entries } = await run.events.send(
    new PutEventsCommand({
      Entries: [
        good,
        { ...good, Source: undefined },
        { ...good, DetailType: undefined },
        { ...good, Detail: undefined },
        { ...good, Detail: '[]' },
        { ...good, Detail: '{"a":1},"b":{}' },
        { ...good, Source: 'aws.ec2' },
        { ...good, EventBusName: 'nowhere' },
      ],
    }),
  );
  expect(FailedEntryCount).toBe(7);
  expect(Entries?.map(it => it.ErrorCode ?? 'accepted')).toEqual([
    'accepted',
    'InvalidArgument',
    'InvalidArgument',
    'InvalidArgument',
    'MalformedDetail',
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    'ResourceNotFoundException',
  ]);
  expect(Entries?.[1]?.ErrorMessage).toBe(
    'Parameter Source is not valid. Reason: Source is a required argument.',
  );
});

test('a detail of a million bytes reaches the queue; a request beyond 1 MiB is refused', async () => {
  const queue = await createQueue(run.sqs, 'large', allowRules(bus));
  await makeRule('LARGE', [{ Id: 'queue', Arn: queue.arn }]);
  const detail = JSON.stringify({ text: 'x'.repeat(1_000_000 - 11) });
  expect(detail.length).toBe(1_000_000);
  await publish('LARGE', detail);
  const [message] = await received(run.sqs, queue.url);
  expect(JSON.parse(message?.Body ?? '').detail.text).toHaveLength(999_989);
  await expect(publish('LARGE', JSON.stringify({ text: 'x'.repeat(1_048_576) }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Total size of the entries in the request is over the limit.',
  });
});

test('a time that no calendar has fails its entry alone', async () => {
  const entry = { Source: 'blue', DetailType: 'TODO_MOVED', Detail: '{}' };
  const response = await fetch(run.endpoint.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ Entries: [{ ...entry, Time: 1e15 }, entry] }),
  });
  expect(await response.json()).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: 'InvalidArgument' }, { EventId: expect.any(String) }],
  });
});
