import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket, Server as TcpServer } from 'node:net';
import type { TlsOptions } from 'node:tls';

export interface Receiver {
  readonly port: number;
  /** TCP connections so far. */
  readonly connections: () => number;
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

export async function listen(server: TcpServer): Promise<Receiver> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    port,
    connections: () => connections,
    sockets,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export function httpReceiver(listener: RequestListener): Promise<Receiver> {
  const server: Server = createServer({ keepAliveTimeout: 60_000 }, listener);
  return listen(server);
}

/** @param options of the server's TLS: certificate, versions */
export function tlsReceiver(options: TlsOptions, listener: RequestListener): Promise<Receiver> {
  return listen(createTlsServer({ keepAliveTimeout: 60_000, ...options }, listener));
}
