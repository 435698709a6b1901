import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { Finehook } from '../support/finehook.ts';
import { type Runtime, startLocalRun } from '../support/local-run.ts';
import { type Receiver, Receivers } from './neighbours/receivers.ts';
import { percentile, printTable, printVerdict } from './statistics.ts';

/**
 * What healthy webhooks notice of bad neighbours: milliseconds from the call of PutEvents to the whole request at the
 * receiver, at a steady rate over all webhooks, first with all of them healthy and then with some that hang until the timeout.
 * Publisher and receivers are this process, so that one clock measures both ends.
 */

const webhooks = 100;
const hangingWebhooks = 5;
const eventsPerSecond = 40;
const everyMs = 100;
const warmUpSeconds = 5;
const healthySeconds = 30;
const hangingSeconds = 40;
/** From the first hanging call on; then each of them must have been found out. */
const discoverySeconds = 10;
const drainSeconds = 20;
const targetRatio = 1.5;

interface Sample {
  readonly sentAtMs: number;
  readonly ms: number;
}

class Run {
  readonly #finehook: Finehook;
  readonly #runtime: Runtime;
  readonly #aws: EventBridgeClient;
  /** By event number: when it was sent, and to whom. */
  readonly #sent = new Map<number, { readonly atMs: number; readonly receiver: Receiver }>();
  readonly samples: Sample[] = [];
  #next = 0;
  receivers: readonly Receiver[] = [];

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#finehook = new Finehook(runtime);
    const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey } = runtime;
    this.#aws = new EventBridgeClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  }

  received(body: string, atMs: number): void {
    const number = Number(/"number":(\d+)/.exec(body)?.[1]);
    const sent = this.#sent.get(number);
    if (sent === undefined || sent.receiver.hangs) return;
    this.#sent.delete(number);
    this.samples.push({ sentAtMs: sent.atMs, ms: atMs - sent.atMs });
  }

  async subscribe(): Promise<string[]> {
    const ids: string[] = [];
    for (const [n, { url }] of this.receivers.entries()) {
      const { status, body } = await this.#finehook.api('POST', '/v1/webhooks', {
        name: `neighbour ${n}`,
        url,
        filter: {
          anyOf: [{ eventTypes: ['*'], companies: [{ companyId: `company-${n}`, projectIds: '*' }] }],
        },
      });
      if (status !== 201) throw new Error(`no webhook: ${status}`);
      ids.push(body.id);
    }
    return ids;
  }

  /** Publishes at a steady rate, to each webhook in turn. */
  async publish(seconds: number): Promise<void> {
    const startMs = performance.now();
    const each = (eventsPerSecond * everyMs) / 1000;
    const sends: Promise<void>[] = [];
    for (let tick = 0; tick * everyMs < seconds * 1000; tick++) {
      const waitMs = startMs + tick * everyMs - performance.now();
      if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs));
      sends.push(this.#put(each));
    }
    await Promise.all(sends);
  }

  async #put(count: number): Promise<void> {
    const atMs = performance.now();
    const Entries = Array.from({ length: count }, () => {
      const number = this.#next++;
      const index = number % this.receivers.length;
      const receiver = this.receivers[index];
      if (receiver === undefined) throw new RangeError('no receivers');
      this.#sent.set(number, { atMs, receiver });
      const detail = { companyId: `company-${index}`, projectId: 'p1', number, text: 'x'.repeat(700) };
      const { eventBusName: EventBusName } = this.#runtime;
      return { EventBusName, Source: 'app', DetailType: 'TODO_MOVED', Detail: JSON.stringify(detail) };
    });
    const { FailedEntryCount } = await this.#aws.send(new PutEventsCommand({ Entries }));
    if (FailedEntryCount !== 0) throw new Error('EventBridge did not take all events');
  }

  /** Until everything that healthy receivers should have has come. */
  async drain(): Promise<number> {
    const missing = () => [...this.#sent.values()].filter(({ receiver }) => !receiver.hangs).length;
    const endMs = performance.now() + drainSeconds * 1000;
    while (missing() > 0 && performance.now() < endMs) await new Promise(resolve => setTimeout(resolve, 50));
    return missing();
  }

  async slowSince(id: string): Promise<string | null> {
    const { body } = await this.#finehook.api('GET', `/v1/webhooks/${id}`);
    return body.slowSince;
  }

  close(): void {
    this.#aws.destroy();
  }
}

function row(name: string, samples: readonly Sample[], baseline: readonly Sample[]): string[] {
  const ms = samples.map(sample => sample.ms);
  const shares = [0.5, 0.95, 0.99, 1].map(share => percentile(ms, share).toFixed(1));
  const base = percentile(
    baseline.map(sample => sample.ms),
    0.99,
  );
  return [name, String(ms.length), ...shares, `${(percentile(ms, 0.99) / base).toFixed(2)}x`];
}

async function measure(runtime: Runtime): Promise<void> {
  const run = new Run(runtime);
  const receivers = await Receivers.start(webhooks, (body, atMs) => run.received(body, atMs));
  run.receivers = receivers.all;
  const ids = await run.subscribe();
  await run.publish(warmUpSeconds);
  await run.drain();
  run.samples.length = 0;

  await run.publish(healthySeconds);
  let lost = await run.drain();
  const healthy = run.samples.splice(0);

  // Spread over the order in which events are published.
  const every = webhooks / hangingWebhooks;
  const bad = receivers.all.filter((_, n) => n % every === 0);
  const badIds = ids.filter((_, n) => n % every === 0);
  for (const receiver of bad) {
    receiver.hangs = true;
    receiver.calls = 0;
  }
  const startMs = performance.now();
  const startedAtMs = Date.now();
  await run.publish(hangingSeconds);
  lost += await run.drain();
  const foundMs = await Promise.all(badIds.map(id => run.slowSince(id)));
  const discoveryEndMs = startMs + discoverySeconds * 1000;
  const discovery = run.samples.filter(({ sentAtMs }) => sentAtMs < discoveryEndMs);
  const after = run.samples.filter(({ sentAtMs }) => sentAtMs >= discoveryEndMs);
  run.close();
  await receivers.close();

  console.log(
    `\n  Milliseconds until received by healthy receivers; ${webhooks} webhooks, ${eventsPerSecond} events a second\n`,
  );
  printTable([
    ['', 'events', 'p50', 'p95', 'p99', 'max', 'ratio of p99'],
    row('all healthy (baseline)', healthy, healthy),
    row(`${hangingWebhooks} hang: first ${discoverySeconds} s`, discovery, healthy),
    row(`${hangingWebhooks} hang: afterwards`, after, healthy),
  ]);
  const found = foundMs.map(at =>
    at === null ? 'never' : `${((Date.parse(at) - startedAtMs) / 1000).toFixed(1)} s`,
  );
  console.log(
    `\n  Found out after: ${found.join(', ')}; called ${bad.map(({ calls }) => calls).join(', ')} times.`,
  );
  if (lost > 0) throw new Error(`${lost} events did not reach their healthy receivers`);
  const p99 = (samples: readonly Sample[]) =>
    percentile(
      samples.map(({ ms }) => ms),
      0.99,
    );
  printVerdict(
    `p99 at most ${targetRatio}x the baseline once they are found out`,
    p99(after) / p99(healthy),
    targetRatio,
  );
}

const local = await startLocalRun({ args: ['--memory', '--port', '0'] });
try {
  await measure(local.runtime);
} finally {
  await local.stop();
}
