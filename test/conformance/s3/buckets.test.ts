import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, expect, it } from 'vitest';
import { openStore } from '../../../local/emulators/store.ts';
import { bucket, type Connection, connect } from './connection.ts';

const connections: Connection[] = [];
async function connected(...options: Parameters<typeof connect>): Promise<Connection> {
  const connection = await connect(...options);
  connections.push(connection);
  return connection;
}
afterEach(async () => {
  for (const { close } of connections.splice(0)) await close();
});

it('an object that is not there, in the words of S3', async () => {
  const s3 = await connected();
  const answer = await s3.send('GET', `/${bucket}/a%20%26b`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/xml']);
  expect(await answer.text()).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchKey<\/Code><Message>The specified key does not exist\.<\/Message><Key>a &amp;b<\/Key><RequestId>[^<]+<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/,
  );
  await expect(s3.get('none')).rejects.toMatchObject({ name: 'NoSuchKey', Key: 'none' });
});

it('a bucket that is not there, in the words of S3', async () => {
  const { client } = await connected();
  const refused = {
    name: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
    BucketName: 'nowhere',
  };
  const place = { Bucket: 'nowhere', Key: 'k' };
  await expect(client.send(new GetObjectCommand(place))).rejects.toMatchObject(refused);
  await expect(client.send(new PutObjectCommand({ ...place, Body: 'x' }))).rejects.toMatchObject(refused);
  await expect(client.send(new GetObjectTaggingCommand(place))).rejects.toMatchObject(refused);
});

it.each(['Capital', 'a', 'a..b', '192.168.1.1', '-a-b', `${'a'.repeat(64)}`])(
  'no bucket can be named %s',
  async Bucket => {
    const { client } = await connected();
    await expect(client.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
  },
);

it('a bucket can be created again in us-east-1 only', async () => {
  const create = new CreateBucketCommand({ Bucket: bucket });
  const { client } = await connected();
  await expect(client.send(create)).rejects.toMatchObject({
    name: 'BucketAlreadyOwnedByYou',
    $metadata: { httpStatusCode: 409 },
  });
  const other = await connected(openStore(), 'us-east-1');
  expect((await other.client.send(create)).Location).toBe(`/${bucket}`);
});

it('keeps a policy that is JSON', async () => {
  const { client } = await connected();
  const read = new GetBucketPolicyCommand({ Bucket: bucket });
  await expect(client.send(read)).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
  const put = (Policy: string) => client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  await expect(put('{')).rejects.toMatchObject({ name: 'MalformedPolicy' });
  await put('{"Statement":[]}');
  expect((await client.send(read)).Policy).toBe('{"Statement":[]}');
});

it('says what it does not have, instead of doing something else', async () => {
  const s3 = await connected();
  await expect(s3.client.send(new ListObjectsV2Command({ Bucket: bucket }))).rejects.toMatchObject({
    name: 'NotImplemented',
    message: expect.stringContaining('GET /payloads/?list-type=2'),
  });
  const range = new GetObjectCommand({ Bucket: bucket, Key: 'k', Range: 'bytes=0-1' });
  await expect(s3.client.send(range)).rejects.toMatchObject({ name: 'NotImplemented' });
  await expect(s3.put('k', 'x', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'NotImplemented' });
  await expect(s3.put('k'.repeat(1025), 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
});

it('a restart keeps buckets, policies, objects and tags', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'finehook-s3-'));
  const file = join(folder, 'aws.sqlite');
  const store = openStore(file);
  const before = await connected(store);
  const Policy = '{"Statement":[]}';
  await before.client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  await before.put('kept', Buffer.from([0, 1, 255]), { Tagging: 'a=b', ContentType: 'text/x' });
  await before.put('deleted', 'x');
  await before.send('DELETE', `/${bucket}/deleted`);
  store.close();

  const again = openStore(file);
  const after = await connected(again);
  const { bytes, ContentType, LastModified } = await after.get('kept');
  expect([bytes, ContentType, LastModified]).toEqual([
    new Uint8Array([0, 1, 255]),
    'text/x',
    new Date('2026-03-01T12:00:00.000Z'),
  ]);
  const tagging = new GetObjectTaggingCommand({ Bucket: bucket, Key: 'kept' });
  expect((await after.client.send(tagging)).TagSet).toEqual([{ Key: 'a', Value: 'b' }]);
  expect((await after.client.send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy).toBe(Policy);
  await expect(after.get('deleted')).rejects.toMatchObject({ name: 'NoSuchKey' });
  again.close();
  rmSync(folder, { recursive: true });
});
