import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../../functions/adapters/dynamodb-client.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, type Emulator, region, startDynoxide } from './support/dynoxide.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide();
});
afterAll(() => emulator.stop());

describe.each(dynamoDbImplementations)('DynamoDb by $name', ({ name, connect }) => {
  const TableName = `Deliveries-${name}`;
  let connection: ReturnType<typeof connect>;
  beforeAll(async () => {
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials });
    await createTables(client, `Webhooks-${name}`, TableName);
    client.destroy();
    connection = connect(emulator.endpoint);
  });
  afterAll(() => connection.close());

  const key = (sk: string): Item => ({ pk: { S: 'p' }, sk: { S: sk } });
  const bytes = Uint8Array.from([0, 1, 2, 250, 255]);

  it('carries every kind of value', async () => {
    const Item: Item = {
      ...key('kinds'),
      text: { S: 'ä€😀\n"\\' },
      number: { N: '-12.5' },
      yes: { BOOL: true },
      no: { BOOL: false },
      nothing: { NULL: true },
      list: { L: [{ S: '' }, { N: '0' }, { B: bytes }, { L: [] }] },
      map: { M: { inner: { M: {} }, binary: { B: bytes } } },
      binary: { B: bytes },
      texts: { SS: ['a', 'b'] },
      numbers: { NS: ['1', '2'] },
    };
    await connection.dynamoDb.putItem({ TableName, Item });
    const { Item: read = {} } = await connection.dynamoDb.getItem({
      TableName,
      Key: key('kinds'),
      ConsistentRead: true,
    });
    const plain = (item: Item) =>
      JSON.parse(
        JSON.stringify(item, (_, value) =>
          value?.type === 'Buffer' ? value.data : value instanceof Uint8Array ? [...value] : value,
        ),
      );
    expect(plain(read)).toEqual(plain(Item));
  });

  it('says what is stored instead when a condition does not hold', async () => {
    await connection.dynamoDb.putItem({ TableName, Item: { ...key('taken'), n: { N: '1' } } });
    const put = connection.dynamoDb.putItem({
      TableName,
      Item: key('taken'),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(put).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'ConditionalCheckFailedException',
      retryable: false,
      item: { ...key('taken'), n: { N: '1' } },
    });
  });

  it('says per write why a transaction was cancelled', async () => {
    const put = (sk: string) => ({
      Put: { TableName, Item: key(sk), ConditionExpression: 'attribute_not_exists(pk)' },
    });
    await connection.dynamoDb.transactWriteItems({ TransactItems: [put('t1')] });
    await expect(
      connection.dynamoDb.transactWriteItems({ TransactItems: [put('t2'), put('t1')] }),
    ).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'TransactionCanceledException',
      retryable: false,
      reasons: ['None', 'ConditionalCheckFailed'],
    });
  });

  it('writes, deletes and reads in batches, and pages through a query', async () => {
    const items = Array.from({ length: 20 }, (_, n) => ({ pk: { S: 'batch' }, sk: { S: `s${n + 10}` } }));
    const { dynamoDb } = connection;
    await dynamoDb.batchWriteItem({
      RequestItems: { [TableName]: items.map(Item => ({ PutRequest: { Item } })) },
    });
    const [first] = items;
    await dynamoDb.batchWriteItem({
      RequestItems: { [TableName]: [{ DeleteRequest: { Key: first } }] },
    });
    const { Responses, UnprocessedKeys } = await dynamoDb.batchGetItem({
      RequestItems: { [TableName]: { Keys: items, ConsistentRead: true } },
    });
    expect(Responses?.[TableName]?.length).toBe(19);
    expect(UnprocessedKeys).toEqual({});
    const pages: number[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamoDb.query({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'batch' } },
        Limit: 8,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      pages.push(Items.length);
      start = LastEvaluatedKey;
    } while (start !== undefined);
    expect(pages).toEqual([8, 8, 3]);
  });

  it('translates what DynamoDB refuses', async () => {
    await expect(connection.dynamoDb.getItem({ TableName: 'NoTable', Key: key('x') })).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'ResourceNotFoundException',
      retryable: false,
    });
  });

  it('translates that nobody answers', async () => {
    const nobody = connect('http://127.0.0.1:9');
    await expect(nobody.dynamoDb.getItem({ TableName, Key: key('x') })).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'NoAnswer',
      retryable: true,
    });
    await nobody.close();
  });
});
