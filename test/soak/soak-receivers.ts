import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { seededRandom } from '../../local/faults/seeded-random.ts';
import { isSignedWith } from '../../local/receiver/verify.ts';
import type { Ledger } from './ledger.ts';
import { answerOf, type ReceiverKind } from './receiver-kinds.ts';
import { bodyOf, indexIn, type SoakEvent } from './soak-events.ts';

const firstHost = 10;
const healthCheckType = '"type":"WEBHOOK_HEALTH_CHECK"';

export interface SoakReceiversOptions {
  readonly seed: string;
  readonly kinds: readonly ReceiverKind[];
  readonly ledger: Ledger;
  readonly eventOf: (index: number) => SoakEvent;
  readonly timeoutMs: number;
  readonly recoversAfterMs: number;
}

/** The receivers of all webhooks, each at a loopback address of its own, as customers' servers are on hosts of their own. */
export interface SoakReceivers {
  urlOf(webhook: number): string;
  /** @param secret `whsec_…`, with which every call from now on must be signed */
  expectSecret(webhook: number, secret: string): void;
  /** Calls that wait for their answer, but for those that never get one. */
  readonly openCalls: number;
  close(): Promise<void>;
}

export async function startSoakReceivers(options: SoakReceiversOptions): Promise<SoakReceivers> {
  const { kinds, ledger, eventOf, seed } = options;
  const secrets = new Map<number, string>();
  const firstCallMs = new Map<number, number>();
  const randoms = kinds.map((_, webhook) => seededRandom(`${seed}/receiver/${webhook}`));
  let openCalls = 0;

  const check = (webhook: number, request: IncomingMessage, body: Buffer): number | undefined => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
    const text = body.toString('utf8');
    const event = indexIn(text);
    const violate = (rule: string, detail: string): void => ledger.violate({ rule, webhook, event, detail });
    if (!isSignedWith(secrets.get(webhook) ?? '', headers, body, Date.now())) {
      violate('a call is not signed with its webhook’s secret', JSON.stringify(headers));
    }
    if (text.includes(healthCheckType)) {
      ledger.healthChecks += 1;
      return undefined;
    }
    if (event === undefined || event >= ledger.events) {
      violate('a call is of no event', text.slice(0, 200));
      return undefined;
    }
    if (text !== bodyOf(eventOf(event))) violate('a body is not what it should be', text);
    ledger.noteCall(webhook, event, headers['webhook-id'] ?? '');
    return event;
  };

  const serve = async (
    webhook: number,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const event = check(webhook, request, Buffer.concat(chunks));
    const nowMs = performance.now();
    if (!firstCallMs.has(webhook)) firstCallMs.set(webhook, nowMs);
    const answer = answerOf(kinds[webhook] ?? 'healthy', {
      random: randoms[webhook]?.() ?? 0,
      sinceFirstMs: nowMs - (firstCallMs.get(webhook) ?? nowMs),
      timeoutMs: options.timeoutMs,
      recoversAfterMs: options.recoversAfterMs,
    });
    if (answer === 'never') return;
    openCalls += 1;
    response.once('close', () => {
      openCalls -= 1;
      const isTaken = response.writableFinished && answer.status < 300;
      if (isTaken && event !== undefined) ledger.noteTaken(webhook, event);
    });
    const send = (): void => void response.writeHead(answer.status).end();
    if (answer.delayMs === 0) send();
    else setTimeout(send, answer.delayMs);
  };

  const hostOf = (webhook: number): string => `127.0.0.${firstHost + webhook}`;
  const servers: Server[] = [];
  const ports: number[] = [];
  for (const webhook of kinds.keys()) {
    const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      // A caller that was killed in the middle of its call.
      serve(webhook, request, response).catch(() => response.destroy());
    });
    await new Promise<void>(resolve => server.listen(0, hostOf(webhook), resolve));
    const address = server.address();
    ports.push(typeof address === 'object' && address !== null ? address.port : 0);
    servers.push(server);
  }

  return {
    urlOf: webhook => `http://${hostOf(webhook)}:${ports[webhook]}/in`,
    expectSecret: (webhook, secret) => void secrets.set(webhook, secret),
    get openCalls() {
      return openCalls;
    },
    async close() {
      await Promise.all(
        servers.map(server => {
          const closed = new Promise(resolve => server.close(resolve));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}
