import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket, Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

export interface Certificates {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

/** A new authority and a certificate for `receiver.test`, `localhost` and 127.0.0.1. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  try {
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority');
    openssl(
      ...[
        'req',
        '-x509',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        ...ec,
        '-keyout',
        'key.pem',
        '-out',
        'cert.pem',
      ],
      ...['-subj', '/CN=receiver.test', '-addext', 'basicConstraints=critical,CA:FALSE'],
      ...['-addext', 'subjectAltName=DNS:receiver.test,DNS:localhost,IP:127.0.0.1'],
    );
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { ca: read('ca.pem'), key: read('key.pem'), cert: read('cert.pem') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function tlsReceiver({ key, cert }: Certificates, listener: RequestListener): Promise<Receiver> {
  return listen(createTlsServer({ key, cert, keepAliveTimeout: 60_000 }, listener));
}
