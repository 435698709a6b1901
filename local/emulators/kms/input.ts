import { constraintBroken, type Input, isInput, serialization } from '../json-input.ts';
import { kmsError } from './errors.ts';

/** Names and values that are authenticated beside the ciphertext. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** The longest ciphertext that is taken: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
const maxCiphertextBytes = 6_144;

/** A blob that must be there; JSON carries it as base64. */
export function ciphertextBlob(input: Input): Buffer {
  const value = input.CiphertextBlob ?? undefined;
  if (value === undefined) throw constraintBroken('ciphertextBlob', undefined, 'not be null');
  if (typeof value !== 'string') throw serialization('CiphertextBlob must be base64.');
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < 1)
    throw constraintBroken('ciphertextBlob', '', 'have length greater than or equal to 1');
  if (bytes.length > maxCiphertextBytes) {
    throw constraintBroken('ciphertextBlob', '', `have length less than or equal to ${maxCiphertextBytes}`);
  }
  return bytes;
}

/** None given is an empty context. */
export function encryptionContext(input: Input): EncryptionContext {
  const value = input.EncryptionContext ?? {};
  if (!isInput(value)) throw serialization('EncryptionContext must be a map.');
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (typeof item !== 'string') throw serialization('EncryptionContext must hold strings.');
      return [key, item];
    }),
  );
}

/** @throws for what the emulator does not do: a silent success would mislead */
export function refuse(input: Input, members: readonly string[]): void {
  for (const member of members) {
    if (input[member] !== undefined && input[member] !== null) {
      throw kmsError('UnsupportedOperationException', `${member} is not emulated.`);
    }
  }
}
