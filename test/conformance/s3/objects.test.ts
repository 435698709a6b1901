import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bucket, type Connection, connect } from './connection.ts';

let s3: Connection;
beforeAll(async () => {
  s3 = await connect();
});
afterEach(() => expect(s3.faults).toEqual([]));
afterAll(() => s3.close());

const tagsOf = async (Key: string) =>
  (await s3.client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key }))).TagSet;
const tag = (Key: string, TagSet: { Key: string; Value: string }[]) =>
  s3.client.send(new PutObjectTaggingCommand({ Bucket: bucket, Key, Tagging: { TagSet } }));

describe('an object', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['small', Buffer.from('ä€😀')],
    ['of every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    // The SDK waits for `100 Continue` before it sends so much.
    ['large', randomBytes(3_000_000)],
  ])('that is %s comes back as it was put', async (name, bytes) => {
    await s3.put(name, bytes, {
      ContentType: 'application/zstd',
      CacheControl: 'no-cache',
      Metadata: { a: 'b' },
    });
    const { bytes: read, ...answer } = await s3.get(name);
    expect(Buffer.from(read ?? []).equals(bytes)).toBe(true);
    expect(answer).toMatchObject({
      ContentLength: bytes.length,
      ContentType: 'application/zstd',
      CacheControl: 'no-cache',
      Metadata: { a: 'b' },
      LastModified: new Date('2026-03-01T12:00:00.000Z'),
      ServerSideEncryption: 'AES256',
    });
  });

  it.each(['whk_1/dlv_2/3', 'a b+c%2F&=?#', 'ä/😀', `${'k'.repeat(1024)}`])(
    'can have the key %s',
    async key => {
      await s3.put(key, key);
      expect(Buffer.from((await s3.get(key)).bytes ?? []).toString()).toBe(key);
    },
  );

  it('is replaced whole, its tags too', async () => {
    await s3.put('twice', 'one', { Tagging: 'a=1', Metadata: { a: 'b' } });
    await s3.put('twice', 'two');
    const { bytes, Metadata, TagCount } = await s3.get('twice');
    expect([Buffer.from(bytes ?? []).toString(), Metadata, TagCount]).toEqual(['two', {}, undefined]);
    expect(await tagsOf('twice')).toEqual([]);
  });

  it('is gone once deleted, and may be deleted again', async () => {
    await s3.put('gone', 'x');
    const remove = () => s3.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'gone' }));
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
    await expect(s3.get('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('tags', () => {
  it('are put with the object or later, and replaced as a whole', async () => {
    await s3.put('tagged', 'x', { Tagging: 'state=new&a%20b=%2F' });
    expect(await tagsOf('tagged')).toEqual([
      { Key: 'state', Value: 'new' },
      { Key: 'a b', Value: '/' },
    ]);
    expect((await s3.get('tagged')).TagCount).toBe(2);
    await tag('tagged', [{ Key: 'state', Value: 'ended' }]);
    expect(await tagsOf('tagged')).toEqual([{ Key: 'state', Value: 'ended' }]);
    expect(Buffer.from((await s3.get('tagged')).bytes ?? []).toString()).toBe('x');
  });

  it('refuses what S3 refuses', async () => {
    await s3.put('refused', 'x');
    const pair = { Key: 'a', Value: 'b' };
    const eleven = Array.from({ length: 11 }, (_, n) => ({ Key: `k${n}`, Value: '' }));
    for (const set of [[pair, pair], eleven, [{ Key: '', Value: '' }], [{ Key: 'a', Value: '<&>' }]]) {
      await expect(tag('refused', set)).rejects.toMatchObject({
        name: 'InvalidTag',
        $metadata: { httpStatusCode: 400 },
      });
    }
    expect(await tagsOf('refused')).toEqual([]);
  });
});

describe('checksums', () => {
  it('of the SDK come along by themselves, and back', async () => {
    await s3.put('crc', 'x');
    expect(await s3.get('crc')).toMatchObject({ ChecksumCRC32: 'jNwWgw==', ChecksumType: 'FULL_OBJECT' });
  });

  it.each(['CRC32', 'SHA1', 'SHA256'] as const)('by %s are verified by the SDK too', async algorithm => {
    await s3.put(algorithm, 'bytes', { ChecksumAlgorithm: algorithm });
    const answer = await s3.get(algorithm);
    expect(Buffer.from(answer.bytes ?? []).toString()).toBe('bytes');
    expect(answer[`Checksum${algorithm}`]).toEqual(expect.any(String));
  });

  it('of a stream come behind it, in aws-chunked', async () => {
    const bytes = randomBytes(200_000);
    const chunks = Array.from({ length: 4 }, (_, n) => bytes.subarray(n * 50_000, (n + 1) * 50_000));
    await s3.put('stream', Readable.from(chunks), { ContentLength: bytes.length });
    const answer = await s3.get('stream');
    expect(Buffer.from(answer.bytes ?? []).equals(bytes)).toBe(true);
    expect(answer.ChecksumCRC32).toEqual(expect.any(String));
  });

  it.each([
    ['x-amz-checksum-crc32', 'AAAAAA==', 'The CRC32 you specified did not match the calculated checksum.'],
    ['content-md5', 'AAAA', 'The Content-MD5 you specified did not match what we received.'],
  ])('that are wrong (%s) store nothing', async (name, value, message) => {
    const answer = await s3.send('PUT', `/${bucket}/wrong`, { [name]: value }, 'x');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`<Code>BadDigest</Code><Message>${message}</Message>`);
    await expect(s3.get('wrong')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('of what was signed are computed', async () => {
    const signed = { 'x-amz-content-sha256': '0'.repeat(64) };
    const answer = await s3.send('PUT', `/${bucket}/wrong`, signed, 'x');
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('<Code>XAmzContentSHA256Mismatch</Code>'),
    ]);
  });

  it('must come with tags', async () => {
    await s3.put('bare', 'x');
    const answer = await s3.send('PUT', `/${bucket}/bare?tagging`, {}, '<Tagging><TagSet/></Tagging>');
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Missing required header for this request: Content-MD5 OR x-amz-checksum-*'),
    ]);
  });

  it.each(['5\r\nab', '', 'zz\r\n'])('aws-chunked that breaks off is refused: %j', async body => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
    };
    const answer = await s3.send('PUT', `/${bucket}/broken`, headers, body);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('<Code>IncompleteBody</Code>'),
    ]);
  });
});
