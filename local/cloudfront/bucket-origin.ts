import { randomUUID } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { errorXml, s3Error } from '../emulators/s3/errors.ts';

export interface OriginAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What S3 says of an object that is not there to who may not list the bucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
function accessDenied(): OriginAnswer {
  const body = Buffer.from(errorXml(s3Error('AccessDenied'), randomUUID()));
  return { statusCode: 403, headers: { 'content-type': 'application/xml' }, body };
}

/**
 * The object at a path of a distribution.
 * @param ifNoneMatch the viewer's header of that name
 */
export async function readObject(
  s3: S3Client,
  { bucketName, uri, ifNoneMatch }: { bucketName: string; uri: string; ifNoneMatch: string | undefined },
): Promise<OriginAnswer> {
  const key = keyOf(uri);
  if (key === undefined || key === '') return accessDenied();
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
    const { ETag = '', CacheControl, ContentType = '', LastModified } = object;
    const validators = {
      etag: ETag,
      ...(CacheControl !== undefined && { 'cache-control': CacheControl }),
      ...(LastModified !== undefined && { 'last-modified': LastModified.toUTCString() }),
    };
    const body = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    if (isNamed(ifNoneMatch, ETag)) return { statusCode: 304, headers: validators, body: new Uint8Array() };
    return { statusCode: 200, headers: { 'content-type': ContentType, ...validators }, body };
  } catch (error) {
    if (error instanceof NoSuchKey) return accessDenied();
    throw error;
  }
}

function keyOf(uri: string): string | undefined {
  try {
    return decodeURIComponent(uri.slice(1));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** RFC 9110 §13.1.2: a weak comparison. */
function isNamed(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
