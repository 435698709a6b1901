import { constraintBroken, kmsError } from './errors.ts';

/** A JSON object of a request, not yet checked. */
export type Input = Readonly<Record<string, unknown>>;

/** Names and values that are authenticated beside the ciphertext. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** The longest ciphertext that is taken: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
const maxCiphertextBytes = 6_144;

const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Whether the value is a JSON object. */
export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request as an object. */
export function requestObject(value: unknown): Input {
  if (isInput(value)) return value;
  throw serialization('Start of structure or map found where not expected.');
}

function serialization(message: string): Error {
  return kmsError('SerializationException', message);
}

export function optionalText(input: Input, name: string, maxLength: number): string | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw serialization(`${name} must be a string.`);
  if (value.length > maxLength) {
    throw constraintBroken(lowerCamel(name), value, `have length less than or equal to ${maxLength}`);
  }
  return value;
}

/** A text that must be there. */
export function text(input: Input, name: string, maxLength: number): string {
  const value = optionalText(input, name, maxLength);
  if (value === undefined) throw constraintBroken(lowerCamel(name), undefined, 'not be null');
  if (value === '') throw constraintBroken(lowerCamel(name), value, 'have length greater than or equal to 1');
  return value;
}

/** An optional whole number within bounds. */
export function optionalInteger(
  input: Input,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw serialization(`${name} must be an integer.`);
  if (value < least)
    throw constraintBroken(lowerCamel(name), value, `have value greater than or equal to ${least}`);
  if (value > most)
    throw constraintBroken(lowerCamel(name), value, `have value less than or equal to ${most}`);
  return value;
}

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
