import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { attemptViewSchema } from '../../../functions/domain/wire/delivery-schema.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { listen } from './support/receivers.ts';
import { callerOf, closeAll, started } from './support/webhook-caller.ts';

afterEach(closeAll);

/** What nobody caught would end the worker. */
const uncaught: unknown[] = [];
const note = (error: unknown) => void uncaught.push(error);
beforeAll(() => {
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
});
afterAll(() => {
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
});

const timeoutMs = 150;
/** Beyond the call's time: this machine may be busy. */
const graceMs = 1000;

const fragment = oneof(
  {
    weight: 6,
    arbitrary: constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 500 No\r\n',
      'HTTP/1.0 410 Gone\r\n',
      'HTTP/1.1 204 x\r\n',
    ),
  },
  { weight: 2, arbitrary: integer({ min: 0, max: 1100 }).map(status => `HTTP/1.1 ${status} x\r\n`) },
  {
    weight: 4,
    arbitrary: constantFrom('content-length: 2\r\n', 'content-length: 0\r\n', 'content-length: 70000\r\n'),
  },
  {
    weight: 3,
    arbitrary: constantFrom(
      'transfer-encoding: chunked\r\n',
      'connection: close\r\n',
      'keep-alive: timeout=0\r\n',
    ),
  },
  {
    weight: 2,
    arbitrary: constantFrom(
      'connection: upgrade\r\nupgrade: x\r\n',
      'retry-after: 5\r\n',
      '__proto__: x\r\n',
    ),
  },
  { weight: 6, arbitrary: constantFrom('\r\n', '\r\n', '\r\n\r\n', '\n', '\r') },
  { weight: 3, arbitrary: constantFrom('ok', '2\r\nok\r\n', '0\r\n\r\n', 'ffffffff\r\n', '1;x=y\r\na\r\n') },
  { weight: 2, arbitrary: string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: tuple(constantFrom('x', '\r\n', 'a:b\r\n', '\0'), integer({ min: 1, max: 100_000 })).map(
      ([text, times]) => text.repeat(times),
    ),
  },
).map(text => Buffer.from(text, 'latin1'));

const step = record({
  waitMs: oneof({ weight: 4, arbitrary: constantFrom(0) }, integer({ min: 0, max: 30 })),
  bytes: oneof(
    { weight: 9, arbitrary: fragment },
    uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes)),
  ),
});

const script = record({
  /** Or as soon as the connection stands. */
  awaitsRequest: constantFrom(true, true, true, false),
  steps: array(step, { maxLength: 8 }),
  ending: constantFrom('stay', 'end', 'destroy', 'reset'),
});

type Script = ReturnType<typeof script.generate> extends { value: infer Value } ? Value : never;

async function play({ awaitsRequest, steps, ending }: Script, socket: Socket): Promise<void> {
  socket.on('error', () => {});
  const asked = new Promise(resolve => socket.once('data', resolve));
  if (awaitsRequest) await asked;
  for (const { waitMs, bytes } of steps) {
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs));
    if (socket.destroyed) return;
    socket.write(bytes);
  }
  if (ending === 'end') socket.end();
  else if (ending === 'destroy') socket.destroy();
  else if (ending === 'reset') reset(socket);
}

/** TLS hides the connection below it. */
function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

const authority = makeAuthority('Test authority');
const certificate = makeCertificate(authority);

it.each(['http', 'https'])(
  'whatever a receiver says over %s, each call ends in time with an attempt',
  async protocol => {
    let scripts: readonly Script[] = [];
    let connections = 0;
    const serve = (socket: Socket) =>
      void play(scripts[connections++ % scripts.length] ?? expect.unreachable(), socket);
    const server: Server = protocol === 'http' ? createServer(serve) : createTlsServer(certificate, serve);
    const receiver = started(await listen(server));
    const { post, close } = callerOf({ certificateAuthorities: authority.certificate, successBodyMs: 50 });
    const url = `${protocol}://127.0.0.1:${receiver.port}/`;

    const property = asyncProperty(array(script, { minLength: 16, maxLength: 16 }), async all => {
      scripts = all;
      connections = 0;
      const calls = Array.from({ length: 24 }, async () => {
        const startMs = performance.now();
        const attempt = await post(url, { timeoutMs });
        return { attempt, tookMs: performance.now() - startMs };
      });
      for (const { attempt, tookMs } of await Promise.all(calls)) {
        expect(attemptViewSchema.parse(attempt)).toEqual(attempt);
        expect(attempt.errorDetail === null).toBe(attempt.error === null);
        expect(attempt.status !== null || attempt.error !== null).toBe(true);
        expect(tookMs).toBeLessThan(timeoutMs + graceMs);
      }
      // At most one more for each call.
      expect(connections).toBeLessThanOrEqual(48);
      expect(uncaught).toEqual([]);
    });
    await assert(property, { numRuns: 25, seed: 20260101, endOnFailure: true });

    close();
    for (const socket of receiver.sockets) socket.resume();
    await expect.poll(() => receiver.sockets.size, { interval: 5 }).toBe(0);
  },
  600_000,
);
