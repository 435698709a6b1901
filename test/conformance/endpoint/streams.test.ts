import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorInput,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterEach, expect, test } from 'vitest';
import {
  accountId,
  type Clients,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from './test-endpoint.ts';

const TableName = 'Webhooks';
const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/${TableName}`;
const runs: TestEndpoint[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(runs.splice(0).map(run => run.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function start(dataDirectory?: string): Promise<TestEndpoint> {
  const run = await startTestEndpoint(dataDirectory === undefined ? {} : { dataDirectory });
  runs.push(run);
  return run;
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'finehook-'));
  folders.push(folder);
  return folder;
}

async function createTable({ dynamodb }: Clients, name = TableName): Promise<void> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

async function streamOf({ dynamodb }: Clients): Promise<string> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  return Table?.LatestStreamArn ?? '';
}

async function shardsOf({ streams }: Clients, StreamArn: string) {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  return StreamDescription?.Shards ?? [];
}

async function read(
  clients: Clients,
  from: Pick<GetShardIteratorInput, 'ShardIteratorType' | 'SequenceNumber'> = {
    ShardIteratorType: 'TRIM_HORIZON',
  },
  Limit = 1_000,
): Promise<{ records: readonly _Record[]; next: string | undefined }> {
  const StreamArn = await streamOf(clients);
  const [shard] = await shardsOf(clients, StreamArn);
  const { ShardIterator } = await clients.streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId: shard?.ShardId, ...from }),
  );
  const answer = await clients.streams.send(new GetRecordsCommand({ ShardIterator, Limit }));
  return { records: answer.Records ?? [], next: answer.NextShardIterator };
}

const put = ({ dynamodb }: Clients, pk: string, value = 'x') =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, value: { S: value } } }));

const said = (records: readonly _Record[]) =>
  records.map(({ eventName, dynamodb }) => `${eventName} ${dynamodb?.Keys?.pk?.S}`);
const numbers = (records: readonly _Record[]) =>
  records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');

test('writes one record for each change, in order, whichever operation made it', async () => {
  const run = await start();
  await createTable(run);
  const { dynamodb } = run;
  const item = (pk: string) => ({ pk: { S: pk } });
  await put(run, 'a');
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: item('a'),
      UpdateExpression: 'SET #v = :v',
      ExpressionAttributeNames: { '#v': 'value' },
      ExpressionAttributeValues: { ':v': { S: 'y' } },
    }),
  );
  await dynamodb.send(
    new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName, Item: item('b') } }, { Delete: { TableName, Key: item('a') } }],
    }),
  );
  await dynamodb.send(
    new BatchWriteItemCommand({
      RequestItems: {
        [TableName]: [{ PutRequest: { Item: item('c') } }, { DeleteRequest: { Key: item('b') } }],
      },
    }),
  );
  const { records } = await read(run);
  expect(said(records)).toEqual(['INSERT a', 'MODIFY a', 'INSERT b', 'REMOVE a', 'INSERT c', 'REMOVE b']);
  const sorted = [...numbers(records)].sort();
  expect(numbers(records)).toEqual(sorted);
  expect(new Set(sorted).size).toBe(6);
});

test('writes no record for what changes nothing', async () => {
  const run = await start();
  await createTable(run);
  await put(run, 'a');
  await put(run, 'a');
  await run.dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'none' } } }));
  await put(run, 'a', 'other');
  expect(said((await read(run)).records)).toEqual(['INSERT a', 'MODIFY a']);
});

test('gives records the form of the service', async () => {
  const run = await start();
  await createTable(run);
  const Item = { pk: { S: 'a' }, bytes: { B: new Uint8Array([0, 255]) }, list: { L: [{ N: '1.50' }] } };
  await run.dynamodb.send(new PutItemCommand({ TableName, Item }));
  const [record] = (await read(run)).records;
  expect(record).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Date),
      Keys: { pk: { S: 'a' } },
      NewImage: { ...Item, list: { L: [{ N: '1.5' }] } },
      SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  expect((await read(run)).records[0]?.eventID).toBe(record?.eventID);
});

test('reads from any place of the shard, which stays open', async () => {
  const run = await start();
  await createTable(run);
  for (const pk of ['a', 'b', 'c']) await put(run, pk);
  const [, b = ''] = numbers((await read(run)).records);
  const at = await read(run, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: b });
  const after = await read(run, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: b });
  expect([said(at.records), said(after.records)]).toEqual([['INSERT b', 'INSERT c'], ['INSERT c']]);

  const first = await read(run, { ShardIteratorType: 'TRIM_HORIZON' }, 2);
  expect(said(first.records)).toEqual(['INSERT a', 'INSERT b']);
  const rest = await run.streams.send(new GetRecordsCommand({ ShardIterator: first.next }));
  expect(said(rest.Records ?? [])).toEqual(['INSERT c']);

  const latest = await read(run, { ShardIteratorType: 'LATEST' });
  expect(latest.records).toEqual([]);
  await put(run, 'd');
  const later = await run.streams.send(new GetRecordsCommand({ ShardIterator: latest.next }));
  expect(said(later.Records ?? [])).toEqual(['INSERT d']);

  const streamArn = await streamOf(run);
  expect(streamArn).toMatch(new RegExp(`^${tableArn}/stream/.+`));
  expect(await shardsOf(run, streamArn)).toEqual([
    {
      ShardId: expect.stringMatching(/^shardId-/),
      SequenceNumberRange: { StartingSequenceNumber: numbers((await read(run)).records)[0] },
    },
  ]);
});

test('refuses what is no iterator and no sequence number', async () => {
  const run = await start();
  await createTable(run);
  expect(await refusal(run.streams.send(new GetRecordsCommand({ ShardIterator: 'none' })))).toEqual({
    name: 'ValidationException',
    message: 'Invalid ShardIterator',
  });
  const from = { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '7' } as const;
  expect(await refusal(read(run, from))).toEqual({
    name: 'ValidationException',
    message: 'Invalid SequenceNumber: 7',
  });
});

test('keeps stream, shard and records beyond a restart, and an index to find them by', async () => {
  const dataDirectory = dataFolder();
  const before = await start(dataDirectory);
  await createTable(before);
  for (const pk of ['a', 'b']) await put(before, pk);
  const streamArn = await streamOf(before);
  const kept = await read(before);
  await runs.pop()?.close();

  const run = await start(dataDirectory);
  expect(await streamOf(run)).toBe(streamArn);
  const again = await read(run);
  expect(again.records).toEqual(kept.records);
  await put(run, 'c');
  const [, b = ''] = numbers(kept.records);
  const after = await read(run, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: b });
  expect(said(after.records)).toEqual(['INSERT c']);
  await runs.pop()?.close();

  const database = new DatabaseSync(join(dataDirectory, 'dynamodb.sqlite'));
  const plan = database
    .prepare(
      'EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?',
    )
    .all(TableName);
  database.close();
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH _stream_records USING COVERING INDEX stream_records_by_number (table_name=?)',
  ]);
});

test('holds every operation of the streams API to the role', async () => {
  const run = await start();
  await createTable(run);
  await createTable(run, 'Others');
  await put(run, 'a');
  const streamArn = await streamOf(run);
  const roleArn = `arn:aws:iam::${accountId}:role/historian`;
  const allowed = (Action: string[], Resource: string) => ({ Effect: 'Allow', Action, Resource });
  const reads = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'];
  run.endpoint.registerRole('AKIAALL', {
    arn: roleArn,
    statements: [
      allowed(reads, streamArn),
      allowed(['dynamodb:ListStreams'], `${tableArn}/stream/*`),
      allowed(['dynamodb:DescribeTable'], tableArn),
    ],
  });
  const all = run.as('AKIAALL');
  expect(said((await read(all)).records)).toEqual(['INSERT a']);
  const { Streams } = await all.streams.send(new ListStreamsCommand({ TableName }));
  expect(Streams?.map(it => it.StreamArn)).toEqual([streamArn]);

  run.endpoint.registerRole('AKIALITTLE', {
    arn: roleArn,
    statements: [allowed(reads.slice(0, 2), streamArn), allowed(['dynamodb:DescribeTable'], tableArn)],
  });
  expect(await refusal(read(run.as('AKIALITTLE')))).toEqual({
    name: 'AccessDeniedException',
    message: `User: arn:aws:sts::${accountId}:assumed-role/historian/local is not authorized to perform: dynamodb:GetRecords on resource: ${streamArn} because no identity-based policy allows the dynamodb:GetRecords action`,
  });
});

test('tells of writes to a table once they are done, and of no others', async () => {
  const run = await start();
  await createTable(run);
  await createTable(run, 'Others');
  const seen: number[] = [];
  let reading: Promise<unknown> = Promise.resolve();
  const stop = run.endpoint.onTableWrite(TableName, () => {
    reading = read(run).then(({ records }) => seen.push(records.length));
  });
  await put(run, 'a');
  await reading;
  expect(seen).toEqual([1]);
  await run.dynamodb.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
  await run.dynamodb.send(new PutItemCommand({ TableName: 'Others', Item: { pk: { S: 'x' } } }));
  await refusal(run.dynamodb.send(new PutItemCommand({ TableName, Item: {} })));
  await reading;
  expect(seen).toEqual([1]);
  stop();
  await put(run, 'b');
  expect(seen).toEqual([1]);
});
