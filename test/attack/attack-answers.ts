import { createServer, type Server } from 'node:net';
import type { Finehook } from '../support/finehook.ts';
import type { AnswerAttack } from './answers/serving.ts';
import { attemptText, compare, type Outcome } from './outcome.ts';
import type { TlsAttack } from './tls-attacks.ts';

export interface HostileReceiver {
  readonly url: string;
  close(): Promise<void>;
}

async function listen(server: Server, protocol: 'http' | 'https'): Promise<HostileReceiver> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `${protocol}://127.0.0.1:${port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export const hostileReceiver = ({ serve }: AnswerAttack) => listen(createServer(serve), 'http');

/** Beyond the call's time, for the way there and back. */
const graceMs = 3000;

/** @param requestTimeoutMs that the run was started with */
export async function attackAnswers(
  finehook: Finehook,
  attacks: readonly AnswerAttack[],
  requestTimeoutMs: number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const attack of attacks) {
    const receiver = await hostileReceiver(attack);
    const startMs = performance.now();
    const { body } = await finehook.api('POST', '/v1/url-checks', { url: receiver.url });
    const isLate = performance.now() - startMs > requestTimeoutMs + graceMs;
    await receiver.close();
    const { responseBody = body.attempt.responseBody } = attack.attempt;
    const isChanged = body.attempt.responseBody !== responseBody;
    const said = `${attemptText(body.attempt)}${isLate ? ', too late' : ''}${isChanged ? ', with another body' : ''}`;
    outcomes.push(
      compare({ attack: attack.name, where: 'in the answer' }, said, attemptText(attack.attempt)),
    );
  }
  return outcomes;
}

export async function attackTls(finehook: Finehook, attacks: readonly TlsAttack[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name: attack, start, attempt } of attacks) {
    let requests = 0;
    const receiver = await listen(
      start(() => requests++),
      'https',
    );
    const { body } = await finehook.api('POST', '/v1/url-checks', { url: receiver.url });
    await receiver.close();
    const said = `${attemptText(body.attempt)}${requests > 0 ? `, after ${requests} requests` : ''}`;
    const expected = attemptText({ status: null, ...attempt });
    outcomes.push(compare({ attack, where: 'in the handshake' }, said, expected));
  }
  return outcomes;
}
