import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountId, refusal, region, startTestEndpoint, type TestEndpoint } from './test-endpoint.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'finehook-'));
const TableName = 'Deliveries';
let run: TestEndpoint;

beforeAll(async () => {
  run = await startTestEndpoint({ dataDirectory });
  await createTable(run.dynamodb);
});
afterAll(async () => {
  await run.close();
  rmSync(dataDirectory, { recursive: true });
});

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'stateKey'].map(AttributeName => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byState',
          KeySchema: [{ AttributeName: 'stateKey', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
}

const key = (sk: string) => ({ pk: { S: 'whk_1' }, sk: { S: sk } });
const get = (sk: string) =>
  run.dynamodb.send(new GetItemCommand({ TableName, Key: key(sk), ConsistentRead: true }));

test('items are put, read, queried by index and written in transactions', async () => {
  const item = { ...key('1'), stateKey: { S: 'held' }, text: { S: 'naïve 😀' }, n: { N: '1.50' } };
  await run.dynamodb.send(new PutItemCommand({ TableName, Item: item }));
  expect((await get('1')).Item).toEqual({ ...item, n: { N: '1.5' } });
  const write = (sk: string) =>
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: { ...key(sk), stateKey: { S: 'held' } } } },
        { Put: { TableName, Item: key('1'), ConditionExpression: 'attribute_not_exists(pk)' } },
      ],
    });
  expect((await refusal(run.dynamodb.send(write('2')))).name).toBe('TransactionCanceledException');
  const query = {
    TableName,
    IndexName: 'byState',
    KeyConditionExpression: 'stateKey = :s',
    ExpressionAttributeValues: { ':s': { S: 'held' } },
  };
  expect((await run.dynamodb.send(new QueryCommand(query))).Items?.map(it => it.sk)).toEqual([{ S: '1' }]);
});

test('ARNs are those of the account', async () => {
  const { Table } = await run.dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(Table?.TableArn).toBe(`arn:aws:dynamodb:${region}:${accountId}:table/${TableName}`);
});

test('time to live can be set; backups are refused by name', async () => {
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'ttl' };
  await run.dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  const { TimeToLiveDescription } = await run.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription?.AttributeName).toBe('ttl');
  const backups = run.dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
  expect(await refusal(backups)).toEqual({
    name: 'UnknownOperationException',
    message: 'The DynamoDB emulator does not have DescribeContinuousBackups.',
  });
});

test('an emoji in an expression is refused instead of killing the emulator', async () => {
  const processId = run.endpoint.dynamoDbProcessId();
  const update = new UpdateItemCommand({
    TableName,
    Key: key('1'),
    UpdateExpression: 'SET 😀 = :v',
    ExpressionAttributeValues: { ':v': { S: 'x' } },
  });
  const { name, message } = await refusal(run.dynamodb.send(update));
  expect([name, message.includes('UpdateExpression')]).toEqual(['ValidationException', true]);
  expect(run.endpoint.dynamoDbProcessId()).toBe(processId);
});

test('a child that is killed is started again, and nothing acknowledged is lost', async () => {
  await run.dynamodb.send(new PutItemCommand({ TableName, Item: key('before') }));
  const processId = run.endpoint.dynamoDbProcessId();
  process.kill(processId ?? 0, 'SIGKILL');
  await run.dynamodb.send(new PutItemCommand({ TableName, Item: key('after') }));
  expect((await get('before')).Item).toEqual(key('before'));
  expect((await get('after')).Item).toEqual(key('after'));
  expect(run.endpoint.dynamoDbProcessId()).not.toBe(processId);
  expect(run.logged.filter(it => it.startsWith('DynamoDB: the process ended unexpectedly'))).toHaveLength(1);
});

test('tables outlive the endpoint', async () => {
  await run.dynamodb.send(new PutItemCommand({ TableName, Item: key('kept') }));
  await run.close();
  run = await startTestEndpoint({ dataDirectory });
  expect((await get('kept')).Item).toEqual(key('kept'));
});
