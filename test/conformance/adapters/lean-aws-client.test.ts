import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { endpointOf } from '../../../functions/adapters/lean-aws-client.ts';
import { closeAll, fault, ok, reset, setUp } from './support/lean-client.ts';
import type { Step } from './support/scripted-aws.ts';

afterEach(closeAll);

describe('a call', () => {
  it('is signed with Signature Version 4', async () => {
    const { client, requests } = await setUp([ok]);
    expect(await client.call('DynamoDB_20120810.GetItem', '{"ä":1}')).toEqual({ done: true });
    const { headers, body } = requests[0] ?? {};
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, step by step.
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const authorization = String(headers?.authorization);
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
    for (const name of ['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target']) {
      expect(names.split(';')).toContain(name);
    }
    const lines = names.split(';').map(name => `${name}:${headers?.[name]}\n`);
    const canonical = ['POST', '/', '', lines.join(''), names, sha256(body ?? '')].join('\n');
    const date = String(headers?.['x-amz-date']);
    const scope = `${date.slice(0, 8)}/eu-central-1/dynamodb/aws4_request`;
    const key = scope.split('/').reduce<string | Buffer>(hmac, 'AWS4SECRET');
    const signature = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`).toString('hex');
    expect(authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKID/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    );
    expect(body).toBe('{"ä":1}');
  });

  it.each([
    ['dynamodb', 'application/x-amz-json-1.0'],
    ['sqs', 'application/x-amz-json-1.0'],
    ['events', 'application/x-amz-json-1.1'],
  ] as const)('to %s speaks %s', async (service, contentType) => {
    const { client, requests } = await setUp([ok], { service });
    await client.call('Some.Operation', '{}');
    expect(requests[0]?.headers['content-type']).toBe(contentType);
  });

  it.each([
    ['sqs', undefined, 'https://sqs.eu-central-1.amazonaws.com.cn'],
    ['events', '', 'https://events.eu-central-1.amazonaws.com.cn'],
    ['dynamodb', 'http://127.0.0.1:4566', 'http://127.0.0.1:4566'],
  ])('goes to the endpoint of %s (%s)', (service, override, endpoint) => {
    expect(endpointOf(service, 'eu-central-1', 'amazonaws.com.cn', override)).toBe(endpoint);
  });
});

describe('a fault', () => {
  it.each<[string, Step[], number[]]>([
    ['500', [fault(500, 'InternalServerError'), ok], [12]],
    ['503 without a body', [{ status: 503, body: '' }, ok], [12]],
    ['502 of a proxy', [{ status: 502, body: '<html>' }, ok], [12]],
    [
      'throttling',
      [fault(400, 'ProvisionedThroughputExceededException'), fault(400, 'ThrottlingException'), ok],
      [12, 25],
    ],
    ['a reset', [reset, ok], []],
    ['two resets', [reset, reset, ok], [25]],
    [
      'a body that breaks off',
      [
        (_, response) =>
          response.writeHead(200, { 'content-length': 9 }).write('{', () => response.destroy()),
        ok,
      ],
      [],
    ],
  ])('of %s is tried again', async (_, steps, waits) => {
    const { client, requests, waits: waited } = await setUp(steps);
    expect(await client.call('DynamoDB_20120810.Query', '{}')).toEqual({ done: true });
    expect(requests.length).toBe(steps.length);
    expect(waited).toEqual(waits);
  });

  it.each([
    ['ResourceNotFoundException', 400],
    ['ValidationException', 400],
    ['AccessDeniedException', 403],
  ])('of the caller (%s) is not', async (type, status) => {
    const { client, requests } = await setUp([fault(status, type), ok]);
    await expect(client.call('DynamoDB_20120810.Query', '{}')).rejects.toMatchObject({
      name: 'AwsCallError',
      code: type,
      message: 'DynamoDB_20120810.Query: why',
      retryable: false,
    });
    expect(requests.length).toBe(1);
  });

  it('that stays ends after the tries', async () => {
    const { client, requests, waits } = await setUp([fault(500, 'InternalServerError')], { maxTries: 4 });
    await expect(client.call('X.Y', '{}')).rejects.toMatchObject({
      code: 'InternalServerError',
      retryable: true,
    });
    expect([requests.length, waits]).toEqual([4, [12, 25, 50]]);
  });

  it('that stays ends with the time', async () => {
    const { client, requests } = await setUp([fault(500, 'InternalServerError')], {
      maxTries: 100,
      totalTimeoutMs: 60,
    });
    await expect(client.call('X.Y', '{}')).rejects.toMatchObject({ code: 'InternalServerError' });
    expect(requests.length).toBe(3);
  });

  it('of a service that hangs is met by the timeout of a try', async () => {
    const { client, requests } = await setUp([() => {}, ok], { tryTimeoutMs: 100 });
    expect(await client.call('X.Y', '{}')).toEqual({ done: true });
    expect(requests.length).toBe(2);
  });

  it('of a service that is not there', async () => {
    const { client, close } = await setUp([ok], { maxTries: 2 });
    await close();
    await expect(client.call('X.Y', '{}')).rejects.toMatchObject({ code: 'NoAnswer', retryable: true });
  });

  it('of a connection that died idle is mended without a wait', async () => {
    const { client, sockets, waits } = await setUp([ok]);
    await client.call('X.Y', '{}');
    for (const socket of sockets) socket.resetAndDestroy();
    expect(await client.call('X.Y', '{}')).toEqual({ done: true });
    expect(waits).toEqual([]);
  });
});
