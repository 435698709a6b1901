import { createServer, type Server } from 'node:http';
import { closeServer, listen } from '../../../local/loopback-server.ts';

/** So long a healthy receiver takes to answer. */
const answerMs = 5;

/** One receiver, on a port of its own. */
export interface Receiver {
  readonly url: string;
  /** From now on it takes calls and says nothing. */
  hangs: boolean;
  calls: number;
}

/** Many receivers in this process, so that one clock measures both ends. */
export class Receivers {
  readonly all: readonly Receiver[];
  readonly #servers: readonly Server[];

  private constructor(all: readonly Receiver[], servers: readonly Server[]) {
    this.all = all;
    this.#servers = servers;
  }

  /** @param onCall hears of each call's body, when it is whole */
  static async start(count: number, onCall: (body: string, atMs: number) => void): Promise<Receivers> {
    const started = await Promise.all(
      Array.from({ length: count }, async () => {
        const receiver = { url: '', hangs: false, calls: 0 };
        const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
          const chunks: Buffer[] = [];
          request.on('data', (chunk: Buffer) => chunks.push(chunk));
          request.on('end', () => {
            receiver.calls++;
            onCall(Buffer.concat(chunks).toString(), performance.now());
            if (!receiver.hangs) setTimeout(() => response.end('{}'), answerMs);
          });
        });
        receiver.url = `${(await listen(server, 0)).url}/in`;
        return { receiver, server };
      }),
    );
    return new Receivers(
      started.map(({ receiver }) => receiver),
      started.map(({ server }) => server),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(closeServer));
  }
}
