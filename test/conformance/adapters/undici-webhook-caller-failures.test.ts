import { createServer as createTcpServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';
import {
  type Certificates,
  httpReceiver,
  listen,
  makeCertificates,
  tlsReceiver,
} from './support/receivers.ts';
import { callerOf, closeAll, dns, started } from './support/webhook-caller.ts';

afterEach(closeAll);

describe('failures', () => {
  it('without an answer time out', async () => {
    const receiver = started(await httpReceiver(() => {}));
    const { post } = callerOf();
    expect(await post(`http://127.0.0.1:${receiver.port}/`, { timeoutMs: 100 })).toMatchObject({
      status: null,
      error: 'timeout',
      responseBody: null,
    });
    await expect.poll(() => receiver.sockets.size).toBe(0);
  });

  it('of a name server that never answers time out', async () => {
    const resolver = {
      resolve4: () => new Promise<never>(() => {}),
      resolve6: () => new Promise<never>(() => {}),
    };
    const attempt = await callerOf({ resolver }).post('https://slow.example.com/', { timeoutMs: 50 });
    expect(attempt).toMatchObject({ status: null, error: 'timeout' });
  });

  it('of a closed port are connect', async () => {
    const receiver = await httpReceiver(() => {});
    await receiver.close();
    expect((await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).error).toBe('connect');
  });

  it('of a socket that is cut are reset, and are not repeated on a new connection', async () => {
    const receiver = started(await httpReceiver(request => request.socket.resetAndDestroy()));
    expect((await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).error).toBe('reset');
    expect(receiver.connections()).toBe(1);
  });

  it('of something that is no HTTP are reset', async () => {
    const receiver = started(await listen(createTcpServer(socket => socket.end('SSH-2.0-x\r\n'))));
    expect((await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).error).toBe('reset');
  });

  it.each(['end', 'reset'])('of a reused socket that died idle (%s) are mended at once', async how => {
    let answered = 0;
    const receiver = started(
      await listen(
        createTcpServer(socket => {
          let isUsed = false;
          socket.on('data', () => {
            if (isUsed) {
              if (how === 'end') socket.end();
              else socket.resetAndDestroy();
              return;
            }
            isUsed = true;
            answered++;
            socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
          });
        }),
      ),
    );
    const { post } = callerOf();
    const url = `http://127.0.0.1:${receiver.port}/`;
    expect(await post(url)).toMatchObject({ status: 200 });
    expect(await post(url)).toMatchObject({ status: 200, error: null, responseBody: 'ok' });
    expect([answered, receiver.connections()]).toEqual([2, 2]);
  });

  /** Answers each socket's first request, and does what it is told at the second. */
  const answersOnce = async (second: (socket: Socket) => void) =>
    started(
      await listen(
        createTcpServer(socket => {
          let isUsed = false;
          socket.on('data', () => {
            if (isUsed) second(socket);
            else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
            isUsed = true;
          });
        }),
      ),
    );

  it('of a reused socket that breaks within the answer are not mended: the call has arrived', async () => {
    const receiver = await answersOnce(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-le'));
    const { post } = callerOf();
    const url = `http://127.0.0.1:${receiver.port}/`;
    expect(await post(url)).toMatchObject({ status: 200 });
    expect(await post(url)).toMatchObject({ status: null, error: 'reset' });
    expect(receiver.connections()).toBe(1);
  });

  it('of the socket that was to mend another are not mended again', async () => {
    let requests = 0;
    const receiver = started(
      await listen(
        createTcpServer(socket => {
          socket.on('data', () => {
            requests++;
            if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
            else socket.destroy();
          });
        }),
      ),
    );
    const { post } = callerOf();
    const url = `http://127.0.0.1:${receiver.port}/`;
    expect(await post(url)).toMatchObject({ status: 200 });
    expect(await post(url)).toMatchObject({ status: null, error: 'reset' });
    expect([requests, receiver.connections()]).toEqual([3, 2]);
  });

  it.each([
    { name: 'reused within 30 s', idleMs: 29_999, second: { error: 'timeout' }, connections: 1 },
    { name: 'not after it: it may be dead', idleMs: 30_000, second: { status: 200 }, connections: 2 },
  ])('of a socket that died in a freeze: it is $name', async ({ idleMs, second, connections }) => {
    const receiver = await answersOnce(() => {});
    let nowMs = Date.parse('2026-01-01T00:00:00Z');
    const { post } = callerOf({ now: () => nowMs });
    const url = `http://127.0.0.1:${receiver.port}/`;
    expect(await post(url)).toMatchObject({ status: 200 });
    nowMs += idleMs;
    expect(await post(url, { timeoutMs: 200 })).toMatchObject(second);
    expect(receiver.connections()).toBe(connections);
  });

  it('of names that do not exist are dns', async () => {
    expect((await callerOf().post('https://nowhere.example.com/')).error).toBe('dns');
  });
});

describe('addresses', () => {
  it.each([
    'https://10.0.0.1/',
    'https://[::ffff:7f00:1]/',
    'http://example.com/',
    'https://u:p@example.com/',
    'no URL',
  ])('%s is blocked before anything is dialled', async url => {
    expect(await callerOf().post(url)).toMatchObject({ status: null, error: 'address-blocked' });
  });

  it.each([
    ['private', ['10.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['private IPv6', ['fd00::1']],
    ['mapped', ['::ffff:127.0.0.1']],
    ['one good, one bad', ['8.8.8.8', '192.168.0.1']],
  ])('of a name are vetted: %s', async (_, addresses) => {
    const resolver = dns({ 'rebind.example.com': addresses });
    expect(await callerOf({ resolver }).post('https://rebind.example.com/')).toMatchObject({
      status: null,
      error: 'address-blocked',
    });
  });

  it('localhost is blocked where loopback is not open', async () => {
    const policy = new AddressPolicy();
    expect((await callerOf({ policy }).post('https://localhost/')).error).toBe('address-blocked');
  });
});

describe('over TLS', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });

  const secure = async (listener: Parameters<typeof tlsReceiver>[1]) =>
    started(await tlsReceiver(certificates, listener));

  it('a call is made by name, asks DNS once, and keeps the connection', async () => {
    const receiver = await secure((_, response) => response.end('secret'));
    const resolver = dns({ 'receiver.test': ['127.0.0.1'] });
    const { post } = callerOf({ resolver, certificateAuthorities: certificates.ca });
    for (let n = 0; n < 3; n++) {
      expect(await post(`https://receiver.test:${receiver.port}/`)).toMatchObject({
        status: 200,
        error: null,
      });
    }
    expect(receiver.connections()).toBe(1);
    expect(resolver.asked).toEqual(['A receiver.test']);
  });

  it('an address is checked against the certificate too', async () => {
    const receiver = await secure((_, response) => response.end());
    const { post } = callerOf({ certificateAuthorities: certificates.ca });
    expect((await post(`https://127.0.0.1:${receiver.port}/`)).status).toBe(200);
  });

  it('a new connection resumes the session', async () => {
    const resumed: boolean[] = [];
    const receiver = await secure((request, response) => {
      resumed.push(request.socket instanceof TLSSocket && request.socket.isSessionReused());
      response.writeHead(200, { connection: 'close' }).end('x');
    });
    const { post } = callerOf({ certificateAuthorities: certificates.ca });
    for (let n = 0; n < 2; n++) await post(`https://127.0.0.1:${receiver.port}/`);
    expect(resumed).toEqual([false, true]);
  });

  it.each([
    ['an unknown authority', () => ({})],
    ['another name', () => ({ certificateAuthorities: certificates.ca })],
  ])('%s is tls', async (_, options) => {
    const receiver = await secure((_request, response) => response.end());
    const resolver = dns({ 'other.test': ['127.0.0.1'] });
    const attempt = await callerOf({ resolver, ...options() }).post(`https://other.test:${receiver.port}/`);
    expect(attempt).toMatchObject({ status: null, error: 'tls' });
  });

  it('a receiver that speaks no TLS, or hangs up in the handshake, is tls', async () => {
    const plain = started(await httpReceiver((_, response) => response.end()));
    expect((await callerOf().post(`https://127.0.0.1:${plain.port}/`)).error).toBe('tls');
    const rude = started(await listen(createTcpServer(socket => socket.destroy())));
    expect((await callerOf().post(`https://127.0.0.1:${rude.port}/`)).error).toBe('tls');
  });

  it('a handshake that hangs times out', async () => {
    const silent = started(await listen(createTcpServer(socket => socket.resume())));
    const attempt = await callerOf().post(`https://127.0.0.1:${silent.port}/`, { timeoutMs: 100 });
    expect(attempt).toMatchObject({ status: null, error: 'timeout' });
    await expect.poll(() => silent.sockets.size).toBe(0);
  });
});
