import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { AwsCallError } from '../domain/errors.ts';
import { translated, unknownAwsCode } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import type { Kms } from './kms-client.ts';

function present<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new AwsCallError(unknownAwsCode, `KMS answered without ${name}`, true);
  return value;
}

/** KMS through AWS's SDK, by default with our time limits. */
export function sdkKms(client = new KMSClient(sdkSettings)): Kms {
  return {
    async generateDataKey(input) {
      const { Plaintext, CiphertextBlob } = await translated(client.send(new GenerateDataKeyCommand(input)));
      return {
        Plaintext: present(Plaintext, 'Plaintext'),
        CiphertextBlob: present(CiphertextBlob, 'CiphertextBlob'),
      };
    },
    async decrypt(input) {
      const { Plaintext } = await translated(client.send(new DecryptCommand(input)));
      return present(Plaintext, 'Plaintext');
    },
  };
}
