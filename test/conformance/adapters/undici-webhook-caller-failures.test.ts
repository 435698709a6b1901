import { createServer as createTcpServer } from 'node:net';
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
