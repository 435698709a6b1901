import { randomBytes } from 'node:crypto';
import { constraintBroken, type Input, optionalInteger, optionalText } from '../../json-input.ts';
import { encrypt, keyIdIn, decrypt as open } from '../ciphertext.ts';
import { ciphertextOutOfReach, invalid, kmsError } from '../errors.ts';
import { ciphertextBlob, encryptionContext, refuse } from '../input.ts';
import type { Operation } from '../operation.ts';
import type { KeyRecord } from '../state.ts';
import { keyIdOf } from './keys.ts';

const maxKeyIdLength = 2_048;
const maxDataKeyBytes = 1_024;
const bytesBySpec: ReadonlyMap<string, number> = new Map([
  ['AES_128', 16],
  ['AES_256', 32],
]);
const algorithm = 'SYMMETRIC_DEFAULT';
const notEmulated = ['Recipient', 'DryRun'];

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html */
export const generateDataKey: Operation = ({ state }, input) => {
  refuse(input, notEmulated);
  const length = dataKeyBytes(input);
  const key = state.usableKey(keyIdOf(input));
  const plaintext = randomBytes(length);
  const ciphertext = encrypt(key.id, materialOf(key), plaintext, encryptionContext(input));
  return {
    KeyId: state.keyArn(key),
    Plaintext: plaintext.toString('base64'),
    CiphertextBlob: ciphertext.toString('base64'),
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decrypt: Operation = ({ state }, input) => {
  refuse(input, notEmulated);
  const ciphertext = ciphertextBlob(input);
  const given = optionalText(input, 'KeyId', { maxLength: maxKeyIdLength });
  const usedAlgorithm =
    optionalText(input, 'EncryptionAlgorithm', { maxLength: maxKeyIdLength }) ?? algorithm;
  if (usedAlgorithm !== algorithm) {
    throw kmsError('UnsupportedOperationException', `EncryptionAlgorithm ${usedAlgorithm} is not emulated.`);
  }
  const named = given === undefined ? undefined : state.usableKey(given);
  const id = keyIdIn(ciphertext);
  if (named !== undefined && named.id !== id) {
    throw kmsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  if (state.find(id) === undefined) throw ciphertextOutOfReach();
  const key = state.usableKey(id);
  return {
    KeyId: state.keyArn(key),
    Plaintext: open(ciphertext, materialOf(key), encryptionContext(input)).toString('base64'),
    EncryptionAlgorithm: algorithm,
  };
};

function materialOf({ material }: KeyRecord): Buffer {
  return Buffer.from(material, 'base64');
}

function dataKeyBytes(input: Input): number {
  const spec = optionalText(input, 'KeySpec', { maxLength: maxKeyIdLength });
  const count = optionalInteger(input, 'NumberOfBytes', { least: 1, most: maxDataKeyBytes });
  if ((spec === undefined) === (count === undefined)) {
    throw invalid('Please specify either number of bytes or key spec.');
  }
  const length = spec === undefined ? count : bytesBySpec.get(spec);
  if (length === undefined) {
    throw constraintBroken('keySpec', spec, 'satisfy enum value set: [AES_256, AES_128]');
  }
  return length;
}
