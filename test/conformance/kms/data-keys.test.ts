import { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountId,
  refusal,
  region,
  startTestEndpoint,
  type TestEndpoint,
} from '../endpoint/test-endpoint.ts';

let run: TestEndpoint;
let KeyId: string;
let keyArn: string;
const EncryptionContext = { companyId: 'acme', purpose: 'webhook-credentials' };

async function newKey(): Promise<{ id: string; arn: string }> {
  const { KeyMetadata } = await run.kms.send(new CreateKeyCommand({}));
  return { id: KeyMetadata?.KeyId ?? '', arn: KeyMetadata?.Arn ?? '' };
}

beforeAll(async () => {
  run = await startTestEndpoint();
  ({ id: KeyId, arn: keyArn } = await newKey());
});
afterAll(() => run.close());

const generate = (more: Partial<GenerateDataKeyCommand['input']> = {}) =>
  run.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext, ...more }));
const decrypt = (CiphertextBlob: Uint8Array | undefined, more: Partial<DecryptCommand['input']> = {}) =>
  run.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, ...more }));

describe('GenerateDataKey', () => {
  test.each([
    [{ KeySpec: 'AES_256' as const }, 32],
    [{ KeySpec: 'AES_128' as const }, 16],
    [{ KeySpec: undefined, NumberOfBytes: 64 }, 64],
    [{ KeySpec: undefined, NumberOfBytes: 1024 }, 1024],
  ])('%o gives %i bytes, plain and encrypted', async (how, length) => {
    const made = await generate(how);
    expect([made.KeyId, made.Plaintext?.length]).toEqual([keyArn, length]);
    const opened = await decrypt(made.CiphertextBlob);
    expect(opened).toMatchObject({ KeyId: keyArn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(Buffer.from(made.CiphertextBlob ?? []).includes(Buffer.from(made.Plaintext ?? []))).toBe(false);
  });

  test('no two are the same', async () => {
    const [one, other] = [await generate(), await generate()];
    expect(one.Plaintext).not.toEqual(other.Plaintext);
    expect(one.CiphertextBlob).not.toEqual(other.CiphertextBlob);
  });

  const validation = (member: string, value: string, must: string) =>
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${must}`;
  test.each<[object, string, string]>([
    [{ NumberOfBytes: 32 }, 'ValidationException', 'Please specify either number of bytes or key spec.'],
    [{ KeySpec: undefined }, 'ValidationException', 'Please specify either number of bytes or key spec.'],
    [
      { KeySpec: undefined, NumberOfBytes: 1025 },
      'ValidationException',
      validation('numberOfBytes', '1025', 'have value less than or equal to 1024'),
    ],
    [
      { KeySpec: 'AES_512' },
      'ValidationException',
      validation('keySpec', 'AES_512', 'satisfy enum value set: [AES_256, AES_128]'),
    ],
    [{ KeyId: 'nonsense' }, 'NotFoundException', "Invalid keyId 'nonsense'"],
    [
      { KeyId: '00000000-0000-0000-0000-000000000000' },
      'NotFoundException',
      `Key 'arn:aws:kms:${region}:${accountId}:key/00000000-0000-0000-0000-000000000000' does not exist`,
    ],
    [
      { KeyId: 'alias/nobody' },
      'NotFoundException',
      `Alias arn:aws:kms:${region}:${accountId}:alias/nobody is not found.`,
    ],
    [{ DryRun: true }, 'UnsupportedOperationException', 'DryRun is not emulated.'],
  ])('%o: %s', async (how, name, message) => {
    expect(await refusal(generate(how))).toEqual({ name, message });
  });
});

describe('Decrypt', () => {
  // KMS gives this error no message, so that the client has to find one.
  const invalid = { name: 'InvalidCiphertextException', message: expect.stringMatching(/^Unknown/) };

  test.each<[string, Record<string, string> | undefined]>([
    ['another value', { ...EncryptionContext, companyId: 'globex' }],
    ['a value in other case', { ...EncryptionContext, companyId: 'ACME' }],
    ['a pair too few', { companyId: 'acme' }],
    ['a pair too many', { ...EncryptionContext, more: '1' }],
    ['none', undefined],
  ])('the encryption context must be the same: %s', async (_, other) => {
    const { CiphertextBlob } = await generate();
    expect(await refusal(decrypt(CiphertextBlob, { EncryptionContext: other }))).toEqual(invalid);
  });

  test('the order of the context does not matter', async () => {
    const { CiphertextBlob, Plaintext } = await generate();
    const { companyId, purpose } = EncryptionContext;
    const opened = await decrypt(CiphertextBlob, { EncryptionContext: { purpose, companyId } });
    expect(opened.Plaintext).toEqual(Plaintext);
  });

  test('every byte of the ciphertext counts', async () => {
    const { CiphertextBlob } = await generate({ KeySpec: 'AES_128' });
    const bytes = Buffer.from(CiphertextBlob ?? []);
    for (const [index, byte] of bytes.entries()) {
      const altered = Buffer.from(bytes);
      altered[index] = byte ^ 1;
      const { name } = await refusal(decrypt(altered));
      // The bytes that name the key lead to one that is not there.
      const expected = index >= 1 && index <= 16 ? 'AccessDeniedException' : 'InvalidCiphertextException';
      expect([index, name]).toEqual([index, expected]);
    }
  });

  test.each([
    ['nothing of KMS', Buffer.from('nothing of KMS, but long enough to be taken for it')],
    ['a beginning', Buffer.of(1)],
  ])('%s', async (_, bytes) => {
    expect(await refusal(decrypt(bytes))).toEqual(invalid);
  });

  test('a named key must be the one that it was encrypted with', async () => {
    const { CiphertextBlob, Plaintext } = await generate();
    const other = await newKey();
    for (const right of [KeyId, keyArn]) {
      expect((await decrypt(CiphertextBlob, { KeyId: right })).Plaintext).toEqual(Plaintext);
    }
    expect(await refusal(decrypt(CiphertextBlob, { KeyId: other.id }))).toEqual({
      name: 'IncorrectKeyException',
      message: 'The key ID in the request does not identify a CMK that can perform this operation.',
    });
  });

  test('too long a ciphertext', async () => {
    expect((await refusal(decrypt(Buffer.alloc(6145, 1)))).name).toBe('ValidationException');
  });
});
