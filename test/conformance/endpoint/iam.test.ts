import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { ListRulesCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accountId,
  type Clients,
  createQueue,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from './test-endpoint.ts';

let run: TestEndpoint;
let role: Clients;
let queue: { readonly url: string; readonly arn: string };
let other: { readonly url: string; readonly arn: string };
const TableName = 'Webhooks';
const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/${TableName}`;
const roleArn = `arn:aws:iam::${accountId}:role/worker-role`;
const user = `User: arn:aws:sts::${accountId}:assumed-role/worker-role/worker`;
const nobodyAllows = (action: string, resource: string): string =>
  `${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

beforeAll(async () => {
  run = await startTestEndpoint();
  queue = await createQueue(run.sqs, 'queue');
  other = await createQueue(run.sqs, 'other');
  await run.dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  run.endpoint.registerRole('AKIAWORKER', {
    arn: roleArn,
    sessionName: 'worker',
    statements: [
      { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'], Resource: queue.arn },
      { Effect: 'Deny', Action: 'sqs:ReceiveMessage', Resource: '*' },
      { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: tableArn },
      {
        Effect: 'Allow',
        Action: 'dynamodb:PutItem',
        Resource: tableArn,
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['WEBHOOK#*'] } },
      },
      {
        Effect: 'Allow',
        Action: 'events:PutRule',
        Resource: `arn:aws:events:${region}:${accountId}:rule/whk_*`,
      },
    ],
  });
  role = run.as('AKIAWORKER');
});
afterAll(() => run.close());

const send = (clients: Clients, QueueUrl: string) =>
  clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
const put = (pk: string) => new PutItemCommand({ TableName, Item: { pk: { S: pk } } });

test('a key that is not registered may do everything', async () => {
  await send(run.as('anyone'), other.url);
});

test('a role may do what its policies allow, in batches too', async () => {
  await send(role, queue.url);
  const Entries = [{ Id: '1', MessageBody: 'x' }];
  await role.sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  await role.dynamodb.send(new GetItemCommand({ TableName, Key: { pk: { S: 'x' } } }));
  await role.dynamodb.send(put('WEBHOOK#1'));
  await role.events.send(new PutRuleCommand({ Name: 'whk_1', EventPattern: '{"source":["a"]}' }));
});

test('SQS refuses in the words of AWS', async () => {
  // The name is the older one, from the query protocol; the action stands in lower case.
  expect(await refusal(send(role, other.url))).toEqual({
    name: 'AccessDenied',
    message: nobodyAllows('sqs:sendmessage', other.arn),
  });
  expect(await refusal(role.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url })))).toEqual({
    name: 'AccessDenied',
    message: `${user} is not authorized to perform: sqs:receivemessage on resource: ${queue.arn} with an explicit deny in an identity-based policy`,
  });
});

test.each<[string, (clients: Clients) => Promise<unknown>, string, string]>([
  ['another partition', it => it.dynamodb.send(put('KEY#1')), 'dynamodb:PutItem', tableArn],
  [
    'a transaction with one item that is not allowed',
    it => {
      const items = ['WEBHOOK#1', 'KEY#1'].map(pk => ({ Put: { TableName, Item: { pk: { S: pk } } } }));
      return it.dynamodb.send(new TransactWriteItemsCommand({ TransactItems: items }));
    },
    'dynamodb:PutItem',
    tableArn,
  ],
  [
    'another rule',
    it => it.events.send(new PutRuleCommand({ Name: 'other', EventPattern: '{"source":["a"]}' })),
    'events:PutRule',
    `arn:aws:events:${region}:${accountId}:rule/other`,
  ],
  [
    'all rules',
    it => it.events.send(new ListRulesCommand({})),
    'events:ListRules',
    `arn:aws:events:${region}:${accountId}:rule/*`,
  ],
  [
    'a function',
    it => it.lambda.send(new InvokeCommand({ FunctionName: 'prober' })),
    'lambda:InvokeFunction',
    `arn:aws:lambda:${region}:${accountId}:function:prober`,
  ],
])('a role may not reach %s', async (_, call, action, resource) => {
  expect(await refusal(call(role))).toEqual({
    name: 'AccessDeniedException',
    message: nobodyAllows(action, resource),
  });
  expect(run.invocations).toEqual([]);
});

test('the policy of a queue can let a role in, and shut it out', async () => {
  const setPolicy = (Effect: string) => {
    const Statement = [
      { Effect, Principal: { AWS: roleArn }, Action: 'sqs:SendMessage', Resource: other.arn },
    ];
    const Attributes = { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) };
    return run.sqs.send(new SetQueueAttributesCommand({ QueueUrl: other.url, Attributes }));
  };
  await setPolicy('Allow');
  await send(role, other.url);
  await setPolicy('Deny');
  expect((await refusal(send(role, other.url))).message).toContain(
    'with an explicit deny in a resource-based policy',
  );
});

test('a role whose policy cannot be evaluated is refused at once', () => {
  const Condition = { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } };
  const statements = [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }];
  expect(() => run.endpoint.registerRole('AKIAOTHER', { arn: roleArn, statements })).toThrow(
    'the condition operator DateLessThan is not emulated',
  );
});
