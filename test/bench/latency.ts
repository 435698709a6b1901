import { createServer } from 'node:http';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { Pool } from 'undici';
import { closeServer, listen } from '../../local/loopback-server.ts';
import { Finehook } from '../support/finehook.ts';
import { type Runtime, startLocalRun } from '../support/local-run.ts';
import { minimum, percentile, printTable, printVerdict } from './statistics.ts';

/**
 * Milliseconds from the call of PutEvents (AWS SDK) to the whole request at the receiver, on an idle local run, one event at
 * a time; against a bare POST of the same bytes to the same receiver. Receiver and publisher are this process, so that
 * one clock measures both ends.
 */

const targetMs = 25;
const warmUps = 20;
const rounds = 4;
const eventsPerRound = 50;
/** Lets acknowledgements and records of the last delivery come to rest. */
const restMs = 20;
const receiveMs = 5_000;

/** A receiver that takes one call at a time. */
class Receiver {
  #taken = Promise.withResolvers<{ atMs: number; body: string }>();
  readonly server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.#taken.resolve({ atMs: performance.now(), body: Buffer.concat(chunks).toString() });
      response.end('{}');
    });
  });

  /** @returns milliseconds from the start of `send` to the call, and what it brought */
  async time(send: () => Promise<unknown>): Promise<{ ms: number; body: string }> {
    this.#taken = Promise.withResolvers();
    const startMs = performance.now();
    const timer = setTimeout(() => this.#taken.reject(new Error('nothing was received')), receiveMs);
    const sent = send();
    const { atMs, body } = await this.#taken.promise;
    clearTimeout(timer);
    await sent;
    await new Promise(resolve => setTimeout(resolve, restMs));
    return { ms: atMs - startMs, body };
  }
}

async function measure(runtime: Runtime): Promise<{ published: number[]; bare: number[] }> {
  const receiver = new Receiver();
  const { url } = await listen(receiver.server, 0);
  const companyId = 'latency';
  const created = await new Finehook(runtime).api('POST', '/v1/webhooks', {
    name: companyId,
    url: `${url}/in`,
    filter: { anyOf: [{ eventTypes: ['*'], companies: [{ companyId, projectIds: '*' }] }] },
  });
  if (created.status !== 201) throw new Error(`no webhook: ${created.status}`);

  const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey, eventBusName } = runtime;
  const aws = new EventBridgeClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const detail = { companyId, projectId: 'p1', previousValue: null, currentValue: { text: 'x'.repeat(900) } };
  const entry = { EventBusName: eventBusName, Source: 'blue', DetailType: 'TODO_MOVED' };
  const Entries = [{ ...entry, Detail: JSON.stringify(detail) }];
  const publish = () => aws.send(new PutEventsCommand({ Entries }));

  const pool = new Pool(url);
  const headers = { 'content-type': 'application/json' };
  const post = async (body: string) => {
    const answer = await pool.request({ path: '/in', method: 'POST', headers, body });
    await answer.body.dump();
  };

  const published: number[] = [];
  const bare: number[] = [];
  for (let event = -warmUps; event < rounds * eventsPerRound; event++) {
    const delivery = await receiver.time(publish);
    const direct = await receiver.time(() => post(delivery.body));
    if (event < 0) continue;
    published.push(delivery.ms);
    bare.push(direct.ms);
  }
  aws.destroy();
  await pool.destroy();
  await closeServer(receiver.server);
  return { published, bare };
}

function row(name: string, ms: readonly number[], baseline: readonly number[]): string[] {
  const ratio = percentile(ms, 0.5) / percentile(baseline, 0.5);
  const shares = [0.5, 0.95, 0.99].map(share => percentile(ms, share).toFixed(2));
  return [name, minimum(ms).toFixed(2), ...shares, `${ratio.toFixed(1)}x`];
}

function print({ published, bare }: { published: readonly number[]; bare: readonly number[] }): void {
  console.log(`\n  Milliseconds until received, ${published.length} events one at a time\n`);
  const rowsOf = (name: string, from: number, to: number) => [
    row(`${name}: bare POST (baseline)`, bare.slice(from, to), bare.slice(from, to)),
    row(`${name}: published`, published.slice(from, to), bare.slice(from, to)),
  ];
  const each = Array.from({ length: rounds }, (_, round) =>
    rowsOf(`round ${round + 1}`, round * eventsPerRound, (round + 1) * eventsPerRound),
  );
  printTable([
    ['', 'min', 'p50', 'p95', 'p99', 'ratio of medians'],
    ...each.flat(),
    ...rowsOf('all', 0, published.length),
  ]);
  printVerdict(`median below ${targetMs} ms`, percentile(published, 0.5), targetMs);
}

const run = await startLocalRun({ args: ['--memory', '--port', '0'] });
try {
  print(await measure(run.runtime));
} finally {
  await run.stop();
}
