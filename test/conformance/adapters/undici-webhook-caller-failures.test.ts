import { createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';
import { httpReceiver, listen } from './support/receivers.ts';
import { callerOf, closeAll, dns, started } from './support/webhook-caller.ts';

afterEach(closeAll);

describe('failures', () => {
  it('without an answer time out', async () => {
    const receiver = started(await httpReceiver(() => {}));
    const { post } = callerOf();
    expect(await post(`http://127.0.0.1:${receiver.port}/`, { timeoutMs: 100 })).toMatchObject({
      status: null,
      error: 'timeout',
      errorDetail: 'no answer came in time',
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
    expect(attempt).toMatchObject({
      status: null,
      error: 'timeout',
      errorDetail: 'the host name was not resolved in time',
    });
  });

  it('of a closed port are connect', async () => {
    const receiver = await httpReceiver(() => {});
    await receiver.close();
    expect(await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).toMatchObject({
      error: 'connect',
      errorDetail: 'nothing accepts connections at this port (ECONNREFUSED)',
    });
  });

  it('of a socket that is cut are reset, and are not repeated on a new connection', async () => {
    const receiver = started(await httpReceiver(request => request.socket.resetAndDestroy()));
    expect(await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).toMatchObject({
      error: 'reset',
      errorDetail: 'the receiver reset the connection (ECONNRESET)',
    });
    expect(receiver.connections()).toBe(1);
  });

  it('of something that is no HTTP are reset', async () => {
    const receiver = started(await listen(createTcpServer(socket => socket.end('SSH-2.0-x\r\n'))));
    expect(await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).toMatchObject({
      error: 'reset',
      errorDetail: 'the answer is not HTTP/1.1',
    });
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
    expect(await callerOf().post('https://nowhere.example.com/')).toMatchObject({
      error: 'dns',
      errorDetail: 'the host name does not exist (ENOTFOUND)',
    });
  });
});

describe('addresses', () => {
  it.each([
    ['https://10.0.0.1/', '10.0.0.1 is not public (private)'],
    ['https://[::ffff:7f00:1]/', '::ffff:7f00:1 is not public (IPv4-mapped)'],
    ['http://example.com/', 'the URL must begin with https://'],
    ['https://u:p@example.com/', 'the URL may not hold user name or password'],
    ['no URL', 'this is not a URL'],
  ])('%s is blocked before anything is dialled: %s', async (url, errorDetail) => {
    expect(await callerOf().post(url)).toMatchObject({
      status: null,
      error: 'address-blocked',
      errorDetail,
    });
  });

  it.each([
    ['private', ['10.0.0.1']],
    ['link-local', ['169.254.169.254']],
    ['unique local', ['fd00::1']],
    ['IPv4-mapped', ['::ffff:127.0.0.1']],
    ['private', ['8.8.8.8', '192.168.0.1']],
  ])('of a name are vetted, and the bad one is not told: %s, %j', async (meaning, addresses) => {
    const resolver = dns({ 'rebind.example.com': addresses });
    expect(await callerOf({ resolver }).post('https://rebind.example.com/')).toMatchObject({
      status: null,
      error: 'address-blocked',
      errorDetail: `the host name resolves to an address that is not public (${meaning})`,
    });
  });

  it('localhost is blocked where loopback is not open', async () => {
    const policy = new AddressPolicy();
    expect((await callerOf({ policy }).post('https://localhost/')).error).toBe('address-blocked');
  });
});
