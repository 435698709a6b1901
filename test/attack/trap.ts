import { createServer } from 'node:net';
import type { Outcome } from './outcome.ts';

export interface Trap {
  readonly port: number;
  /** Whether nobody came. */
  outcome(): Outcome;
  close(): Promise<void>;
}

/** A listener on this machine, where bad names lead: whoever connects to it was let through. */
export async function startTrap(): Promise<Trap> {
  let connections = 0;
  const server = createServer(socket => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    outcome: () => ({
      attack: 'a listener where those names lead',
      where: 'at the connection',
      said: `${connections} connections`,
      isStopped: connections === 0,
    }),
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
