import { connect, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { listen } from './support/receivers.ts';
import { callerOf, closeAll, started } from './support/webhook-caller.ts';

afterEach(closeAll);

const authority = makeAuthority('Test authority');
const certificate = makeCertificate(authority);

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const delivered = { status: 200, error: null, responseBody: 'ok' };

/** @param raw the TCP connection below TLS; without TLS the socket itself */
type Answer = (socket: Socket, raw: Socket) => void;

const answer: Answer = socket => socket.write(ok);
const endings: { name: string; end: Answer }[] = [
  { name: 'closed', end: socket => socket.end() },
  { name: 'reset', end: (_, raw) => raw.resetAndDestroy() },
  { name: 'cut off without a word of TLS', end: (_, raw) => raw.end() },
];

describe.each(['http', 'https'])('a reused socket over %s', protocol => {
  /** Does with each request what the next answer says, whichever connection it comes by; then with all others the last one. */
  async function receiverThat(...answers: readonly Answer[]) {
    let requests = 0;
    const serve = (socket: Socket, raw: Socket) => {
      socket.on('error', () => {});
      socket.on('data', () => answers[Math.min(requests++, answers.length - 1)]?.(socket, raw));
    };
    const server =
      protocol === 'http'
        ? createServer(socket => serve(socket, socket))
        : createTlsServer(certificate, socket => serve(socket, newestRaw()));
    const receiver = started(await listen(server));
    const newestRaw = () => [...receiver.sockets].at(-1) ?? expect.unreachable('no connection');
    return { ...receiver, url: `${protocol}://127.0.0.1:${receiver.port}/`, requests: () => requests };
  }

  const caller = (options: Parameters<typeof callerOf>[0] = {}) =>
    callerOf({ certificateAuthorities: authority.certificate, ...options });

  it.each(endings)('that is $name once the request is sent is mended at once', async ({ end }) => {
    const receiver = await receiverThat(answer, end, answer);
    const { post } = caller();
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect([receiver.requests(), receiver.connections()]).toEqual([3, 2]);
  });

  it.each(endings)('that is $name while idle is not used again', async ({ end }) => {
    const receiver = await receiverThat(answer);
    const { post } = caller();
    expect(await post(receiver.url)).toMatchObject(delivered);
    for (const raw of receiver.sockets) end(raw, raw);
    await expect.poll(() => receiver.sockets.size, { interval: 5 }).toBe(0);
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect([receiver.requests(), receiver.connections()]).toEqual([2, 2]);
  });

  it.each(endings)('that is $name twice is not mended twice', async ({ end }) => {
    const receiver = await receiverThat(answer, end, end);
    const { post } = caller();
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect(await post(receiver.url)).toMatchObject({ status: null, error: 'reset' });
    expect([receiver.requests(), receiver.connections()]).toEqual([3, 2]);
  });

  it.each(endings)('that is $name within the answer is not mended: the call has arrived', async ({ end }) => {
    const receiver = await receiverThat(answer, (socket, raw) =>
      socket.write('HTTP/1.1 200 OK\r\nconte', () => setTimeout(() => end(socket, raw), 20)),
    );
    const { post } = caller();
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect(await post(receiver.url)).toMatchObject({ status: null, error: 'reset' });
    expect([receiver.requests(), receiver.connections()]).toEqual([2, 1]);
  });

  it('that says nonsense is not mended', async () => {
    const receiver = await receiverThat(answer, socket => socket.write('nonsense'));
    const { post } = caller();
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect(await post(receiver.url)).toMatchObject({
      error: 'reset',
      errorDetail: 'the answer is not HTTP/1.1',
    });
    expect([receiver.requests(), receiver.connections()]).toEqual([2, 1]);
  });

  it.each([
    { name: 'reused within 30 s', idleMs: 29_999, second: { error: 'timeout' }, connections: 1 },
    { name: 'not after it: it may be dead', idleMs: 30_000, second: { status: 200 }, connections: 2 },
  ])('that died in a freeze is $name', async ({ idleMs, second, connections }) => {
    // A socket that died in silence swallows what it gets.
    const swallowing = new Set<Socket>();
    const receiver = await receiverThat(socket => {
      if (!swallowing.has(socket)) socket.write(ok);
      swallowing.add(socket);
    });
    let nowMs = Date.parse('2026-01-01T00:00:00Z');
    const { post } = caller({ now: () => nowMs });
    expect(await post(receiver.url)).toMatchObject({ status: 200 });
    nowMs += idleMs;
    expect(await post(receiver.url, { timeoutMs: 200 })).toMatchObject(second);
    expect(receiver.connections()).toBe(connections);
  });

  it('that has not taken the last request whole is not used again', async () => {
    const receiver = await receiverThat(socket => {
      socket.pause();
      socket.write(ok);
    });
    const { post } = caller();
    const body = 'x'.repeat(8_000_000);
    expect(await post(receiver.url, { body })).toMatchObject(delivered);
    expect(await post(receiver.url)).toMatchObject(delivered);
    expect(receiver.connections()).toBe(2);
  });
});

describe('a reused TLS connection', () => {
  it('that is answered with something else than TLS is mended at once', async () => {
    const server = createTlsServer(certificate, socket => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(ok));
    });
    const behind = started(await listen(server));
    let isForgotten = false;
    const proxy = createServer(client => {
      const upstream = connect({ port: behind.port, host: '127.0.0.1' });
      upstream.on('error', () => client.destroy()).pipe(client);
      client.on('close', () => upstream.destroy());
      client.on('data', chunk => {
        if (isForgotten) client.write('HTTP/1.1 400 The plain HTTP request was sent to HTTPS port\r\n\r\n');
        else upstream.write(chunk);
        isForgotten = false;
      });
    });
    const receiver = started(await listen(proxy));
    const { post } = callerOf({ certificateAuthorities: authority.certificate });
    const url = `https://127.0.0.1:${receiver.port}/`;
    expect(await post(url)).toMatchObject(delivered);
    isForgotten = true;
    expect(await post(url)).toMatchObject(delivered);
    expect(receiver.connections()).toBe(2);
  });
});
