import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEndpointFaults } from '../../../local/faults/endpoint-faults.ts';
import { type FaultKind, faultKindNames } from '../../../local/faults/fault-kinds.ts';
import { readFaultPlan } from '../../../local/faults/fault-plan.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import {
  accountId,
  allowRules,
  type Clients,
  createQueue,
  received,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from '../endpoint/test-endpoint.ts';

const faults = createFaults(readFaultPlan('seed', ['all=0']), () => {});
let run: TestEndpoint;
/** Whose requests go wrong; those of `run` itself never do. */
let victim: Clients;
let names = 0;

beforeAll(async () => {
  run = await startTestEndpoint({ faults: createEndpointFaults(faults, 50) });
  faults.nameCaller('victim', 'victim');
  victim = run.as('victim', { maxAttempts: 1 });
});

beforeEach(() => {
  for (const kind of faultKindNames) faults.setRate(kind, 0);
});

afterAll(() => run.close());

function always(kind: FaultKind): void {
  faults.setRate(kind, 1);
}

function newName(): string {
  names += 1;
  return `name-${names}`;
}

describe('DynamoDB', () => {
  const TableName = 'table';
  const item = (pk: string) => ({ pk: { S: pk } });
  const put = (pk: string) => victim.dynamodb.send(new PutItemCommand({ TableName, Item: item(pk) }));
  const isThere = async (pk: string) =>
    (await run.dynamodb.send(new GetItemCommand({ TableName, Key: item(pk) }))).Item !== undefined;

  beforeAll(async () => {
    await run.dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    );
  });

  it.each([
    ['dynamodb-throttle', 'ProvisionedThroughputExceededException'],
    ['dynamodb-error', 'InternalServerError'],
  ] as const)('%s answers %s and does nothing', async (kind, name) => {
    always(kind);
    expect((await refusal(put(kind))).name).toBe(name);
    expect(await isThere(kind)).toBe(false);
  });

  it.each([
    ['dynamodb-throttle', 'ThrottlingError'],
    ['dynamodb-conflict', 'TransactionConflict'],
  ] as const)('%s cancels a transaction with %s', async (kind, Code) => {
    always(kind);
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName, Item: item('t1') } }, { Put: { TableName, Item: item('t2') } }],
    });
    await expect(victim.dynamodb.send(transaction)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code }, { Code: 'None' }],
    });
    expect(await isThere('t1')).toBe(false);
  });

  it.each([
    ['dynamodb-timeout-before', false],
    ['dynamodb-timeout-after', true],
  ] as const)('%s breaks the connection; done: %s', async (kind, isDone) => {
    always(kind);
    expect((await refusal(put(kind))).message).toContain('socket hang up');
    expect(await isThere(kind)).toBe(isDone);
  });

  it('dynamodb-unprocessed does a part of a batch and says which part it left', async () => {
    always('dynamodb-unprocessed');
    const all = Array.from({ length: 20 }, (_, i) => `u${i}`);
    const { UnprocessedItems } = await victim.dynamodb.send(
      new BatchWriteItemCommand({
        RequestItems: { [TableName]: all.map(pk => ({ PutRequest: { Item: item(pk) } })) },
      }),
    );
    const left = (UnprocessedItems?.[TableName] ?? []).map(({ PutRequest }) => PutRequest?.Item?.pk?.S ?? '');
    expect(left.length).toBeGreaterThan(0);
    const written = await Promise.all(all.map(isThere));
    expect(all.filter((_, i) => written[i] !== true)).toEqual(left);

    const { Responses, UnprocessedKeys } = await victim.dynamodb.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: all.map(item) } } }),
    );
    const asked = all.filter(pk => !(UnprocessedKeys?.[TableName]?.Keys ?? []).some(key => key.pk?.S === pk));
    const found = (Responses?.[TableName] ?? []).map(({ pk }) => pk?.S);
    expect(found.sort()).toEqual(asked.filter(pk => !left.includes(pk)).sort());
  });
});

describe('SQS', () => {
  const bodies = (messages: readonly { Body?: string | undefined }[]) => messages.map(({ Body }) => Body);

  it('sqs-error answers 500 and does nothing', async () => {
    const { url } = await createQueue(run.sqs, newName());
    always('sqs-error');
    const send = victim.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    expect((await refusal(send)).name).toBe('InternalFailure');
    expect(await received(run.sqs, url)).toEqual([]);
  });

  it.each([
    ['sqs-timeout-before', []],
    ['sqs-timeout-after', ['x']],
  ] as const)('%s breaks the connection; sent: %j', async (kind, expected) => {
    const { url } = await createQueue(run.sqs, newName());
    always(kind);
    const send = victim.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    expect((await refusal(send)).message).toContain('socket hang up');
    expect(bodies(await received(run.sqs, url))).toEqual(expected);
  });

  it('sqs-batch-failure refuses entries, of which it is not the fault of the sender', async () => {
    const { url } = await createQueue(run.sqs, newName());
    await run.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    const [message] = await received(run.sqs, url);
    always('sqs-batch-failure');
    const sent = await victim.sqs.send(
      new SendMessageBatchCommand({ QueueUrl: url, Entries: [{ Id: 'a', MessageBody: 'y' }] }),
    );
    expect(sent.Failed).toMatchObject([{ Id: 'a', Code: 'InternalError', SenderFault: false }]);
    const hidden = await victim.sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: [{ Id: 'b', ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }],
      }),
    );
    expect(hidden.Failed).toMatchObject([{ Id: 'b', SenderFault: false }]);
    expect(await received(run.sqs, url)).toEqual([]);
  });

  it('sqs-duplicate lets a second consumer receive the message while the first one has it; only the second deletes it', async () => {
    const { url } = await createQueue(run.sqs, newName());
    await run.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    always('sqs-duplicate');
    const [first] = await received(victim.sqs, url);
    faults.setRate('sqs-duplicate', 0);
    const [second] = await received(victim.sqs, url);
    expect([first?.MessageId, second?.MessageId]).toEqual([first?.MessageId, first?.MessageId]);
    expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
    expect(await received(victim.sqs, url)).toEqual([]);
  });

  it('sqs-late-delete says that it has deleted, and the message comes back', async () => {
    const { url } = await createQueue(run.sqs, newName());
    await run.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    const [message] = await received(run.sqs, url);
    const deletion = new DeleteMessageBatchCommand({
      QueueUrl: url,
      Entries: [{ Id: 'a', ReceiptHandle: message?.ReceiptHandle }],
    });
    always('sqs-late-delete');
    const { Successful, Failed = [] } = await victim.sqs.send(deletion);
    expect([Successful, Failed]).toEqual([[{ Id: 'a' }], []]);
    expect(bodies(await received(run.sqs, url, 3))).toEqual(['x']);
  });
});

describe('KMS', () => {
  it.each([
    ['kms-throttle', 'ThrottlingException'],
    ['kms-error', 'KMSInternalException'],
  ] as const)('%s answers %s', async (kind, name) => {
    always(kind);
    expect((await refusal(victim.kms.send(new CreateKeyCommand({})))).name).toBe(name);
  });
});

describe('S3', () => {
  it('s3-slow-down answers SlowDown and does nothing', async () => {
    const Bucket = newName();
    await run.s3.send(new CreateBucketCommand({ Bucket }));
    always('s3-slow-down');
    const put = victim.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect((await refusal(put)).name).toBe('SlowDown');
    const get = run.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect((await refusal(get)).name).toBe('NoSuchKey');
  });
});

describe('EventBridge', () => {
  const entry = (bus: string, n: number) => ({
    EventBusName: bus,
    Source: 'app',
    DetailType: 'T',
    Detail: `{"n":${n}}`,
  });

  async function ruleToQueue() {
    const name = newName();
    await run.events.send(new CreateEventBusCommand({ Name: name }));
    const queue = await createQueue(run.sqs, name, allowRules(name));
    const deadLetters = await createQueue(run.sqs, `${name}-dead`, allowRules(name));
    await run.events.send(
      new PutRuleCommand({ EventBusName: name, Name: 'rule', EventPattern: '{"source":["app"]}' }),
    );
    await run.events.send(
      new PutTargetsCommand({
        EventBusName: name,
        Rule: 'rule',
        Targets: [
          {
            Id: 'queue',
            Arn: queue.arn,
            InputPath: '$.detail.n',
            DeadLetterConfig: { Arn: deadLetters.arn },
          },
        ],
      }),
    );
    const put = (...numbers: number[]) =>
      run.events.send(new PutEventsCommand({ Entries: numbers.map(n => entry(name, n)) }));
    return { name, queue, deadLetters, put };
  }

  it('eventbridge-throttle strikes all but PutEvents', async () => {
    always('eventbridge-throttle');
    const request = new PutRuleCommand({ Name: 'throttled', EventPattern: '{"source":["x"]}' });
    expect(await refusal(victim.events.send(request))).toMatchObject({ name: 'ThrottlingException' });
    const Entries = [{ Source: 'x', DetailType: 'x', Detail: '{}' }];
    expect(await victim.events.send(new PutEventsCommand({ Entries }))).toMatchObject({
      FailedEntryCount: 0,
    });
  });

  it('eventbridge-error answers 500', async () => {
    const { name } = await ruleToQueue();
    always('eventbridge-error');
    const put = victim.events.send(new PutEventsCommand({ Entries: [entry(name, 1)] }));
    expect((await refusal(put)).name).toBe('InternalFailure');
  });

  it('eventbridge-put-failure refuses entries in their places, and takes the others', async () => {
    const { name, queue } = await ruleToQueue();
    faults.setRate('eventbridge-put-failure', 0.5);
    const { FailedEntryCount, Entries = [] } = await victim.events.send(
      new PutEventsCommand({ Entries: [1, 2, 3, 4, 5, 6].map(n => entry(name, n)) }),
    );
    const accepted = Entries.flatMap(({ EventId }, i) => (EventId === undefined ? [] : [String(i + 1)]));
    expect(FailedEntryCount).toBe(6 - accepted.length);
    expect(accepted.length).toBeGreaterThan(0);
    expect(accepted.length).toBeLessThan(6);
    expect((await received(run.sqs, queue.url)).map(({ Body }) => Body).sort()).toEqual(accepted);
  });

  it('eventbridge-duplicate gives the queue an event twice', async () => {
    const { queue, put } = await ruleToQueue();
    always('eventbridge-duplicate');
    await put(1);
    const got = [...(await received(run.sqs, queue.url)), ...(await received(run.sqs, queue.url, 3))];
    expect(got.map(({ Body }) => Body)).toEqual(['1', '1']);
    expect(new Set(got.map(({ MessageId }) => MessageId)).size).toBe(2);
  });

  it('eventbridge-reorder gives the queue an event behind later ones', async () => {
    const { queue, put } = await ruleToQueue();
    always('eventbridge-reorder');
    await put(1);
    faults.setRate('eventbridge-reorder', 0);
    await put(2);
    const got = [...(await received(run.sqs, queue.url)), ...(await received(run.sqs, queue.url, 3))];
    expect(got.map(({ Body }) => Body)).toEqual(['2', '1']);
  });

  it("eventbridge-target-failure puts the raw event into the rule's dead-letter queue", async () => {
    const { name, queue, deadLetters, put } = await ruleToQueue();
    always('eventbridge-target-failure');
    await put(1);
    expect(await received(run.sqs, queue.url)).toEqual([]);
    const [letter] = await received(run.sqs, deadLetters.url);
    expect(JSON.parse(letter?.Body ?? '')).toMatchObject({ source: 'app', detail: { n: 1 } });
    expect(letter?.MessageAttributes?.RULE_ARN?.StringValue).toBe(
      `arn:aws:events:${region}:${accountId}:rule/${name}/rule`,
    );
  });
});

describe('the control', () => {
  const change = (body: string) => fetch(`${run.endpoint.url}/faults`, { method: 'PUT', body });

  it('shows seed, rates and counts, and changes a rate', async () => {
    const answer = await change('{"kind":"sqs-error","rate":1}');
    expect(answer.status).toBe(200);
    const { url } = await createQueue(run.sqs, newName());
    await refusal(victim.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' })));
    const shown: unknown = await (await fetch(`${run.endpoint.url}/faults`)).json();
    expect(shown).toEqual({ seed: 'seed', faults: faults.states() });
    expect(faults.rateOf('sqs-error')).toBe(1);
  });

  it.each([
    '',
    '[]',
    '{"kind":"sqs-eror","rate":1}',
    '{"kind":"sqs-error"}',
    '{"kind":"sqs-error","rate":2}',
  ])('refuses %j', async body => {
    expect((await change(body)).status).toBe(400);
    expect(faults.rateOf('sqs-error')).toBe(0);
  });

  it('has no other methods, and is not there without faults', async () => {
    expect((await fetch(`${run.endpoint.url}/faults`, { method: 'DELETE' })).status).toBe(405);
    const plain = await startTestEndpoint();
    expect((await fetch(`${plain.endpoint.url}/faults`)).status).toBe(404);
    await plain.close();
  });
});
