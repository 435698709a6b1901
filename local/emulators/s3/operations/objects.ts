import { createHash } from 'node:crypto';
import type { ObjectRecord } from '../buckets.ts';
import { requireChecksum, verifiedChecksum } from '../checksums.ts';
import { s3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import { decodedBody } from '../request-body.ts';
import { taggingXml, tagsOfHeader, tagsOfXml } from '../tags.ts';
import { existingBucket } from './buckets.ts';
import type { Operation, S3Service } from './operation.ts';

const metadataPrefix = 'x-amz-meta-';
/** What S3 does by itself to every new object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
const encrypted = { 'x-amz-server-side-encryption': 'AES256' };

/**
 * @throws S3Error `NoSuchKey`; `AccessDenied` for who may not list the bucket, so that nobody learns by trying which keys
 *   there are: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
async function existingObject(service: S3Service, { bucket, key }: S3Request): Promise<ObjectRecord> {
  existingBucket(service, bucket);
  const record = service.buckets.findObject(bucket, key);
  if (record !== undefined) return record;
  throw (await service.mayList(bucket)) ? s3Error('NoSuchKey', { Key: key }) : s3Error('AccessDenied');
}

function checksumHeaders({ checksum }: ObjectRecord): Record<string, string> {
  return { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' };
}

export const putObject: Operation = async (service, { bucket, key, headers }, body) => {
  existingBucket(service, bucket);
  const { bytes, trailers } = decodedBody(headers, body);
  const record: ObjectRecord = {
    bucket,
    key,
    size: bytes.length,
    etag: createHash('md5').update(bytes).digest('hex'),
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    ...(headers['cache-control'] !== undefined && { cacheControl: headers['cache-control'] }),
    modifiedAtMs: service.now(),
    checksum: verifiedChecksum({ ...headers, ...trailers }, bytes),
    metadata: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        name.startsWith(metadataPrefix) ? [[name.slice(metadataPrefix.length), value ?? '']] : [],
      ),
    ),
    tags: tagsOfHeader(headers['x-amz-tagging']),
  };
  service.buckets.putObject(record, bytes);
  return {
    statusCode: 200,
    headers: { etag: `"${record.etag}"`, ...checksumHeaders(record), ...encrypted },
  };
};

export const getObject: Operation = async (service, request) => {
  const record = await existingObject(service, request);
  const tagCount = Object.keys(record.tags).length;
  const wantsChecksum = request.headers['x-amz-checksum-mode'] === 'ENABLED';
  return {
    statusCode: 200,
    headers: {
      etag: `"${record.etag}"`,
      'content-type': record.contentType,
      ...(record.cacheControl !== undefined && { 'cache-control': record.cacheControl }),
      'last-modified': new Date(record.modifiedAtMs).toUTCString(),
      ...Object.fromEntries(
        Object.entries(record.metadata).map(([name, value]) => [`${metadataPrefix}${name}`, value]),
      ),
      ...(tagCount > 0 && { 'x-amz-tagging-count': String(tagCount) }),
      ...(wantsChecksum && checksumHeaders(record)),
      ...encrypted,
    },
    body: service.buckets.bytesOf(record),
  };
};

/** An object that is not there is deleted as well. */
export const deleteObject: Operation = async (service, { bucket, key }) => {
  existingBucket(service, bucket);
  const record = service.buckets.findObject(bucket, key);
  if (record !== undefined) service.buckets.deleteObject(record);
  return { statusCode: 204 };
};

export const putObjectTagging: Operation = async (service, request, body) => {
  requireChecksum(request.headers);
  verifiedChecksum(request.headers, body);
  const tags = tagsOfXml(body.toString('utf8'));
  service.buckets.putTags(await existingObject(service, request), tags);
  return { statusCode: 200 };
};

export const getObjectTagging: Operation = async (service, request) => {
  const { tags } = await existingObject(service, request);
  return { statusCode: 200, headers: { 'content-type': 'application/xml' }, body: taggingXml(tags) };
};
