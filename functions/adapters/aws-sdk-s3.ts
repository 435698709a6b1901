import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { translated } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import { payloadContentType, type S3Bucket } from './s3-client.ts';

/**
 * A client with our time limits.
 * @param endpointUrl the value of AWS_ENDPOINT_URL, which the SDK reads itself: a bucket's own host name, which AWS has for
 *   every bucket, need not lead there
 */
export function s3ClientFor(endpointUrl: string | undefined): S3Client {
  return new S3Client({ ...sdkSettings, forcePathStyle: endpointUrl !== undefined && endpointUrl !== '' });
}

/** A bucket through AWS's SDK, for functions off the hot path. Retries and checksums are the SDK's own. */
export function sdkS3Bucket(client: S3Client, Bucket: string): S3Bucket {
  return {
    async put(Key, Body) {
      await translated(
        client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: payloadContentType })),
      );
    },
    get(Key) {
      return translated(bytesOf(client.send(new GetObjectCommand({ Bucket, Key }))));
    },
    async tag(Key, { name, value }) {
      const Tagging = { TagSet: [{ Key: name, Value: value }] };
      await translated(client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging })));
    },
    async delete(Key) {
      await translated(client.send(new DeleteObjectCommand({ Bucket, Key })));
    },
  };
}

/** The body may still break off when the answer has begun. */
async function bytesOf(
  answer: Promise<{ readonly Body?: { transformToByteArray(): Promise<Uint8Array> } | undefined }>,
): Promise<Buffer | undefined> {
  try {
    const { Body } = await answer;
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
