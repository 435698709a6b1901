import { afterEach, describe, expect, it } from 'vitest';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';
import { httpReceiver } from './support/receivers.ts';
import { callerOf, closeAll, started } from './support/webhook-caller.ts';

afterEach(closeAll);

describe('a call', () => {
  it('posts exactly the bytes it was given, and keeps what the receiver said', async () => {
    const seen: unknown[] = [];
    const { port } = started(
      await httpReceiver(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        seen.push(request.method, request.url, request.headers, body);
        response.writeHead(202).end('thänks');
      }),
    );
    const attempt = await callerOf().post(`http://127.0.0.1:${port}/in?x=1#part`);
    expect(attempt).toEqual({
      at: '2026-01-01T00:00:00.005Z',
      durationMs: 5,
      status: 202,
      error: null,
      errorDetail: null,
      responseBody: 'thänks',
      retryAfter: null,
      certificateExpiresAt: null,
    });
    expect(seen).toEqual([
      'POST',
      '/in?x=1',
      {
        host: `127.0.0.1:${port}`,
        connection: 'keep-alive',
        'user-agent': 'Finehook/1 (+webhooks)',
        'content-type': 'application/json',
        'webhook-id': 'dlv_1',
        'content-length': '10',
      },
      '{"a":"ä"}',
    ]);
  });

  it.each([
    [204, null],
    [500, null],
    [410, null],
    [301, 'redirect'],
    [304, 'redirect'],
    [307, 'redirect'],
  ])('answered with %s has error %s, and follows nowhere', async (status, error) => {
    const receiver = started(
      await httpReceiver((_, response) => {
        response.writeHead(status, { location: '/elsewhere' }).end();
      }),
    );
    const attempt = await callerOf().post(`http://127.0.0.1:${receiver.port}/`);
    const errorDetail = error === null ? null : 'the answer is a redirect, and redirects are not followed';
    expect(attempt).toMatchObject({ status, error, errorDetail, responseBody: null });
    expect(receiver.connections()).toBe(1);
  });

  it('reuses its connection one after the other, and opens as many as there are calls at once', async () => {
    const receiver = started(await httpReceiver((_, response) => response.end('ok')));
    const { post } = callerOf();
    for (let n = 0; n < 5; n++)
      expect((await post(`http://127.0.0.1:${receiver.port}/${n}`)).status).toBe(200);
    expect(receiver.connections()).toBe(1);
    await Promise.all(Array.from({ length: 4 }, () => post(`http://127.0.0.1:${receiver.port}/`)));
    expect(receiver.connections()).toBeLessThanOrEqual(5);
  });

  it('goes on after a receiver that closes each connection', async () => {
    const receiver = started(
      await httpReceiver((_, response) => response.writeHead(200, { connection: 'close' }).end('ok')),
    );
    const { post } = callerOf();
    for (let n = 0; n < 3; n++) expect((await post(`http://127.0.0.1:${receiver.port}/`)).error).toBe(null);
    expect(receiver.connections()).toBe(3);
  });

  it('reaches localhost without DNS, and the port that it names', async () => {
    const { port } = started(await httpReceiver((_, response) => response.end('home')));
    const attempt = await callerOf({ policy: new AddressPolicy(['127.0.0.0/8', '::1/128']) }).post(
      `http://shop.localhost:${port}/`,
    );
    expect(attempt).toMatchObject({ status: 200, responseBody: 'home' });
  });
});

describe('bodies and headers', () => {
  const answer = async (body: Buffer | string, endless = false) => {
    const { port } = started(
      await httpReceiver((_, response) => {
        response.writeHead(200);
        if (!endless) response.end(body);
        else for (let n = 0; n < 100; n++) response.write(body);
      }),
    );
    return callerOf().post(`http://127.0.0.1:${port}/`);
  };

  it('are cut at 4 KiB', async () => {
    expect((await answer('x'.repeat(5000))).responseBody).toBe('x'.repeat(4096));
    // Each byte that is no UTF-8 becomes a character of three.
    const noUtf8 = (await answer(Buffer.alloc(5000, 0xff))).responseBody;
    expect(noUtf8).toBe('\ufffd'.repeat(1365));
    expect((await answer(Buffer.alloc(2000, 0xff))).responseBody).toBe('\ufffd'.repeat(1365));
  });

  it('are not cut through a character', async () => {
    expect((await answer(`${'x'.repeat(4095)}ä and more`)).responseBody).toBe('x'.repeat(4095));
  });

  it('are text, whatever they are', async () => {
    expect((await answer(Buffer.from([0x61, 0xff, 0x62]))).responseBody).toBe('a�b');
  });

  it('past 64 KiB are not read on, and the status counts', async () => {
    const attempt = await answer('y'.repeat(10_000), true);
    expect(attempt).toMatchObject({ status: 200, error: null, responseBody: 'y'.repeat(4096) });
  });

  it('that are huge are refused', async () => {
    const { port } = started(
      await httpReceiver((_, response) => response.writeHead(200, { 'x-much': 'z'.repeat(20_000) }).end()),
    );
    expect(await callerOf().post(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: null,
      error: 'too-large',
      errorDetail: 'the head of the answer is over 16 KiB',
    });
  });

  it('that never end time out with the status', async () => {
    const { port } = started(
      await httpReceiver((_, response) => {
        response.writeHead(200);
        response.write('begin');
      }),
    );
    const attempt = await callerOf().post(`http://127.0.0.1:${port}/`, { timeoutMs: 150 });
    expect(attempt).toMatchObject({
      status: 200,
      error: 'timeout',
      errorDetail: 'the body of the answer did not end in time',
      responseBody: 'begin',
    });
  });

  it('that never end are not waited for behind a 2xx status', async () => {
    const receiver = started(
      await httpReceiver((_, response) => {
        response.writeHead(201);
        response.write('begin');
      }),
    );
    const { post } = callerOf({ successBodyMs: 50 });
    const attempt = await post(`http://127.0.0.1:${receiver.port}/`, { timeoutMs: 60_000 });
    expect(attempt).toMatchObject({ status: 201, error: 'timeout', responseBody: 'begin' });
    await expect.poll(() => receiver.sockets.size).toBe(0);
  });

  it('are waited for behind any other status', async () => {
    const { port } = started(
      await httpReceiver((_, response) => {
        response.writeHead(500);
        response.write('be');
        setTimeout(() => response.end('gin'), 100);
      }),
    );
    const attempt = await callerOf({ successBodyMs: 10 }).post(`http://127.0.0.1:${port}/`);
    expect(attempt).toMatchObject({ status: 500, error: null, responseBody: 'begin' });
  });

  it('that break off are a reset', async () => {
    const { port } = started(
      await httpReceiver((_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('part', () => response.destroy());
      }),
    );
    expect(await callerOf().post(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: 200,
      error: 'reset',
      errorDetail: 'the receiver closed the connection before its answer was whole (UND_ERR_SOCKET)',
    });
  });

  it('keep Retry-After as it came, if it is one value of at most 64 printable characters', async () => {
    const values: (string | string[])[] = ['120', 'Wed, 21 Oct 2026 07:28:00 GMT', 'x'.repeat(65)];
    values.push(['1', '2'], 'später', '');
    const { port } = started(
      await httpReceiver((_, response) => {
        const value = values.shift();
        response.writeHead(503, value === undefined ? {} : { 'Retry-After': value }).end();
      }),
    );
    const { post } = callerOf();
    const told: (string | null)[] = [];
    for (let n = 0; n < 7; n++) told.push((await post(`http://127.0.0.1:${port}/`)).retryAfter);
    expect(told).toEqual(['120', 'Wed, 21 Oct 2026 07:28:00 GMT', null, null, null, null, null]);
  });
});

describe('many origins', () => {
  it('keep connections to the most recent ones only', async () => {
    const receivers = await Promise.all([0, 1, 2].map(() => httpReceiver((_, response) => response.end())));
    receivers.map(started);
    const { post } = callerOf({ maxOrigins: 2 });
    for (const { port } of receivers) await post(`http://127.0.0.1:${port}/`);
    await expect.poll(() => receivers.map(({ sockets }) => sockets.size)).toEqual([0, 1, 1]);
  });
});
