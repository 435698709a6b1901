import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataKeys } from '../../../functions/adapters/data-keys.ts';
import type { Kms } from '../../../functions/adapters/kms-client.ts';
import type { AwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';
import { startAccount } from './support/aws-account.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { createTables, credentials, region } from './support/dynoxide.ts';
import { kmsImplementations } from './support/kms-implementations.ts';

const webhooksTable = 'Webhooks';
let account: AwsEndpoint;
let table: DynamoDBClient;
let admin: KMSClient;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  account = await startAccount();
  const options = { endpoint: account.url, region, credentials };
  table = new DynamoDBClient(options);
  admin = new KMSClient(options);
  await createTables(table, webhooksTable, 'Deliveries');
});
afterAll(async () => {
  table.destroy();
  admin.destroy();
  for (const close of closers) await close();
  await account.close();
});

async function newKey(): Promise<string> {
  return (await admin.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
}

async function storedKey(companyId: string) {
  const Key = { pk: { S: `DATAKEY#${companyId}` }, sk: { S: 'DATAKEY' } };
  return (await table.send(new GetItemCommand({ TableName: webhooksTable, Key }))).Item;
}

describe.each(kmsImplementations)('DataKeys by $name', ({ name, connect }) => {
  /** Data keys, with the calls that KMS had, and a clock. */
  function keysOver(keyArn: string, options: { maxEntries?: number } = {}) {
    const { kms, close } = connect(account.url);
    const dynamoDb = dynamoDbImplementations.find(it => it.name === name)?.connect(account.url);
    if (dynamoDb === undefined) throw new Error(`no DynamoDB by ${name}`);
    closers.push(close, dynamoDb.close);
    const calls: string[] = [];
    const noted: Kms = {
      generateDataKey(input) {
        calls.push(`generate ${input.EncryptionContext?.companyId}`);
        return kms.generateDataKey(input);
      },
      decrypt(input) {
        calls.push(`decrypt ${input.EncryptionContext?.companyId}`);
        return kms.decrypt(input);
      },
    };
    const time = { nowMs: Date.parse('2026-01-01T00:00:00.000Z') };
    const now = () => time.nowMs;
    const keys = new DataKeys({
      kms: noted,
      dynamoDb: dynamoDb.dynamoDb,
      webhooksTable,
      keyArn,
      now,
      ...options,
    });
    return { keys, calls, time };
  }

  it('makes a key once, keeps it encrypted, and finds it again', async () => {
    const company = `once ${name}`;
    const keyArn = await newKey();
    const first = keysOver(keyArn);
    const made = await first.keys.findOrMake(company);
    expect([made.type, made.symmetricKeySize]).toEqual(['secret', 32]);
    const item = await storedKey(company);
    expect(Object.keys(item ?? {}).sort()).toEqual(['createdAt', 'encryptedKey', 'pk', 'sk']);
    expect(item?.createdAt).toEqual({ S: '2026-01-01T00:00:00.000Z' });
    expect(Buffer.from(item?.encryptedKey?.B ?? []).includes(made.export())).toBe(false);

    const second = keysOver(keyArn);
    expect((await second.keys.findOrMake(company)).export()).toEqual(made.export());
    expect((await second.keys.find(company)).export()).toEqual(made.export());
    expect([first.calls, second.calls]).toEqual([[`generate ${company}`], [`decrypt ${company}`]]);
  });

  it('of several that make the first key at once, one wins and all have the same', async () => {
    const company = `race ${name}`;
    const keyArn = await newKey();
    const racers = [keysOver(keyArn), keysOver(keyArn), keysOver(keyArn)];
    const keys = await Promise.all(racers.map(({ keys: racing }) => racing.findOrMake(company)));
    const [one] = keys.map(key => key.export().toString('hex'));
    expect(keys.map(key => key.export().toString('hex'))).toEqual([one, one, one]);
  });

  it('asks KMS once for all who ask at the same time, and again after five minutes', async () => {
    const company = `cached ${name}`;
    const keyArn = await newKey();
    await keysOver(keyArn).keys.findOrMake(company);
    const { keys, calls, time } = keysOver(keyArn);
    await Promise.all([keys.find(company), keys.find(company), keys.findOrMake(company)]);
    time.nowMs += 299_999;
    await keys.find(company);
    expect(calls).toEqual([`decrypt ${company}`]);
    time.nowMs += 1;
    await keys.find(company);
    expect(calls).toEqual([`decrypt ${company}`, `decrypt ${company}`]);
  });

  it('lets the key go that was read longest ago', async () => {
    const keyArn = await newKey();
    const [a, b, c] = ['a', 'b', 'c'].map(letter => `${letter} ${name}`);
    const all = keysOver(keyArn);
    for (const company of [a, b, c]) await all.keys.findOrMake(company ?? '');
    const { keys, calls } = keysOver(keyArn, { maxEntries: 2 });
    for (const company of [a, b, c, b, a]) await keys.find(company ?? '');
    expect(calls).toEqual([a, b, c, a].map(company => `decrypt ${company}`));
  });

  it('a company without a key has none until one is made', async () => {
    const company = `none ${name}`;
    const { keys } = keysOver(await newKey());
    await expect(keys.find(company)).rejects.toMatchObject({ name: 'NoDataKeyError' });
    const made = await keys.findOrMake(company);
    expect(await keys.find(company)).toBe(made);
  });

  it('what fails is not remembered: a disabled key is used again once it is enabled', async () => {
    const company = `disabled ${name}`;
    const keyArn = await newKey();
    const made = await keysOver(keyArn).keys.findOrMake(company);
    const { keys } = keysOver(keyArn);
    await admin.send(new DisableKeyCommand({ KeyId: keyArn }));
    const disabled = { name: 'AwsCallError', code: 'DisabledException', retryable: false };
    await expect(keys.find(company)).rejects.toMatchObject(disabled);
    await expect(keysOver(keyArn).keys.findOrMake(`new ${company}`)).rejects.toMatchObject(disabled);
    expect(await storedKey(`new ${company}`)).toBeUndefined();
    await admin.send(new EnableKeyCommand({ KeyId: keyArn }));
    expect((await keys.find(company)).export()).toEqual(made.export());
  });

  it('says so when the key is to be deleted', async () => {
    const keyArn = await newKey();
    await keysOver(keyArn).keys.findOrMake(`leaving ${name}`);
    await admin.send(new ScheduleKeyDeletionCommand({ KeyId: keyArn }));
    await expect(keysOver(keyArn).keys.find(`leaving ${name}`)).rejects.toMatchObject({
      code: 'KMSInvalidStateException',
      retryable: false,
    });
  });

  it("a company's stored key is of no use to another", async () => {
    const keyArn = await newKey();
    await keysOver(keyArn).keys.findOrMake(`mine ${name}`);
    const item = await storedKey(`mine ${name}`);
    const stolen = { ...item, pk: { S: `DATAKEY#theirs ${name}` } };
    await table.send(new PutItemCommand({ TableName: webhooksTable, Item: stolen }));
    await expect(keysOver(keyArn).keys.find(`theirs ${name}`)).rejects.toMatchObject({
      code: 'InvalidCiphertextException',
    });
  });
});
