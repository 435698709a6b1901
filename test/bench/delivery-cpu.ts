import { bundleNamed, withBundles } from './bundles.ts';
import { type Child, startChild } from './child.ts';
import { batchSize, type Round, runRound } from './delivery-cpu/round.ts';
import { askServers, functionEnvironment, startServers } from './environment.ts';
import { median, minimum, printTable, printVerdict } from './statistics.ts';

/**
 * CPU of a successful 1 KB delivery through the delivery-worker's bundle, against bare `Pool.request` calls with the same
 * bodies. Receiver and DynamoDB are another process; the two senders are a process each, and take turns.
 */

const targetRatio = 4;
const warmUps = 4;
const rounds = 25;
const full: Round = { batches: 100, batchesAtOnce: 5 };
/** As one Lambda instance works: one invocation at a time. */
const single: Round = { batches: 50, batchesAtOnce: 1 };

interface Samples {
  readonly bare: number[];
  readonly worker: number[];
}

async function measure(bare: Child, worker: Child, round: Round): Promise<Samples> {
  const samples: Samples = { bare: [], worker: [] };
  for (let turn = -warmUps; turn < rounds; turn++) {
    const bareMicroseconds = await runRound(bare, round);
    const workerMicroseconds = await runRound(worker, round);
    if (turn < 0) continue;
    samples.bare.push(bareMicroseconds);
    samples.worker.push(workerMicroseconds);
  }
  return samples;
}

function row(name: string, samples: readonly number[], baseline: readonly number[]): string[] {
  const ratio = minimum(samples) / minimum(baseline);
  return [name, minimum(samples).toFixed(1), median(samples).toFixed(1), `${ratio.toFixed(2)}x`];
}

async function compare(servers: Child, bundle: string): Promise<void> {
  const before = await askServers(servers);
  const environment = functionEnvironment(before);
  const bare = startChild(new URL('./delivery-cpu/bare-sender.ts', import.meta.url), {
    BENCH_RECEIVER: before.receiverUrl,
  });
  const worker = startChild(new URL('./delivery-cpu/bundle-sender.ts', import.meta.url), {
    ...environment,
    BENCH_BUNDLE: bundle,
  });
  const five = await measure(bare, worker, full);
  const one = await measure(bare, worker, single);
  await Promise.all([bare.end(), worker.end()]);
  const { calls, bytes, records } = await askServers(servers);

  console.log(
    `\n  CPU microseconds per delivery of ${Math.round(bytes / calls)} bytes, ${rounds} rounds each\n`,
  );
  printTable([
    ['', 'min', 'median', 'ratio of minima'],
    row('5 x 10 at once: bare Pool.request (baseline)', five.bare, five.bare),
    row('5 x 10 at once: delivery-worker', five.worker, five.bare),
    row('1 x 10 at once: bare Pool.request (baseline)', one.bare, one.bare),
    row('1 x 10 at once: delivery-worker', one.worker, one.bare),
  ]);
  const deliveries = (warmUps + rounds) * (full.batches + single.batches) * batchSize;
  if (records !== deliveries) throw new Error(`${deliveries} deliveries left ${records} records`);
  const ratio = minimum(five.worker) / minimum(five.bare);
  printVerdict(`at most ${targetRatio}x the baseline, five batches at once`, ratio, targetRatio);
}

const servers = startServers();
await withBundles(bundles => compare(servers, bundleNamed(bundles, 'delivery-worker').file));
await servers.end();
