import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GenerateDataKeyCommand,
  GetKeyRotationStatusCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKms } from '../../../local/emulators/kms/kms.ts';
import { openStore } from '../../../local/emulators/store.ts';
import {
  accountId,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from '../endpoint/test-endpoint.ts';

let run: TestEndpoint;
beforeAll(async () => {
  run = await startTestEndpoint();
});
afterAll(() => run.close());

const arnOf = (resource: string) => `arn:aws:kms:${region}:${accountId}:${resource}`;

async function newKey(): Promise<string> {
  const { KeyMetadata } = await run.kms.send(new CreateKeyCommand({ Description: 'a key' }));
  return KeyMetadata?.KeyId ?? '';
}

const generate = (KeyId: string) => run.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' }));
const describeKey = async (KeyId: string) =>
  (await run.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;

test('a new key is symmetric, enabled, and known by id, ARN and alias', async () => {
  const KeyId = await newKey();
  const AliasName = 'alias/finehook/one';
  await run.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
  for (const name of [KeyId, arnOf(`key/${KeyId}`), AliasName, arnOf(AliasName)]) {
    expect(await describeKey(name)).toMatchObject({
      AWSAccountId: accountId,
      KeyId,
      Arn: arnOf(`key/${KeyId}`),
      Description: 'a key',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Enabled: true,
      CreationDate: expect.any(Date),
    });
  }
  expect((await generate(AliasName)).KeyId).toBe(arnOf(`key/${KeyId}`));
});

test('a disabled key neither encrypts nor decrypts, and can be enabled again', async () => {
  const KeyId = await newKey();
  const { CiphertextBlob, Plaintext } = await generate(KeyId);
  await run.kms.send(new DisableKeyCommand({ KeyId }));
  const disabled = { name: 'DisabledException', message: `${arnOf(`key/${KeyId}`)} is disabled.` };
  expect(await refusal(generate(KeyId))).toEqual(disabled);
  expect(await refusal(run.kms.send(new DecryptCommand({ CiphertextBlob })))).toEqual(disabled);
  expect(await describeKey(KeyId)).toMatchObject({ KeyState: 'Disabled', Enabled: false });
  await run.kms.send(new EnableKeyCommand({ KeyId }));
  expect((await run.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(Plaintext);
});

test('a key whose deletion is scheduled cannot be used until that is cancelled, and is disabled then', async () => {
  const KeyId = await newKey();
  const { CiphertextBlob } = await generate(KeyId);
  const scheduled = await run.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  expect(scheduled).toMatchObject({ KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
  const state = {
    name: 'KMSInvalidStateException',
    message: `${arnOf(`key/${KeyId}`)} is pending deletion.`,
  };
  expect(await refusal(run.kms.send(new DecryptCommand({ CiphertextBlob })))).toEqual(state);
  expect(await refusal(generate(KeyId))).toEqual(state);
  expect(await refusal(run.kms.send(new EnableKeyCommand({ KeyId })))).toEqual(state);
  expect(await describeKey(KeyId)).toMatchObject({ KeyState: 'PendingDeletion', Enabled: false });
  await run.kms.send(new CancelKeyDeletionCommand({ KeyId }));
  expect(await describeKey(KeyId)).toMatchObject({ KeyState: 'Disabled', Enabled: false });
});

test('once its time has come, a key and its aliases are gone', async () => {
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const kms = createKms({ store: openStore(), region, accountId, now: () => nowMs });
  const made = await kms.handle('CreateKey', {});
  const KeyId = JSON.parse(JSON.stringify(made)).KeyMetadata.KeyId;
  await kms.handle('CreateAlias', { AliasName: 'alias/a', TargetKeyId: KeyId });
  const data = JSON.parse(JSON.stringify(await kms.handle('GenerateDataKey', { KeyId, KeySpec: 'AES_256' })));
  await kms.handle('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  nowMs += 7 * 86_400_000;
  for (const name of [KeyId, 'alias/a']) {
    await expect(kms.handle('DescribeKey', { KeyId: name })).rejects.toMatchObject({
      code: 'NotFoundException',
    });
  }
  await expect(kms.handle('Decrypt', { CiphertextBlob: data.CiphertextBlob })).rejects.toMatchObject({
    code: 'AccessDeniedException',
  });
});

describe('rotation', () => {
  test('is remembered', async () => {
    const KeyId = await newKey();
    const status = async () => {
      const answer = await run.kms.send(new GetKeyRotationStatusCommand({ KeyId }));
      return [answer.KeyRotationEnabled, answer.RotationPeriodInDays];
    };
    expect(await status()).toEqual([false, undefined]);
    await run.kms.send(new EnableKeyRotationCommand({ KeyId }));
    expect(await status()).toEqual([true, 365]);
    await run.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    expect(await status()).toEqual([true, 90]);
    await run.kms.send(new DisableKeyRotationCommand({ KeyId }));
    expect(await status()).toEqual([false, undefined]);
  });
});

describe('aliases', () => {
  test('point to one key at a time', async () => {
    const [first, second] = [await newKey(), await newKey()];
    const AliasName = 'alias/moving';
    await run.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: first }));
    expect(await refusal(run.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: second })))).toEqual({
      name: 'AlreadyExistsException',
      message: `An alias with the name ${arnOf(AliasName)} already exists`,
    });
    await run.kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: second }));
    expect((await describeKey(AliasName))?.KeyId).toBe(second);
  });

  test.each([
    ['no-prefix', 'ValidationException'],
    ['alias/with space', 'InvalidAliasNameException'],
    ['alias/aws/mine', 'NotAuthorizedException'],
  ])('%s: %s', async (AliasName, name) => {
    const TargetKeyId = await newKey();
    expect((await refusal(run.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId })))).name).toBe(name);
  });

  test('an alias must be there to be updated', async () => {
    const command = new UpdateAliasCommand({ AliasName: 'alias/none', TargetKeyId: await newKey() });
    expect((await refusal(run.kms.send(command))).name).toBe('NotFoundException');
  });
});

test.each([
  [{ KeySpec: 'RSA_2048' as const }, 'KeySpec RSA_2048 is not emulated.'],
  [{ MultiRegion: true }, 'MultiRegion is not emulated.'],
  [{ Origin: 'EXTERNAL' as const }, 'Origin EXTERNAL is not emulated.'],
])('a key with %o is refused: nothing is silently left out', async (input, message) => {
  expect(await refusal(run.kms.send(new CreateKeyCommand(input)))).toEqual({
    name: 'UnsupportedOperationException',
    message,
  });
});

test('a policy must be JSON', async () => {
  const command = new PutKeyPolicyCommand({ KeyId: await newKey(), Policy: '{' });
  expect((await refusal(run.kms.send(command))).name).toBe('MalformedPolicyDocumentException');
});
