import { KMSClient } from '@aws-sdk/client-kms';
import { afterEach, describe, expect, it } from 'vitest';
import { sdkKms } from '../../../functions/adapters/aws-sdk-kms.ts';
import { leanKms } from '../../../functions/adapters/lean-kms.ts';
import { closeAll, setUp } from './support/lean-client.ts';
import { type Step, scriptedAws } from './support/scripted-aws.ts';

afterEach(closeAll);

const fault = (status: number, type: string): Step => ({ status, body: { __type: type, message: 'why' } });
const decrypt = { KeyId: 'key', CiphertextBlob: Buffer.of(1, 2, 3), EncryptionContext: { companyId: 'a' } };

const ways = [
  {
    name: 'lean',
    over: async (step: Step) => {
      const { client, requests } = await setUp([step], { service: 'kms', maxTries: 1 });
      return { kms: leanKms(client), requests };
    },
  },
  {
    name: 'SDK',
    over: async (step: Step) => {
      const { endpoint, requests, close } = await scriptedAws([step]);
      const keys = { accessKeyId: 'AKID', secretAccessKey: 'SECRET' };
      const client = new KMSClient({ endpoint, region: 'eu-central-1', credentials: keys, maxAttempts: 1 });
      openServers.push(async () => {
        client.destroy();
        await close();
      });
      return { kms: sdkKms(client), requests };
    },
  },
];
const openServers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of openServers.splice(0)) await close();
});

describe.each(ways)('Kms by $name', ({ over }) => {
  it.each([
    [400, 'ThrottlingException', true],
    [500, 'KMSInternalException', true],
    [503, 'DependencyTimeoutException', true],
    [500, 'KeyUnavailableException', true],
    [400, 'KMSInvalidStateException', false],
    [400, 'DisabledException', false],
    [400, 'NotFoundException', false],
    [400, 'InvalidCiphertextException', false],
    [400, 'IncorrectKeyException', false],
    [400, 'AccessDeniedException', false],
  ])('%i %s: worth another try: %s', async (status, code, retryable) => {
    const { kms } = await over(fault(status, code));
    await expect(kms.decrypt(decrypt)).rejects.toMatchObject({ name: 'AwsCallError', code, retryable });
  });

  it('an answer without a plaintext is none', async () => {
    const { kms } = await over({ status: 200, body: {} });
    await expect(kms.decrypt(decrypt)).rejects.toMatchObject({
      code: 'UnknownAwsError',
      message: 'KMS answered without Plaintext',
    });
  });

  it('speaks JSON 1.1 to TrentService, bytes as base64', async () => {
    const { kms, requests } = await over({ status: 200, body: { Plaintext: 'AQI=' } });
    expect(Buffer.from(await kms.decrypt(decrypt))).toEqual(Buffer.of(1, 2));
    const [request] = requests;
    expect([request?.target, request?.headers['content-type']]).toEqual([
      'TrentService.Decrypt',
      'application/x-amz-json-1.1',
    ]);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      KeyId: 'key',
      CiphertextBlob: 'AQID',
      EncryptionContext: { companyId: 'a' },
    });
    expect(request?.headers.authorization).toMatch(/\/eu-central-1\/kms\/aws4_request/);
  });
});
