import { type Accesses, access, type Input, textOr } from './request.ts';

/**
 * The action of each operation, and whether its resource is the bucket or the object, per
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const actions: ReadonlyMap<string, readonly [action: string, resource: 'bucket' | 'object']> = new Map([
  ['CreateBucket', ['s3:CreateBucket', 'bucket']],
  ['DeleteObject', ['s3:DeleteObject', 'object']],
  ['GetBucketPolicy', ['s3:GetBucketPolicy', 'bucket']],
  ['GetObject', ['s3:GetObject', 'object']],
  ['GetObjectTagging', ['s3:GetObjectTagging', 'object']],
  ['ListObjectsV2', ['s3:ListBucket', 'bucket']],
  ['PutBucketPolicy', ['s3:PutBucketPolicy', 'bucket']],
  ['PutObject', ['s3:PutObject', 'object']],
  ['PutObjectTagging', ['s3:PutObjectTagging', 'object']],
]);

/** What an S3 request needs: to put an object with tags, the right to tag too. */
export function s3Accesses(operation: string, input: Input): Accesses {
  const known = actions.get(operation);
  if (known === undefined) return { unknown: `s3:${operation}` };
  const [action, kind] = known;
  const bucketArn = `arn:aws:s3:::${textOr(input.Bucket, '')}`;
  const resource = kind === 'bucket' ? bucketArn : `${bucketArn}/${textOr(input.Key, '')}`;
  const tagging = operation === 'PutObject' && input.Tagging === true;
  return [access(action, resource), ...(tagging ? [access('s3:PutObjectTagging', resource)] : [])];
}
