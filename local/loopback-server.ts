import type { Server } from 'node:http';

export interface Listening {
  readonly url: string;
  readonly port: number;
}

/**
 * Listens on the loopback address only.
 * @param port 0 for any free one
 */
export async function listen(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no address');
  return { url: `http://127.0.0.1:${address.port}`, port: address.port };
}

/** Accepts nothing more and ends every connection. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
