import { expect, test } from 'vitest';
import { endedTag as endedTagOfFunctions } from '../../functions/adapters/payload-store.ts';
import { endedTag } from '../../lib/payload-bucket.ts';
import { arnText, listOf, resourcesOf, statementsOf, synthesize } from './synthesized-template.ts';

const bucketOf = (...properties: Parameters<typeof synthesize>) =>
  resourcesOf(synthesize(...properties), 'AWS::S3::Bucket').PayloadBucket;

test('is private, encrypted, and retained under a frozen logical id', () => {
  expect(Object.keys(resourcesOf(synthesize(), 'AWS::S3::Bucket'))).toEqual(['PayloadBucket']);
  const { LifecycleConfiguration: _, ...others } = bucketOf()?.Properties ?? {};
  expect(others).toEqual({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    Tags: [{ Key: 'app', Value: 'finehook' }],
  });
  expect(bucketOf()).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('refuses plain HTTP, also when the stack is gone', () => {
  const [policy] = Object.values(resourcesOf(synthesize(), 'AWS::S3::BucketPolicy'));
  expect(policy).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { Bucket: { Ref: 'PayloadBucket' } },
  });
  const statements = policy === undefined ? [] : statementsOf(policy);
  expect(statements).toHaveLength(1);
  expect(statements[0]).toMatchObject({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  expect(listOf(statements[0]?.Resource).map(arnText)).toEqual([
    '<PayloadBucket.Arn>',
    '<PayloadBucket.Arn>/*',
  ]);
});

test.each([
  [{}, 30],
  [{ deliveryRetention: 90 }, 90],
])('with %j only what the functions mark expires, after %i days', (properties, days) => {
  expect(bucketOf(properties)?.Properties.LifecycleConfiguration).toEqual({
    Rules: [
      {
        Id: 'ExpireEnded',
        Status: 'Enabled',
        ExpirationInDays: days,
        TagFilters: [{ Key: endedTag.name, Value: endedTag.value }],
      },
      {
        Id: 'AbortUploads',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ],
  });
  expect(endedTagOfFunctions).toEqual(endedTag);
});
