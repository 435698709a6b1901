import type { IncomingMessage } from 'node:http';
import { notImplemented, s3Error } from './errors.ts';

/** A request in path-style addressing: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access */
export interface S3Request {
  readonly operation: S3Operation;
  readonly bucket: string;
  /** Empty for an operation on the bucket itself. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export type S3Operation =
  | 'CreateBucket'
  | 'DeleteObject'
  | 'GetBucketPolicy'
  | 'GetObject'
  | 'GetObjectTagging'
  | 'PutBucketPolicy'
  | 'PutObject'
  | 'PutObjectTagging';

/** By method, what is addressed, and the query's subresource. */
const operations: Readonly<Record<string, S3Operation>> = {
  'PUT bucket': 'CreateBucket',
  'PUT bucket policy': 'PutBucketPolicy',
  'GET bucket policy': 'GetBucketPolicy',
  'PUT object': 'PutObject',
  'GET object': 'GetObject',
  'DELETE object': 'DeleteObject',
  'PUT object tagging': 'PutObjectTagging',
  'GET object tagging': 'GetObjectTagging',
};

/** Headers that would change what an operation does. */
const refusedHeaders = ['if-match', 'if-none-match', 'if-modified-since', 'range', 'x-amz-copy-source'];
const refusedPrefixes = ['x-amz-acl', 'x-amz-grant-', 'x-amz-object-lock-', 'x-amz-server-side-encryption-'];

const maxKeyBytes = 1024;

/** Whether a request is for S3: there is nothing but its signature's scope to tell it by. */
export function isForS3({ headers }: IncomingMessage): boolean {
  return /\bCredential=[^/,\s]+\/\d+\/[^/]+\/s3\/aws4_request/.test(headers.authorization ?? '');
}

/** @throws S3Error for what this emulator does not have */
export function readRequest({ method = '', url = '/', headers: given }: IncomingMessage): S3Request {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', rest = ''] = /^\/([^/]*)\/?(.*)$/s.exec(pathname) ?? [];
  const key = decodeURIComponent(rest);
  if (Buffer.byteLength(key) > maxKeyBytes) throw s3Error('KeyTooLongError');
  // The SDK names its operation in `x-id`, for logs only.
  const subresources = [...searchParams.keys()].filter(name => name !== 'x-id');
  const address = [method, key === '' ? 'bucket' : 'object', ...subresources].join(' ');
  const operation = bucket === '' ? undefined : operations[address];
  if (operation === undefined) throw notImplemented(`${method} ${url}`);
  const headers = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  const refused = Object.keys(headers).find(
    name => refusedHeaders.includes(name) || refusedPrefixes.some(prefix => name.startsWith(prefix)),
  );
  if (refused !== undefined) throw notImplemented(`the header ${refused}`);
  return { operation, bucket, key, headers };
}
