import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invalidCiphertext } from './errors.ts';
import type { EncryptionContext } from './input.ts';

/** Version, id of the key, IV, tag, then what is encrypted. KMS's own format is not published, but it names its key too. */
const version = 1;
const idBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + idBytes + ivBytes + tagBytes;
const algorithm = 'aes-256-gcm';

/** The context with its pairs in one order, as authenticated data. */
function authenticated(head: Uint8Array, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
}

/** @param material 32 bytes */
export function encrypt(
  keyId: string,
  material: Uint8Array,
  plaintext: Uint8Array,
  context: EncryptionContext,
): Buffer {
  const head = Buffer.concat([Buffer.of(version), Buffer.from(keyId.replaceAll('-', ''), 'hex')]);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, material, iv).setAAD(authenticated(head, context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([head, iv, cipher.getAuthTag(), encrypted]);
}

/** The id of the key that a ciphertext was made with. @throws AwsError `InvalidCiphertextException` */
export function keyIdIn(ciphertext: Buffer): string {
  if (ciphertext.length < headBytes || ciphertext[0] !== version) throw invalidCiphertext();
  const hex = ciphertext.subarray(1, 1 + idBytes).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @throws AwsError `InvalidCiphertextException` */
export function decrypt(ciphertext: Buffer, material: Uint8Array, context: EncryptionContext): Buffer {
  const head = ciphertext.subarray(0, 1 + idBytes);
  const iv = ciphertext.subarray(head.length, head.length + ivBytes);
  const tag = ciphertext.subarray(head.length + ivBytes, headBytes);
  const decipher = createDecipheriv(algorithm, material, iv, { authTagLength: tagBytes })
    .setAAD(authenticated(head, context))
    .setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext.subarray(headBytes)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}
