import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KmsVault } from '../../../functions/adapters/kms-vault.ts';
import type { Credentials } from '../../../functions/domain/credentials.ts';
import type { SealedWebhook, Vault } from '../../../functions/domain/ports.ts';
import type { AwsEndpoint } from '../../../local/emulators/aws-endpoint.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { startAccount } from './support/aws-account.ts';
import { dynamoDbImplementations } from './support/dynamodb-implementations.ts';
import { credentials as awsKeys, createTables, region } from './support/dynoxide.ts';
import { kmsImplementations } from './support/kms-implementations.ts';

const webhooksTable = 'Webhooks';
let account: AwsEndpoint;
let keyArn = '';
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  account = await startAccount();
  const options = { endpoint: account.url, region, credentials: awsKeys };
  const dynamoDb = new DynamoDBClient(options);
  await createTables(dynamoDb, webhooksTable, 'Deliveries');
  dynamoDb.destroy();
  const kms = new KMSClient(options);
  keyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  kms.destroy();
});
afterAll(async () => {
  for (const close of closers) await close();
  await account.close();
});

const implementations: { name: string; vault: () => Vault }[] = [
  { name: 'in memory', vault: () => new MemoryVault() },
  ...kmsImplementations.map(({ name, connect }) => ({
    name: `over KMS by ${name}`,
    vault: () => {
      const kms = connect(account.url);
      const table = dynamoDbImplementations.find(it => it.name === name)?.connect(account.url);
      if (table === undefined) throw new Error(`no DynamoDB by ${name}`);
      closers.push(kms.close, table.close);
      const { dynamoDb } = table;
      return new KmsVault({ kms: kms.kms, dynamoDb, webhooksTable, keyArn, now: () => 0 });
    },
  })),
];

const secret = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
const basic: Credentials = {
  secrets: [{ value: secret }, { value: 'whsec_old', expiresAt: '2026-02-01T00:00:00.000Z' }],
  headers: { 'x-api-key': 'the key of acme', 'x-empty-name-is-none': '!' },
  auth: { type: 'basic', username: 'finehook', password: 'пароль 🔑 "quoted"' },
};
const bearer: Credentials = { secrets: [], headers: {}, auth: { type: 'bearer', token: '1|abc' } };
const id = 'whk_01kdvdnt000000000000000000';
const sealedOf = (sealedCredentials: string, more: Partial<SealedWebhook> = {}): SealedWebhook => ({
  id,
  ownerCompanyId: 'acme',
  sealedCredentials,
  ...more,
});

describe.each(implementations)('Vault $name', ({ name, vault: make }) => {
  it.each([basic, bearer, { secrets: [], headers: {} }])('opens what it sealed: %j', async credentials => {
    const vault = make();
    expect(await vault.open(sealedOf(await vault.seal('acme', id, credentials)))).toEqual(credentials);
  });

  it('what one instance seals, another opens', async () => {
    const text = await make().seal('acme', id, basic);
    expect(await make().open(sealedOf(text))).toEqual(basic);
  });

  it('keeps companies apart, whatever they are called', async () => {
    const vault = make();
    for (const ownerCompanyId of ['#', 'WEBHOOK', 'a"b\\c', 'компания', `${name}/{"companyId":"acme"}`]) {
      const text = await vault.seal(ownerCompanyId, id, basic);
      expect(await vault.open(sealedOf(text, { ownerCompanyId }))).toEqual(basic);
    }
  });

  it('the sealed text shows nothing', async () => {
    const text = await make().seal('acme', id, basic);
    for (const value of [secret, secret.slice(6), 'the key of acme', 'пароль', 'x-api-key', 'basic']) {
      expect(text).not.toContain(value);
    }
  });

  it.each([
    ['webhook', { id: 'whk_01kdvdnt000000000000000001' }],
    ['company', { ownerCompanyId: 'globex' }],
  ])('opens nothing for another %s', async (_, other) => {
    const vault = make();
    const text = await vault.seal('acme', id, basic);
    // The other company has a data key of its own.
    await vault.seal('globex', id, basic);
    await expect(vault.open(sealedOf(text, other))).rejects.toMatchObject({
      name: 'CredentialsUnusableError',
    });
  });

  it.each(['', 'nonsense', 'AA==', 'Ag=='])('opens no text that is not sealed: %j', async text => {
    await expect(make().open(sealedOf(text))).rejects.toMatchObject({ name: 'CredentialsUnusableError' });
  });
});

describe.each(implementations.slice(1))('Vault $name', ({ vault: make }) => {
  it('seals the same credentials to another text each time', async () => {
    const vault = make();
    expect(await vault.seal('acme', id, basic)).not.toBe(await vault.seal('acme', id, basic));
  });

  it('opens nothing that was altered anywhere, and the error tells nothing', async () => {
    const vault = make();
    const sealed = Buffer.from(await vault.seal('acme', id, bearer), 'base64');
    for (const index of sealed.keys()) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      const error: unknown = await vault
        .open(sealedOf(altered.toString('base64')))
        .catch((caught: unknown) => caught);
      const how = index === 0 ? 'in a known way' : 'for this webhook and company';
      expect(error).toMatchObject({
        name: 'CredentialsUnusableError',
        message: `the credentials of ${id} cannot be used: they are not sealed ${how}`,
      });
      expect(error).not.toHaveProperty('cause');
    }
    for (const length of sealed.keys()) {
      const text = sealed.subarray(0, length).toString('base64');
      await expect(vault.open(sealedOf(text))).rejects.toMatchObject({ name: 'CredentialsUnusableError' });
    }
  });

  it('opens nothing of a company without a data key', async () => {
    const vault = make();
    const text = await vault.seal('acme', id, basic);
    await expect(vault.open(sealedOf(text, { ownerCompanyId: 'nobody' }))).rejects.toThrow(
      `the credentials of ${id} cannot be used: there is no data key of nobody`,
    );
  });
});

it('what the api seals by the SDK, the worker opens by its lean client', async () => {
  const [, sdk, lean] = implementations;
  const text = await sdk?.vault().seal('between', id, basic);
  expect(await lean?.vault().open(sealedOf(text ?? '', { ownerCompanyId: 'between' }))).toEqual(basic);
});
