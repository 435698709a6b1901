import type { DecryptCommandInput, GenerateDataKeyCommandInput } from '@aws-sdk/client-kms';

/** A new data key: as it is used, and as it is kept. */
export interface DataKeyPair {
  readonly Plaintext: Uint8Array;
  readonly CiphertextBlob: Uint8Array;
}

/** The operations of KMS that the vault uses. Every one throws AwsCallError. */
export interface Kms {
  generateDataKey(input: GenerateDataKeyCommandInput): Promise<DataKeyPair>;
  /** @returns the plaintext */
  decrypt(input: DecryptCommandInput): Promise<Uint8Array>;
}
