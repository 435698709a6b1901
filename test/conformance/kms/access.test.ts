import {
  CreateKeyCommand,
  DecryptCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeEach, expect, test } from 'vitest';
import {
  accountId,
  type Clients,
  refusal,
  startTestEndpoint,
  type TestEndpoint,
} from '../endpoint/test-endpoint.ts';

const run: TestEndpoint = await startTestEndpoint();
afterAll(() => run.close());

const roleArn = `arn:aws:iam::${accountId}:role/worker-role`;
const user = `User: arn:aws:sts::${accountId}:assumed-role/worker-role/worker`;
const root = `arn:aws:iam::${accountId}:root`;
const context = { companyId: 'acme', purpose: 'webhook-credentials' };
let keyArn = '';

beforeEach(async () => {
  keyArn = (await run.kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
});

const ourContext = {
  StringEquals: { 'kms:EncryptionContext:purpose': 'webhook-credentials' },
  StringLike: { 'kms:EncryptionContext:companyId': '*' },
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['companyId', 'purpose'] },
};

/** A worker whose role has these statements. */
function workerWith(...statements: object[]): Clients {
  run.endpoint.registerRole('AKIAWORKER', { arn: roleArn, sessionName: 'worker', statements });
  return run.as('AKIAWORKER');
}

const mayDecrypt = () => ({
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  Resource: keyArn,
  Condition: ourContext,
});
const generate = (EncryptionContext?: Record<string, string>) =>
  new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext });
const putPolicy = (...Statement: object[]) =>
  run.kms.send(
    new PutKeyPolicyCommand({ KeyId: keyArn, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
const denied = (action: string, why: string) => ({
  name: 'AccessDeniedException',
  message: `${user} is not authorized to perform: ${action} on resource: ${keyArn} ${why}`,
});

test('a role may do what its policy says, for the key that the ciphertext names too', async () => {
  const worker = workerWith(mayDecrypt());
  const { CiphertextBlob, Plaintext } = await run.kms.send(generate(context));
  for (const KeyId of [keyArn, undefined]) {
    const opened = await worker.kms.send(
      new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext: context }),
    );
    expect(opened.Plaintext).toEqual(Plaintext);
  }
});

test('and no more', async () => {
  const worker = workerWith(mayDecrypt());
  expect(await refusal(worker.kms.send(generate(context)))).toEqual(
    denied('kms:GenerateDataKey', 'because no identity-based policy allows the kms:GenerateDataKey action'),
  );
});

test.each<[string, Record<string, string> | undefined]>([
  ['another purpose', { ...context, purpose: 'other' }],
  ['no company', { purpose: 'webhook-credentials' }],
  ['a further pair', { ...context, more: '1' }],
  ['none at all', undefined],
])('the encryption context is part of the right: %s', async (_, EncryptionContext) => {
  const worker = workerWith(mayDecrypt());
  const { CiphertextBlob } = await run.kms.send(generate(EncryptionContext));
  const command = new DecryptCommand({ KeyId: keyArn, CiphertextBlob, EncryptionContext });
  expect(await refusal(worker.kms.send(command))).toEqual(
    denied('kms:Decrypt', 'because no identity-based policy allows the kms:Decrypt action'),
  );
});

test('an identity policy is worth nothing where the key policy does not leave it to the account', async () => {
  const worker = workerWith(mayDecrypt());
  const { CiphertextBlob } = await run.kms.send(generate(context));
  const command = new DecryptCommand({ CiphertextBlob, EncryptionContext: context });
  await putPolicy({ Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:Describe*', Resource: '*' });
  expect(await refusal(worker.kms.send(command))).toEqual(
    denied('kms:Decrypt', 'because no resource-based policy allows the kms:Decrypt action'),
  );
  await putPolicy({ Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' });
  await worker.kms.send(command);
});

test('a key policy can let a role in by itself, and shut it out', async () => {
  const worker = workerWith();
  await putPolicy({
    Effect: 'Allow',
    Principal: { AWS: roleArn },
    Action: 'kms:GenerateDataKey',
    Resource: '*',
  });
  await worker.kms.send(generate(context));
  await putPolicy(
    { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    { Effect: 'Deny', Principal: { AWS: roleArn }, Action: 'kms:*', Resource: '*' },
  );
  const allowed = workerWith({ Effect: 'Allow', Action: 'kms:*', Resource: '*' });
  expect(await refusal(allowed.kms.send(generate(context)))).toEqual(
    denied('kms:GenerateDataKey', 'with an explicit deny in a resource-based policy'),
  );
});
