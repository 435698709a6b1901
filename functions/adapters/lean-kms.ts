import { AwsCallError } from '../domain/errors.ts';
import { wireText } from './attribute-wire.ts';
import { unknownAwsCode } from './aws-errors.ts';
import { textMember } from './json-value.ts';
import type { Kms } from './kms-client.ts';
import type { LeanAwsClient } from './lean-aws-client.ts';

/** JSON carries bytes as base64. */
function bytesMember(answer: unknown, name: string): Uint8Array {
  const text = textMember(answer, name);
  if (text === undefined) throw new AwsCallError(unknownAwsCode, `KMS answered without ${name}`, true);
  return Buffer.from(text, 'base64');
}

/** KMS without the SDK, for the delivery-worker: see `LeanAwsClient`. */
export function leanKms(client: LeanAwsClient): Kms {
  return {
    async generateDataKey(input) {
      const answer = await client.call('TrentService.GenerateDataKey', wireText(input));
      return {
        Plaintext: bytesMember(answer, 'Plaintext'),
        CiphertextBlob: bytesMember(answer, 'CiphertextBlob'),
      };
    },
    async decrypt(input) {
      return bytesMember(await client.call('TrentService.Decrypt', wireText(input)), 'Plaintext');
    },
  };
}
