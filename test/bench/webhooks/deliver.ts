import { createServer } from 'node:http';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { closeServer, listen } from '../../../local/loopback-server.ts';
import type { Runtime } from '../../support/local-run.ts';
import type { MadeWebhook } from './create.ts';

const entriesPerCall = 10;
const callsAtOnce = 4;
/** Nothing has come for so long: what is missing will not come. */
const silenceMs = 60_000;

/** A receiver that counts the calls that it has had. */
export class CountingReceiver {
  calls = 0;
  lastAtMs = 0;
  url = '';
  readonly #server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume().on('end', () => {
      this.calls += 1;
      this.lastAtMs = performance.now();
      response.end('{}');
    });
  });

  async start(): Promise<void> {
    this.url = `${(await listen(this.#server, 0)).url}/in`;
  }

  stop(): Promise<void> {
    return closeServer(this.#server);
  }
}

export interface Deliveries {
  readonly events: number;
  /** From the first call of PutEvents to the last answer: matching, and sending to the queue. */
  readonly putMs: number;
  /** From the first call of PutEvents to the last call of the receiver. */
  readonly deliveredMs: number;
}

/** Publishes events, each of which one webhook of all wants, and waits until all are delivered. */
export async function deliver(
  runtime: Runtime,
  receiver: CountingReceiver,
  webhooks: readonly MadeWebhook[],
  events: number,
): Promise<Deliveries> {
  const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey, eventBusName } = runtime;
  const aws = new EventBridgeClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const before = receiver.calls;
  const startMs = performance.now();
  let next = 0;
  const put = async () => {
    while (next < events) {
      const Entries = Array.from({ length: Math.min(entriesPerCall, events - next) }, () => {
        // A prime stride goes through webhooks that were made at all times.
        const webhook = webhooks[(next++ * 7919) % webhooks.length];
        const detail = { companyId: webhook?.companyId, projectId: webhook?.projectId };
        return {
          EventBusName: eventBusName,
          Source: 'app',
          DetailType: 'TODO_MOVED',
          Detail: JSON.stringify({ ...detail, previousValue: null, currentValue: { text: 'x'.repeat(700) } }),
        };
      });
      const { FailedEntryCount } = await aws.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount !== 0) throw new Error('EventBridge did not take all events');
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, put));
  const putMs = performance.now() - startMs;
  aws.destroy();
  receiver.lastAtMs = performance.now();
  while (receiver.calls - before < events) {
    if (performance.now() - receiver.lastAtMs > silenceMs) {
      throw new Error(`${events - (receiver.calls - before)} of ${events} events were not delivered`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return { events, putMs, deliveredMs: receiver.lastAtMs - startMs };
}
