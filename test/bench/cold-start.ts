import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundle, bundleNamed, withBundles } from './bundles.ts';
import { coldStart, delivering, empty, loading, type Sample } from './cold-start/sample.ts';
import { askServers, functionEnvironment, startServers } from './environment.ts';
import { batches } from './messages.ts';
import { median, minimum, printTable, printVerdict } from './statistics.ts';

/**
 * CPU from the start of the process to the end of the first delivery, in the local run's own Lambda workers, against an empty
 * function; and what the other functions cost to load. Receiver and DynamoDB are another process.
 */

const targetMs = 100;
const rounds = 9;
const firstDelivery = 'delivery-worker, first delivery';

async function measure(
  samples: readonly Sample[],
  environment: Record<string, string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cold-start-'));
  const [batch] = batches(1, 1);
  const payload = JSON.stringify(batch);
  const times = new Map<string, number[]>();
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [index, sample] of samples.entries()) {
        const ms = await coldStart(sample, join(folder, String(index)), environment, payload);
        times.set(sample.name, [...(times.get(sample.name) ?? []), ms]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return times;
}

async function compare(bundles: readonly Bundle[]): Promise<void> {
  const servers = startServers();
  const environment = { PATH: process.env.PATH ?? '', ...functionEnvironment(await askServers(servers)) };
  const worker = bundleNamed(bundles, 'delivery-worker');
  const samples = [
    empty,
    delivering(firstDelivery, worker.file),
    ...bundles.map(({ name, file }) => loading(`${name}, loaded`, file)),
  ];
  const times = await measure(samples, environment);
  await servers.end();

  const baseline = times.get(empty.name) ?? [];
  const over = (name: string) => minimum(times.get(name) ?? []) - minimum(baseline);
  console.log(`\n  CPU milliseconds of a cold start, ${rounds} rounds each\n`);
  printTable([
    ['', 'min', 'median', 'min over empty', 'ratio of minima'],
    ...Array.from(times, ([name, ms]) => [
      name,
      minimum(ms).toFixed(1),
      median(ms).toFixed(1),
      over(name).toFixed(1),
      `${(minimum(ms) / minimum(baseline)).toFixed(2)}x`,
    ]),
  ]);
  console.log('\n  Sizes of the bundles, kilobytes\n');
  printTable([
    ['', 'bytes / 1000', 'brotli'],
    ...bundles.map(({ name, bytes, compressedBytes }) => [
      name,
      (bytes / 1000).toFixed(1),
      (compressedBytes / 1000).toFixed(1),
    ]),
  ]);
  printVerdict(
    `first delivery at most ${targetMs} ms over the empty function`,
    over(firstDelivery),
    targetMs,
  );
}

await withBundles(compare);
