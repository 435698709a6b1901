import { createHash, createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { LeanAwsTransport } from '../../../functions/adapters/lean-aws-transport.ts';
import { leanS3Bucket } from '../../../functions/adapters/lean-s3.ts';
import { type Step, scriptedAws } from './support/scripted-aws.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const done: Step = { status: 200, body: '' };
const fault = (status: number, code: string): Step => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>why</Message></Error>`,
});

async function setUp(steps: readonly Step[]) {
  const server = await scriptedAws(steps);
  const transport = new LeanAwsTransport({
    service: 's3',
    region: 'eu-central-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'SECRET', sessionToken: 'TOKEN' },
    timing: { now: () => 0, random: () => 0, wait: async () => {} },
  });
  closers.push(
    () => server.close(),
    () => transport.close(),
  );
  return { ...server, bucket: leanS3Bucket(transport, { endpoint: server.endpoint, basePath: '/b' }) };
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, step by step.
it.each([
  ['put', 'PUT', '/b/whk_1/dlv_2/3', ''],
  ['tag', 'PUT', '/b/whk_1/dlv_2/3?tagging=', 'tagging='],
  ['get', 'GET', '/b/whk_1/dlv_2/3', ''],
  ['delete', 'DELETE', '/b/whk_1/dlv_2/3', ''],
] as const)(
  '%s is signed with Signature Version 4, its body and checksum too',
  async (operation, ...wire) => {
    const { bucket, requests } = await setUp([done]);
    const key = 'whk_1/dlv_2/3';
    if (operation === 'put') await bucket.put(key, Buffer.from([0, 255]));
    else if (operation === 'tag') await bucket.tag(key, { name: 'a', value: '<&>' });
    else await bucket[operation](key);

    const [method, path = '', query] = wire;
    const [request] = requests;
    expect([request?.method, request?.url]).toEqual([method, path]);
    const headers = request?.headers ?? {};
    const body = request?.bytes ?? Buffer.alloc(0);
    const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
    const hmac = (from: string | Buffer, text: string) => createHmac('sha256', from).update(text).digest();
    expect(headers['x-amz-content-sha256']).toBe(sha256(body));
    const authorization = String(headers.authorization);
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
    for (const name of ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']) {
      expect(names.split(';')).toContain(name);
    }
    const lines = names.split(';').map(name => `${name}:${headers[name]}\n`);
    const [pathname = ''] = path.split('?', 1);
    const canonical = [method, pathname, query, lines.join(''), names, sha256(body)].join('\n');
    const date = String(headers['x-amz-date']);
    const scope = `${date.slice(0, 8)}/eu-central-1/s3/aws4_request`;
    const signingKey = scope.split('/').reduce<string | Buffer>(hmac, 'AWS4SECRET');
    const signed = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
    expect(authorization).toContain(`Signature=${hmac(signingKey, signed).toString('hex')}`);
    if (method !== 'PUT') return;
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(body));
    expect(headers['x-amz-checksum-crc32']).toBe(checksum.toString('base64'));
  },
);

it('writes tags as XML', async () => {
  const { bucket, requests } = await setUp([done]);
  await bucket.tag('k', { name: 'delivery', value: '<&>' });
  expect(requests[0]?.body).toBe(
    '<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet><Tag><Key>delivery</Key><Value>&#60;&#38;&#62;</Value></Tag></TagSet></Tagging>',
  );
});

it.each<[string, Step]>([
  ['503 SlowDown', fault(503, 'SlowDown')],
  ['500 InternalError', fault(500, 'InternalError')],
  ['400 RequestTimeout', fault(400, 'RequestTimeout')],
  ['a reset', request => request.socket.resetAndDestroy()],
])('%s is tried again', async (_, step) => {
  const { bucket, requests } = await setUp([step, done]);
  await bucket.put('k', Buffer.from('x'));
  expect(requests.map(({ body }) => body)).toEqual(['x', 'x']);
});

it.each([
  [403, 'AccessDenied'],
  [404, 'NoSuchBucket'],
  [400, 'BadDigest'],
])('%i %s is not, and never taken for a missing object', async (status, code) => {
  const { bucket, requests } = await setUp([fault(status, code)]);
  await expect(bucket.get('k')).rejects.toMatchObject({
    name: 'AwsCallError',
    code,
    message: 'GetObject: why',
    retryable: false,
  });
  expect(requests.length).toBe(1);
});

it('an error without XML keeps its status', async () => {
  const { bucket } = await setUp([{ status: 403, body: '' }]);
  await expect(bucket.get('k')).rejects.toMatchObject({
    code: 'UnknownAwsError',
    message: 'GetObject: HTTP 403',
  });
});
