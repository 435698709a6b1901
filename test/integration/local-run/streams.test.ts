import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { until } from '../../support/finehook.ts';
import { type LocalRun, LocalRunFailure, startLocalRun } from '../../support/local-run.ts';
import { lambda, writeSmallAssembly } from './small-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'streams-'));
const faultFile = join(folder, 'fault');
const files = { all: join(folder, 'all.jsonl'), marked: join(folder, 'marked.jsonl') };
for (const file of Object.values(files)) writeFileSync(file, '');

const streamArn = { 'Fn::GetAtt': ['Changes', 'StreamArn'] };

function consumer(file: string) {
  return lambda('stream-consumer', {
    Environment: { Variables: { BATCHES_FILE: file, FAULT_FILE: faultFile } },
    Role: { 'Fn::GetAtt': ['StreamRole', 'Arn'] },
  });
}

function mapping(functionName: string, properties: object) {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    DependsOn: ['StreamPolicy'],
    Properties: {
      EventSourceArn: streamArn,
      FunctionName: { Ref: functionName },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...properties,
    },
  };
}

/** A table whose stream goes to two functions: to one everything, to the other inserts and changes of marked items. */
function resources(actions: readonly string[]) {
  return {
    Changes: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Discarded: { Type: 'AWS::SQS::Queue' },
    StreamRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    StreamPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'streams',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: actions,
              Resource: [streamArn, { 'Fn::Sub': `\${Changes.Arn}/stream/*` }],
            },
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': ['Discarded', 'Arn'] },
            },
          ],
        },
        Roles: [{ Ref: 'StreamRole' }],
      },
    },
    AllConsumer: consumer(files.all),
    MarkedConsumer: consumer(files.marked),
    AllMapping: mapping('AllConsumer', {
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
    }),
    MarkedMapping: mapping('MarkedConsumer', {
      StartingPosition: 'LATEST',
      MaximumRetryAttempts: 1,
      FilterCriteria: {
        Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"mark":{"BOOL":[true]}}}}' }],
      },
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Discarded', 'Arn'] } } },
    }),
  };
}

const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  it => `dynamodb:${it}`,
);
const { directory } = writeSmallAssembly(resources(actions));
const args = ['--assembly', directory, '--data', join(folder, 'data')];
let run: LocalRun;

beforeAll(async () => {
  run = await startLocalRun({ args });
});

afterAll(async () => {
  await run.stop();
  rmSync(folder, { recursive: true });
});

const batchSchema = z.object({
  at: z.number(),
  records: z.array(
    z.looseObject({
      eventName: z.string(),
      dynamodb: z.looseObject({
        Keys: z.object({ pk: z.object({ S: z.string() }) }),
        SequenceNumber: z.string(),
      }),
    }),
  ),
});

async function batches(of: keyof typeof files): Promise<z.infer<typeof batchSchema>[]> {
  const lines = readFileSync(files[of], 'utf8').trim().split('\n');
  return lines.filter(line => line !== '').map(line => batchSchema.parse(JSON.parse(line)));
}

/** `INSERT a`, for all changes of items whose key begins so. */
async function seen(of: keyof typeof files, prefix: string): Promise<string[]> {
  const records = (await batches(of)).flatMap(batch => batch.records);
  return records
    .map(({ eventName, dynamodb }) => `${eventName} ${dynamodb.Keys.pk.S}`)
    .filter(text => text.split(' ')[1]?.startsWith(prefix));
}

function client<Client>(Client: new (settings: object) => Client): Client {
  const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey } = run.runtime;
  return new Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
}

async function put(pk: string, value = 'fine', mark = false): Promise<void> {
  const Item = { pk: { S: pk }, value: { S: value }, mark: { BOOL: mark } };
  await client(DynamoDBClient).send(new PutItemCommand({ TableName: 'Small-Changes', Item }));
}

it('hands a function the changes of the table, in the form and the order of AWS, within moments', async () => {
  await put('form-1');
  const [first] = await until(
    () => batches('all'),
    all => all.length > 0,
    'the first batch',
  );
  expect(first?.records).toEqual([
    {
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        Keys: { pk: { S: 'form-1' } },
        NewImage: { pk: { S: 'form-1' }, value: { S: 'fine' }, mark: { BOOL: false } },
        SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
        SizeBytes: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
      eventSourceARN: expect.stringMatching(
        /^arn:aws:dynamodb:us-east-1:000000000000:table\/Small-Changes\/stream\/.+/,
      ),
    },
  ]);
  await put('form-1', 'changed');
  await client(DynamoDBClient).send(
    new DeleteItemCommand({ TableName: 'Small-Changes', Key: { pk: { S: 'form-1' } } }),
  );
  const writtenAt = Date.now();
  await put('form-2');
  const expected = ['INSERT form-1', 'MODIFY form-1', 'REMOVE form-1', 'INSERT form-2'];
  await until(
    () => seen('all', 'form'),
    all => all.length === 4,
    'four changes',
  );
  expect(await seen('all', 'form')).toEqual(expected);
  // An idle stream is looked into every five seconds; it is the write that wakes the reader.
  expect(((await batches('all')).at(-1)?.at ?? 0) - writtenAt).toBeLessThan(2_000);
});

it('gives a function only what its filter accepts', async () => {
  await put('filter-1');
  await put('filter-2', 'fine', true);
  await put('filter-3');
  await put('filter-4', 'fine', true);
  await until(
    () => seen('marked', 'filter'),
    all => all.length === 2,
    'the marked ones',
  );
  expect(await seen('marked', 'filter')).toEqual(['INSERT filter-2', 'INSERT filter-4']);
});

it('holds a shard at a failing record, and tells the queue of what it gives up', async () => {
  await put('discard-1', 'fail Small-MarkedConsumer', true);
  await put('discard-2', 'fine', true);
  await until(
    () => seen('marked', 'discard'),
    all => all.includes('INSERT discard-2'),
    'the one behind',
  );
  const sqs = client(SQSClient);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'Small-Discarded' }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  const records = (await batches('marked')).flatMap(batch => batch.records);
  const number = (pk: string) =>
    records.find(({ dynamodb }) => dynamodb.Keys.pk.S === pk)?.dynamodb.SequenceNumber;
  const tries = (await seen('marked', 'discard')).filter(text => text === 'INSERT discard-1');
  expect(tries).toHaveLength(2);
  expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toEqual([
    {
      requestContext: {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Small-MarkedConsumer',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-.+\.\d{3}Z$/),
      DDBStreamBatchInfo: {
        shardId: expect.stringMatching(/^shardId-/),
        startSequenceNumber: number('discard-1'),
        endSequenceNumber: expect.stringMatching(/^\d{21,40}$/),
        approximateArrivalOfFirstRecord: expect.stringMatching(/^\d{4}-.+:\d\dZ$/),
        approximateArrivalOfLastRecord: expect.stringMatching(/^\d{4}-.+:\d\dZ$/),
        batchSize: expect.any(Number),
        streamArn: expect.stringContaining('table/Small-Changes/stream/'),
      },
    },
  ]);
});

it('goes on after a kill -9 with what was not done, and gives what was done no second time', async () => {
  writeFileSync(faultFile, '');
  await put('crash-1', 'throw');
  await until(
    () => seen('all', 'crash-1'),
    all => all.length > 0,
    'the failing one',
  );
  await put('crash-2');
  await until(
    () => seen('all', 'crash-1'),
    all => all.length > 1,
    'the failing one again',
  );
  expect(await seen('all', 'crash-2')).toEqual([]);
  await run.kill();
  rmSync(faultFile);
  const before = { all: await seen('all', 'form'), marked: await seen('marked', 'filter') };
  run = await startLocalRun({ args });
  await put('crash-3', 'fine', true);
  await until(
    () => seen('all', 'crash'),
    all => all.includes('INSERT crash-3'),
    'the last one',
  );
  await until(
    () => seen('marked', 'crash'),
    all => all.includes('INSERT crash-3'),
    'the last one, at the function that begins with the latest',
  );
  expect([...new Set(await seen('all', 'crash'))]).toEqual([
    'INSERT crash-1',
    'INSERT crash-2',
    'INSERT crash-3',
  ]);
  expect({ all: await seen('all', 'form'), marked: await seen('marked', 'filter') }).toEqual(before);
});

it('does not start when the role of the function may not read the stream', async () => {
  const less = writeSmallAssembly(resources(actions.filter(action => action !== 'dynamodb:GetRecords')));
  const failure = await startLocalRun({ args: ['--assembly', less.directory] }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(LocalRunFailure);
  expect(String(failure)).toMatch(
    /the role of Small-AllConsumer lacks a right\. User: .+ is not authorized to perform: dynamodb:GetRecords on resource: .+Small-Changes\/stream\//,
  );
});
