import type { Bucket } from '../buckets.ts';
import { s3Error } from '../errors.ts';
import type { Operation, S3Service } from './operation.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = /^(?!xn--|.*\.\.|\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** In this Region alone a bucket may be created again by its owner. */
const oldestRegion = 'us-east-1';

/** @throws S3Error `NoSuchBucket` */
export function existingBucket({ buckets }: Pick<S3Service, 'buckets'>, name: string): Bucket {
  const bucket = buckets.find(name);
  if (bucket === undefined) throw s3Error('NoSuchBucket', { BucketName: name });
  return bucket;
}

export const createBucket: Operation = async ({ buckets, region }, { bucket: name }) => {
  if (!bucketName.test(name)) throw s3Error('InvalidBucketName', { BucketName: name });
  if (buckets.find(name) === undefined) buckets.put({ name });
  else if (region !== oldestRegion) throw s3Error('BucketAlreadyOwnedByYou', { BucketName: name });
  return { statusCode: 200, headers: { location: `/${name}` } };
};

export const putBucketPolicy: Operation = async (service, { bucket: name }, body) => {
  const bucket = existingBucket(service, name);
  const policy = body.toString('utf8');
  if (!isObjectText(policy)) throw s3Error('MalformedPolicy');
  service.buckets.put({ ...bucket, policy });
  return { statusCode: 204 };
};

export const getBucketPolicy: Operation = async (service, { bucket: name }) => {
  const { policy } = existingBucket(service, name);
  if (policy === undefined) throw s3Error('NoSuchBucketPolicy', { BucketName: name });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: policy };
};

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
