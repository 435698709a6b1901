import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountId, type Clients, refusal, startTestEndpoint, type TestEndpoint } from './test-endpoint.ts';

const Bucket = 'payloads';
const arn = `arn:aws:s3:::${Bucket}`;
const user = `User: arn:aws:sts::${accountId}:assumed-role/worker-role/worker`;
const denied = (action: string, resource: string) => ({
  name: 'AccessDenied',
  message: `${user} is not authorized to perform: ${action} on resource: "${resource}" because no identity-based policy allows the ${action} action`,
});

let run: TestEndpoint;
const roleWith = (key: string, ...statements: object[]): Clients => {
  const roleArn = `arn:aws:iam::${accountId}:role/worker-role`;
  run.endpoint.registerRole(key, { arn: roleArn, sessionName: 'worker', statements });
  return run.as(key);
};
const allow = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource });

beforeAll(async () => {
  run = await startTestEndpoint();
  await run.s3.send(new CreateBucketCommand({ Bucket }));
  await run.s3.send(new PutObjectCommand({ Bucket, Key: 'there', Body: 'x' }));
});
afterAll(() => run.close());

const put = ({ s3 }: Clients, Key: string, more: { Tagging?: string } = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }));
const get = ({ s3 }: Clients, Key: string) => s3.send(new GetObjectCommand({ Bucket, Key }));

test('S3 answers at the one endpoint, beside the other services', async () => {
  const { Body } = await get(run, 'there');
  expect(await Body?.transformToString()).toBe('x');
});

test('a role may do what its policies allow, and nothing else', async () => {
  const role = roleWith('AKIAWRITER', allow('s3:PutObject', `${arn}/*`));
  await put(role, 'a');
  expect(await refusal(get(role, 'a'))).toEqual(denied('s3:GetObject', `${arn}/a`));
  expect(await refusal(put(role, 'b', { Tagging: 'a=b' }))).toEqual(
    denied('s3:PutObjectTagging', `${arn}/b`),
  );
  const Tagging = { TagSet: [] };
  const tagging = role.s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging }));
  expect(await refusal(tagging)).toEqual(denied('s3:PutObjectTagging', `${arn}/a`));
  expect(await refusal(role.s3.send(new CreateBucketCommand({ Bucket: 'other' })))).toEqual(
    denied('s3:CreateBucket', 'arn:aws:s3:::other'),
  );
});

test('only who may list the bucket is told that a key is not there', async () => {
  const reader = roleWith('AKIAREADER', allow('s3:GetObject', `${arn}/*`));
  expect(await refusal(get(reader, 'none'))).toEqual({ name: 'AccessDenied', message: 'Access Denied' });
  const lister = roleWith('AKIALISTER', allow('s3:GetObject', `${arn}/*`), allow('s3:ListBucket', arn));
  expect((await refusal(get(lister, 'none'))).name).toBe('NoSuchKey');
});

test('the policy of a bucket can shut a role out; refusing plain HTTP does not', async () => {
  const role = roleWith('AKIABOTH', allow('s3:GetObject', `${arn}/*`));
  const setPolicy = (Condition: object) => {
    const Statement = [
      { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: [arn, `${arn}/*`], Condition },
    ];
    return run.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement }) }));
  };
  await setPolicy({ Bool: { 'aws:SecureTransport': 'false' } });
  await get(role, 'there');
  await setPolicy({ Bool: { 'aws:SecureTransport': 'true' } });
  expect((await refusal(get(role, 'there'))).message).toContain(
    'with an explicit deny in a resource-based policy',
  );
});
