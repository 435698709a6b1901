import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { invalidRequest, notImplemented, s3Error } from './errors.ts';

/** The checksum of an object that its sender gave, as S3 keeps it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
export interface Checksum {
  /** `crc32`, … as in `x-amz-checksum-crc32`. */
  readonly algorithm: string;
  /** Base64. */
  readonly value: string;
}

type Headers = Readonly<Record<string, string | undefined>>;

function crc32Of(bytes: Buffer): string {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(crc32(bytes));
  return value.toString('base64');
}

const hashOf = (algorithm: string) => (bytes: Buffer) => createHash(algorithm).update(bytes).digest('base64');

const algorithms: Readonly<Record<string, (bytes: Buffer) => string>> = {
  crc32: crc32Of,
  sha1: hashOf('sha1'),
  sha256: hashOf('sha256'),
};

const prefix = 'x-amz-checksum-';
/** Headers that begin like a checksum and are none. */
const others: ReadonlySet<string> = new Set(['x-amz-checksum-mode', 'x-amz-checksum-type']);

/**
 * What S3 computes of what it got: the checksum that came in a header or a trailer, MD5, and the hash that was signed.
 * @returns the checksum that is kept with the object; CRC-32 when the sender gave none
 * @throws S3Error when one of them is another
 */
export function verifiedChecksum(headers: Headers, body: Buffer): Checksum {
  const signed = headers['x-amz-content-sha256'];
  if (signed !== undefined && /^[0-9a-f]{64}$/.test(signed)) {
    const computed = createHash('sha256').update(body).digest('hex');
    if (computed !== signed) {
      throw s3Error('XAmzContentSHA256Mismatch', {
        ClientComputedContentSHA256: signed,
        S3ComputedContentSHA256: computed,
      });
    }
  }
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== hashOf('md5')(body)) throw s3Error('BadDigest');
  const given = checksumIn(headers);
  if (given === undefined) return { algorithm: 'crc32', value: crc32Of(body) };
  const compute = algorithms[given.algorithm];
  if (compute === undefined) throw notImplemented(`checksums by ${given.algorithm}`);
  if (compute(body) !== given.value) {
    const name = given.algorithm.toUpperCase();
    throw s3Error('BadDigest', {}, `The ${name} you specified did not match the calculated checksum.`);
  }
  return given;
}

/** @throws S3Error unless the request has a checksum: some operations must have one */
export function requireChecksum(headers: Headers): void {
  if (headers['content-md5'] === undefined && checksumIn(headers) === undefined) {
    throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
}

function checksumIn(headers: Headers): Checksum | undefined {
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || !name.startsWith(prefix) || others.has(name)) continue;
    return { algorithm: name.slice(prefix.length), value };
  }
  return undefined;
}
