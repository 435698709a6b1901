import { expect, test } from 'vitest';
import type { ServiceName } from '../../../local/emulators/iam/request.ts';
import { accessesOf } from '../../../local/emulators/iam.ts';

const kmsKey = 'arn:aws:kms:eu-central-1:123456789012:key/there';
const scope = {
  region: 'eu-central-1',
  accountId: '123456789012',
  partitionKey: async (_: string, index?: string) => (index === 'byDue' ? 'dueKey' : 'pk'),
  kmsKeyArn: ({ KeyId }: { KeyId?: unknown }) => (KeyId === 'there' ? kmsKey : undefined),
};
const QueueUrl = 'http://127.0.0.1:1/123456789012/queue';
const queue = 'arn:aws:sqs:eu-central-1:123456789012:queue';
const events = 'arn:aws:events:eu-central-1:123456789012';
const table = 'arn:aws:dynamodb:eu-central-1:123456789012:table/Webhooks';
const TableName = 'Webhooks';
const pk = (value: string) => ({ pk: { S: value }, sk: { S: 's' } });

test.each<[ServiceName, string, object, string[]]>([
  ['sqs', 'SendMessage', { QueueUrl }, [`sqs:sendmessage ${queue}`]],
  ['sqs', 'SendMessageBatch', { QueueUrl }, [`sqs:sendmessage ${queue}`]],
  ['sqs', 'DeleteMessageBatch', { QueueUrl }, [`sqs:deletemessage ${queue}`]],
  ['sqs', 'ChangeMessageVisibilityBatch', { QueueUrl }, [`sqs:changemessagevisibility ${queue}`]],
  ['sqs', 'GetQueueAttributes', { QueueUrl }, [`sqs:getqueueattributes ${queue}`]],
  ['sqs', 'GetQueueUrl', { QueueName: 'queue' }, [`sqs:getqueueurl ${queue}`]],
  ['sqs', 'ListQueues', {}, ['sqs:listqueues arn:aws:sqs:eu-central-1:123456789012:*']],
  [
    'sqs',
    'StartMessageMoveTask',
    { SourceArn: queue, DestinationArn: `${queue}2` },
    [
      `sqs:startmessagemovetask ${queue}`,
      `sqs:receivemessage ${queue}`,
      `sqs:deletemessage ${queue}`,
      `sqs:getqueueattributes ${queue}`,
      `sqs:sendmessage ${queue}2`,
    ],
  ],
  ['sqs', 'CancelMessageMoveTask', {}, ['unknown sqs:CancelMessageMoveTask']],
  ['kms', 'CreateKey', {}, ['kms:CreateKey *']],
  ['kms', 'DescribeKey', { KeyId: 'there' }, [`kms:DescribeKey ${kmsKey}`]],
  ['kms', 'DescribeKey', { KeyId: 'gone' }, []],
  ['kms', 'CreateAlias', { KeyId: 'there' }, ['unknown kms:CreateAlias']],
  [
    'kms',
    'GenerateDataKey',
    { KeyId: 'there', EncryptionContext: { purpose: 'x', Company: 'acme' } },
    [
      `kms:GenerateDataKey ${kmsKey} kms:encryptioncontextkeys=purpose,Company kms:encryptioncontext:purpose=x kms:encryptioncontext:company=acme`,
    ],
  ],
  ['events', 'PutRule', { Name: 'r' }, [`events:PutRule ${events}:rule/r`]],
  ['events', 'PutRule', { Name: 'r', EventBusName: 'b' }, [`events:PutRule ${events}:rule/b/r`]],
  [
    'events',
    'DeleteRule',
    { Name: 'r', EventBusName: `${events}:event-bus/b` },
    [`events:DeleteRule ${events}:rule/b/r`],
  ],
  [
    'events',
    'PutTargets',
    { Rule: 'r', EventBusName: 'b', Targets: [{ Arn: queue, RoleArn: 'role' }] },
    [`events:PutTargets ${events}:rule/b/r events:targetarn=${queue}`, 'iam:PassRole role'],
  ],
  [
    'events',
    'ListTargetsByRule',
    { Rule: 'r', EventBusName: 'b' },
    [`events:ListTargetsByRule ${events}:rule/b/r`],
  ],
  ['events', 'ListRules', { EventBusName: 'b' }, [`events:ListRules ${events}:rule/*`]],
  ['events', 'DescribeEventBus', { Name: 'b' }, [`events:DescribeEventBus ${events}:event-bus/b`]],
  ['events', 'TestEventPattern', {}, ['events:TestEventPattern *']],
  [
    'events',
    'PutEvents',
    {
      Entries: [
        { Source: 'a', DetailType: 't', EventBusName: 'b' },
        { Source: 'c', DetailType: 't' },
      ],
    },
    [
      `events:PutEvents ${events}:event-bus/b events:source=a events:detail-type=t events:eventbusinvocation=false`,
      `events:PutEvents ${events}:event-bus/default events:source=c events:detail-type=t events:eventbusinvocation=false`,
    ],
  ],
  ['events', 'StartReplay', {}, ['unknown events:StartReplay']],
  ['dynamodb', 'GetItem', { TableName, Key: pk('a') }, [`dynamodb:GetItem ${table} dynamodb:leadingkeys=a`]],
  [
    'dynamodb',
    'GetItem',
    { TableName: table, Key: pk('a') },
    [`dynamodb:GetItem ${table} dynamodb:leadingkeys=a`],
  ],
  ['dynamodb', 'PutItem', { TableName, Item: pk('a') }, [`dynamodb:PutItem ${table} dynamodb:leadingkeys=a`]],
  [
    'dynamodb',
    'PutItem',
    { TableName, Item: {} },
    [`dynamodb:PutItem ${table} dynamodb:leadingkeys=\0unknown`],
  ],
  [
    'dynamodb',
    'Query',
    {
      TableName,
      KeyConditionExpression: 'sk > :s AND #p = :p',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': { S: 'a' }, ':s': { S: 'b' } },
    },
    [`dynamodb:Query ${table} dynamodb:leadingkeys=a`],
  ],
  [
    'dynamodb',
    'Query',
    {
      TableName,
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey=:d',
      ExpressionAttributeValues: { ':d': { S: 'CHECK' } },
    },
    [`dynamodb:Query ${table}/index/byDue dynamodb:leadingkeys=CHECK`],
  ],
  ['dynamodb', 'Scan', { TableName, IndexName: 'byDue' }, [`dynamodb:Scan ${table}/index/byDue`]],
  [
    'dynamodb',
    'BatchGetItem',
    { RequestItems: { Webhooks: { Keys: [pk('a'), pk('b')] } } },
    [`dynamodb:BatchGetItem ${table} dynamodb:leadingkeys=a,b`],
  ],
  [
    'dynamodb',
    'BatchWriteItem',
    { RequestItems: { Webhooks: [{ PutRequest: { Item: pk('a') } }, { DeleteRequest: { Key: pk('b') } }] } },
    [`dynamodb:BatchWriteItem ${table} dynamodb:leadingkeys=a,b`],
  ],
  [
    'dynamodb',
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName, Item: pk('a') } },
        { Update: { TableName, Key: pk('b') } },
        { Delete: { TableName, Key: pk('c') } },
        { ConditionCheck: { TableName, Key: pk('d') } },
      ],
    },
    [
      `dynamodb:PutItem ${table} dynamodb:leadingkeys=a`,
      `dynamodb:UpdateItem ${table} dynamodb:leadingkeys=b`,
      `dynamodb:DeleteItem ${table} dynamodb:leadingkeys=c`,
      `dynamodb:ConditionCheckItem ${table} dynamodb:leadingkeys=d`,
    ],
  ],
  [
    'dynamodb',
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName, Key: pk('a') } }] },
    [`dynamodb:GetItem ${table} dynamodb:leadingkeys=a`],
  ],
  ['dynamodb', 'DescribeTable', { TableName }, [`dynamodb:DescribeTable ${table}`]],
  ['dynamodb', 'ListTables', {}, ['dynamodb:ListTables arn:aws:dynamodb:eu-central-1:123456789012:table/*']],
  ['dynamodb', 'ExecuteStatement', {}, ['unknown dynamodb:ExecuteStatement']],
  [
    'dynamodbstreams',
    'DescribeStream',
    { StreamArn: `${table}/stream/1` },
    [`dynamodb:DescribeStream ${table}/stream/1`],
  ],
  [
    'dynamodbstreams',
    'GetRecords',
    { ShardIterator: `${table}/stream/1|1|AAAA` },
    [`dynamodb:GetRecords ${table}/stream/1`],
  ],
  ['dynamodbstreams', 'ListStreams', { TableName }, [`dynamodb:ListStreams ${table}/stream/*`]],
  [
    'lambda',
    'Invoke',
    { FunctionName: 'f' },
    ['lambda:InvokeFunction arn:aws:lambda:eu-central-1:123456789012:function:f'],
  ],
  [
    'lambda',
    'Invoke',
    { FunctionName: 'f', Qualifier: '1' },
    ['lambda:InvokeFunction arn:aws:lambda:eu-central-1:123456789012:function:f:1'],
  ],
  ['s3', 'PutObject', { Bucket: 'b', Key: 'a/1' }, ['s3:PutObject arn:aws:s3:::b/a/1']],
  [
    's3',
    'PutObject',
    { Bucket: 'b', Key: 'a', Tagging: true },
    ['s3:PutObject arn:aws:s3:::b/a', 's3:PutObjectTagging arn:aws:s3:::b/a'],
  ],
  ['s3', 'GetObject', { Bucket: 'b', Key: 'a' }, ['s3:GetObject arn:aws:s3:::b/a']],
  ['s3', 'DeleteObject', { Bucket: 'b', Key: 'a' }, ['s3:DeleteObject arn:aws:s3:::b/a']],
  ['s3', 'PutBucketPolicy', { Bucket: 'b', Key: '' }, ['s3:PutBucketPolicy arn:aws:s3:::b']],
  ['s3', 'ListObjectsV2', { Bucket: 'b' }, ['s3:ListBucket arn:aws:s3:::b']],
  ['s3', 'CopyObject', { Bucket: 'b', Key: 'a' }, ['unknown s3:CopyObject']],
])('%s %s %j needs %j', async (service, operation, input, expected) => {
  const accesses = await accessesOf({ service, operation, input: { ...input } }, scope);
  const shown =
    'unknown' in accesses
      ? [`unknown ${accesses.unknown}`]
      : accesses.map(({ action, resource, context }) =>
          [action, resource, ...[...context].map(([key, values]) => `${key}=${values.join(',')}`)].join(' '),
        );
  expect(shown).toEqual(expected);
});
