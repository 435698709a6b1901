import { createServer } from 'node:net';
import { StartFailure } from './failure.ts';

export interface Ports {
  readonly api: number;
  readonly awsEndpoint: number;
  readonly receiver: number;
  readonly console: number;
}

/**
 * The run's four ports, one after the other; all 0 for any free ones.
 * @throws StartFailure when one is taken
 */
export async function choosePorts(first: number): Promise<Ports> {
  if (first === 0) return { api: 0, awsEndpoint: 0, receiver: 0, console: 0 };
  const ports = { api: first, awsEndpoint: first + 1, receiver: first + 2, console: first + 3 };
  await assertFree(ports.api, 'the API');
  await assertFree(ports.awsEndpoint, 'the AWS endpoint');
  await assertFree(ports.receiver, 'the receiver');
  await assertFree(ports.console, 'the console');
  return ports;
}

async function assertFree(port: number, what: string): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const reason = code === 'EACCES' ? 'not allowed here' : 'taken by another program';
    throw new StartFailure(
      `port ${port}, which ${what} needs, is ${reason}. Choose other ports: npm start -- --port N (four from N on; 0 for any free ones)`,
    );
  }
  await new Promise<void>(resolve => server.close(() => resolve()));
}
