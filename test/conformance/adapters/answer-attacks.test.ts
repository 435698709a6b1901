import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { answerAttacks } from '../../attack/answer-attacks.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { listen } from './support/receivers.ts';
import { callerOf, closeAll, started } from './support/webhook-caller.ts';

afterEach(closeAll);

const authority = makeAuthority('Test authority');
const certificate = makeCertificate(authority);

/** Beyond the call's time: this machine may be busy. */
const graceMs = 500;
const timeoutMs = 300;

const cases = (['http', 'https'] as const).flatMap(protocol =>
  answerAttacks
    .filter(attack => attack.protocol === undefined || attack.protocol === protocol)
    .map(attack => ({ ...attack, protocol, title: `${attack.name} (${protocol})` })),
);

describe('a receiver that answers with', () => {
  it.each(cases)('$title costs one attempt, no time beyond its own, and no socket', async attack => {
    const { protocol, serve, lastsWholeTime } = attack;
    const server = protocol === 'http' ? createServer(serve) : createTlsServer(certificate, serve);
    const secured: Socket[] = [];
    server.on('secureConnection', (socket: Socket) => {
      secured.push(socket);
      socket.on('error', () => {});
    });
    const receiver = started(await listen(server));
    const { post, close } = callerOf({ certificateAuthorities: authority.certificate });
    const startMs = performance.now();
    const attempt = await post(`${protocol}://127.0.0.1:${receiver.port}/`, { timeoutMs });
    const tookMs = performance.now() - startMs;
    expect(attempt).toMatchObject(attack.attempt);
    expect(tookMs).toBeLessThan(timeoutMs + graceMs);
    if (lastsWholeTime) expect(tookMs).toBeGreaterThan(timeoutMs - 20);
    expect(receiver.connections()).toBe(1);
    close();
    // One that does not read does not see either that its other end is gone.
    for (const socket of [...receiver.sockets, ...secured]) socket.resume();
    await expect.poll(() => receiver.sockets.size, { interval: 5 }).toBe(0);
  });
});
