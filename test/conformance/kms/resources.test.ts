import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  GenerateDataKeyCommand,
  GetKeyRotationStatusCommand,
} from '@aws-sdk/client-kms';
import { afterAll, expect, test } from 'vitest';
import { closeAwsClients, createAwsClients } from '../../../local/cloudformation/aws-clients.ts';
import { emptyPlan } from '../../../local/cloudformation/run-plan.ts';
import { alias } from '../../../local/resources/aws-kms-alias.ts';
import { key } from '../../../local/resources/aws-kms-key.ts';
import { accountId, region, startTestEndpoint, type TestEndpoint } from '../endpoint/test-endpoint.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'finehook-'));
afterAll(() => rmSync(dataDirectory, { recursive: true }));

/** Makes the key of a template, and an alias for it, as a start of the local run does. */
async function deployTo(run: TestEndpoint, EnableKeyRotation: boolean): Promise<string> {
  const clients = createAwsClients({
    endpoint: run.endpoint.url,
    region,
    accessKeyId: 'local',
    secretAccessKey: 'local',
  });
  const context = {
    logicalId: 'CredentialsKey',
    stackName: 'Finehook',
    region,
    accountId,
    clients,
    plan: emptyPlan({ apiUrl: '', schedulesRunHere: false }),
    physicalName: () => 'Finehook-CredentialsKey',
    assetPath: () => '',
  };
  const root = `arn:aws:iam::${accountId}:root`;
  const Statement = [{ Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' }];
  try {
    const made = await key.create(
      { EnableKeyRotation, KeyPolicy: { Version: '2012-10-17', Statement } },
      context,
    );
    const { Arn, KeyId } = made.attributes;
    expect(made.ref).toBe(KeyId);
    await alias.create({ AliasName: 'alias/Finehook/credentials', TargetKeyId: String(Arn) }, context);
    return String(Arn);
  } finally {
    closeAwsClients(clients);
  }
}

test('a key outlives the endpoint, and the next start on the same data finds it again', async () => {
  const before = await startTestEndpoint({ dataDirectory });
  const arn = await deployTo(before, false);
  const EncryptionContext = { companyId: 'acme' };
  const made = await before.kms.send(
    new GenerateDataKeyCommand({ KeyId: arn, KeySpec: 'AES_256', EncryptionContext }),
  );
  const rotation = async (run: TestEndpoint) =>
    (await run.kms.send(new GetKeyRotationStatusCommand({ KeyId: arn }))).KeyRotationEnabled;
  expect(await rotation(before)).toBe(false);
  await before.close();

  const after = await startTestEndpoint({ dataDirectory });
  try {
    expect(await deployTo(after, true)).toBe(arn);
    expect(await rotation(after)).toBe(true);
    const named = await after.kms.send(new DescribeKeyCommand({ KeyId: 'alias/Finehook/credentials' }));
    expect(named.KeyMetadata?.Arn).toBe(arn);
    const { CiphertextBlob } = made;
    const opened = await after.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(opened.Plaintext).toEqual(made.Plaintext);
  } finally {
    await after.close();
  }
});
