import { randomBytes } from 'node:crypto';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3ClientFor } from '../../../functions/adapters/aws-sdk-s3.ts';
import { bucketAddressOf } from '../../../functions/adapters/lean-s3.ts';
import { bucket as bucketName, type Connection, connect as startS3 } from '../s3/connection.ts';
import { s3Implementations } from './support/s3-implementations.ts';

let s3: Connection;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  expect(s3.faults).toEqual([]);
  await s3.close();
});

describe.each(s3Implementations)('S3Bucket by $name', ({ name, connect }) => {
  let connection: ReturnType<typeof connect>;
  beforeAll(() => {
    connection = connect(s3.url, bucketName);
  });
  afterAll(() => connection.close());
  const keyOf = (last: string) => `whk_${name}/dlv_0/${last}`;
  const tagsOf = async (Key: string) => {
    const command = new GetObjectTaggingCommand({ Bucket: bucketName, Key });
    return (await s3.client.send(command)).TagSet;
  };

  it.each([
    ['empty', Buffer.alloc(0)],
    ['every-byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['a-megabyte', randomBytes(1_000_000)],
  ])('gets what was put: %s', async (last, bytes) => {
    const { bucket } = connection;
    await bucket.put(keyOf(last), bytes);
    expect((await bucket.get(keyOf(last)))?.equals(bytes)).toBe(true);
    expect((await s3.get(keyOf(last))).ContentType).toBe('application/zstd');
  });

  it('knows that there is no such object', async () => {
    expect(await connection.bucket.get(keyOf('none'))).toBeUndefined();
  });

  it('tags what is there; to put it again takes the tag away', async () => {
    const { bucket } = connection;
    await bucket.put(keyOf('tagged'), Buffer.from('x'));
    await bucket.tag(keyOf('tagged'), { name: 'delivery', value: 'ended' });
    await bucket.tag(keyOf('tagged'), { name: 'other', value: 'a b' });
    expect(await tagsOf(keyOf('tagged'))).toEqual([{ Key: 'other', Value: 'a b' }]);
    await bucket.put(keyOf('tagged'), Buffer.from('y'));
    expect(await tagsOf(keyOf('tagged'))).toEqual([]);
    expect((await bucket.get(keyOf('tagged')))?.toString()).toBe('y');
    await expect(bucket.tag(keyOf('none'), { name: 'a', value: 'b' })).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'NoSuchKey',
      retryable: false,
    });
  });

  it('deletes, also what is not there', async () => {
    const { bucket } = connection;
    await bucket.put(keyOf('gone'), Buffer.from('x'));
    await bucket.delete(keyOf('gone'));
    await bucket.delete(keyOf('gone'));
    expect(await bucket.get(keyOf('gone'))).toBeUndefined();
  });

  it('translates what S3 refuses', async () => {
    const { bucket, close } = connect(s3.url, 'nowhere');
    const refused = { name: 'AwsCallError', code: 'NoSuchBucket', retryable: false };
    await expect(bucket.put(keyOf('x'), Buffer.from('x'))).rejects.toMatchObject(refused);
    await expect(bucket.get(keyOf('x'))).rejects.toMatchObject(refused);
    await close();
  });

  it('translates that nobody answers', async () => {
    const { bucket, close } = connect('http://127.0.0.1:9', bucketName);
    await expect(bucket.get(keyOf('x'))).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'NoAnswer',
      retryable: true,
    });
    await close();
  });
});

describe('where a bucket is', () => {
  it.each([
    [undefined, { endpoint: 'https://b.s3.cn-north-1.amazonaws.com.cn', basePath: '' }],
    ['', { endpoint: 'https://b.s3.cn-north-1.amazonaws.com.cn', basePath: '' }],
    ['http://127.0.0.1:4566', { endpoint: 'http://127.0.0.1:4566', basePath: '/b' }],
    ['http://host/aws/', { endpoint: 'http://host/aws/', basePath: '/aws/b' }],
  ])('with AWS_ENDPOINT_URL %j', async (override, address) => {
    expect(bucketAddressOf('b', 'cn-north-1', 'amazonaws.com.cn', override)).toEqual(address);
    const client = s3ClientFor(override);
    expect(client.config.forcePathStyle).toBe(address.basePath !== '');
    client.destroy();
  });
});
