import { crc32 } from 'node:zlib';
import { AwsCallError } from '../domain/errors.ts';
import { isRetryable, unknownAwsCode } from './aws-errors.ts';
import type { LeanAwsTransport } from './lean-aws-transport.ts';
import { noSuchKeyCode, payloadContentType, type S3Bucket } from './s3-client.ts';
import type { HttpAnswer, HttpRequest } from './undici-send.ts';

/** Where a bucket is. */
export interface BucketAddress {
  /** Origin, for the transport. */
  readonly endpoint: string;
  /** Stands before `/` and the key. */
  readonly basePath: string;
}

/**
 * In AWS the bucket has a host of its own; another endpoint is addressed by path.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 * @param override the value of AWS_ENDPOINT_URL, for a local run
 */
export function bucketAddressOf(
  bucket: string,
  region: string,
  dnsSuffix: string,
  override?: string,
): BucketAddress {
  if (override === undefined || override === '') {
    return { endpoint: `https://${bucket}.s3.${region}.${dnsSuffix}`, basePath: '' };
  }
  return { endpoint: override, basePath: `${new URL(override).pathname.replace(/\/$/, '')}/${bucket}` };
}

/** S3 compares it with what it got, and refuses to tag without one. */
function checksumOf(body: string | Buffer): Record<string, string> {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(crc32(body));
  return { 'x-amz-checksum-crc32': value.toString('base64') };
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, character => `&#${character.charCodeAt(0)};`);
}

function elementIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
function errorOf(name: string, { status, bytes }: HttpAnswer): AwsCallError {
  const xml = bytes.toString('utf8');
  const code = elementIn(xml, 'Code') ?? unknownAwsCode;
  const message = elementIn(xml, 'Message') ?? `HTTP ${status}`;
  return new AwsCallError(code, `${name}: ${message}`, isRetryable(code, status));
}

/**
 * A bucket without the SDK, for the delivery-worker: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 * Keys are not encoded: they may have letters, digits, `/`, `-` and `_` only.
 */
export function leanS3Bucket(transport: LeanAwsTransport, { basePath }: BucketAddress): S3Bucket {
  const call = (name: string, { path, ...request }: HttpRequest): Promise<Buffer> =>
    transport.send({ name, path: `${basePath}/${path}`, ...request }, answer => {
      if (answer.status !== 200 && answer.status !== 204) throw errorOf(name, answer);
      return answer.bytes;
    });
  return {
    async put(path, body) {
      const headers = { 'content-type': payloadContentType, ...checksumOf(body) };
      await call('PutObject', { method: 'PUT', path, headers, body });
    },
    async get(path) {
      try {
        return await call('GetObject', { method: 'GET', path, headers: {}, body: '' });
      } catch (error) {
        if (error instanceof AwsCallError && error.code === noSuchKeyCode) return undefined;
        throw error;
      }
    },
    async tag(path, { name, value }) {
      const tag = `<Tag><Key>${escaped(name)}</Key><Value>${escaped(value)}</Value></Tag>`;
      const body = `<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>${tag}</TagSet></Tagging>`;
      const headers = { 'content-type': 'application/xml', ...checksumOf(body) };
      await call('PutObjectTagging', { method: 'PUT', path: `${path}?tagging`, headers, body });
    },
    async delete(path) {
      await call('DeleteObject', { method: 'DELETE', path, headers: {}, body: '' });
    },
  };
}
