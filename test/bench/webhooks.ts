import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Finehook } from '../support/finehook.ts';
import { startLocalRun } from '../support/local-run.ts';
import { percentile, printTable, printVerdict } from './statistics.ts';
import { createWebhooks } from './webhooks/create.ts';
import { CountingReceiver, type Deliveries, deliver } from './webhooks/deliver.ts';
import { processTimeMs } from './webhooks/process-time.ts';
import { CountedReconciler, type Round } from './webhooks/reconcile.ts';

/**
 * What very many webhooks cost: a creation while they grow (baseline: the first tenth), matching and delivery with few
 * (baseline) and with all of them, and a round of the rule-reconciler with everything in order and with rules missing.
 */

const targetRatio = 1.5;
const missingRules = 100;
/** So many webhooks are few. */
const few = 100;

const { values } = parseArgs({
  options: {
    webhooks: { type: 'string', default: '2000' },
    events: { type: 'string', default: '5000' },
  },
});
const count = Number(values.webhooks);
const events = Number(values.events);
if (!(Number.isInteger(count) && count >= 1000 && Number.isInteger(events) && events > 0)) {
  throw new Error('--webhooks is a whole number, 1000 or more, and --events one above 0');
}

function printCreations(ms: readonly number[], cpuMs: readonly number[]): void {
  const tenth = Math.floor(ms.length / 10);
  const parts: [string, number][] = [
    ['first tenth (baseline)', 0],
    ['middle', Math.floor((ms.length - tenth) / 2)],
    ['last tenth', ms.length - tenth],
  ];
  // The median of a creation says nothing of what goes on behind it, and CPU nothing of waiting: both.
  const cpuOf = (from: number) => ((cpuMs[from + tenth - 1] ?? 0) - (cpuMs[from] ?? 0)) / (tenth - 1);
  const row = ([name, from]: [string, number]) => [
    name,
    ...[0.5, 0.95].map(share => percentile(ms.slice(from, from + tenth), share).toFixed(1)),
    cpuOf(from).toFixed(1),
    (cpuOf(from) / cpuOf(0)).toFixed(2),
  ];
  console.log(`\n  Milliseconds of a creation, one at a time, ${ms.length} webhooks\n`);
  printTable([['', 'p50', 'p95', 'CPU of the whole run', 'ratio of CPU'], ...parts.map(row)]);
  const ratio = cpuOf(ms.length - tenth) / cpuOf(0);
  printVerdict(`the last tenth takes at most ${targetRatio} times the CPU of the first`, ratio, targetRatio);
}

function printDeliveries(rows: readonly (readonly [name: string, Deliveries])[]): void {
  const perSecond = (n: number, ms: number) => (n / (ms / 1000)).toFixed(0);
  console.log(`  Events a second, each wanted by one webhook\n`);
  printTable([
    ['', 'published and matched', 'delivered'],
    ...rows.map(([name, it]) => [name, perSecond(it.events, it.putMs), perSecond(it.events, it.deliveredMs)]),
  ]);
}

function printRounds(rounds: readonly (readonly [name: string, Round])[]): void {
  const operations = [...new Set(rounds.flatMap(([, { calls }]) => [...calls.keys()]))];
  console.log('\n  A round of the rule-reconciler: seconds, and calls of AWS\n');
  printTable([
    ['', 'seconds', 'mended', 'left over', ...operations],
    ...rounds.map(([name, { ms, drift, calls }]) => [
      name,
      (ms / 1000).toFixed(1),
      String(drift.missing + drift.wrong + drift.orphaned + drift.finished),
      String(drift.skipped),
      ...operations.map(operation => String(calls.get(operation) ?? 0)),
    ]),
  ]);
  console.log('');
}

// In memory the emulator of DynamoDB has no index of stream records, and each write takes longer than the one before.
const data = mkdtempSync(join(tmpdir(), 'bench-webhooks-'));
const run = await startLocalRun({ args: ['--data', data, '--rule-quota', String(count + 100)] });
const receiver = new CountingReceiver();
try {
  await receiver.start();
  const finehook = new Finehook(run.runtime);
  const { webhooks, ms, cpuMs } = await createWebhooks(finehook, count, receiver.url, () =>
    processTimeMs(run.process.pid ?? 0),
  );
  printCreations(ms, cpuMs);
  const measure = (some: typeof webhooks) => deliver(run.runtime, receiver, some, events);
  await measure(webhooks.slice(0, few));
  const ofFew = await measure(webhooks.slice(0, few));
  printDeliveries([
    [`to ${few} of the webhooks`, ofFew],
    [`to all ${count}`, await measure(webhooks)],
  ]);

  const reconciler = new CountedReconciler(run.runtime);
  const [first, ...others] = webhooks;
  if (first === undefined) throw new RangeError('there are no webhooks');
  const inOrder = await reconciler.run(first);
  await reconciler.removeRules(others.slice(0, missingRules));
  const mending = await reconciler.run(first);
  printRounds([
    ['all in order', inOrder],
    [`${missingRules} rules missing`, mending],
  ]);
  reconciler.close();
} finally {
  await run.stop();
  await receiver.stop();
  rmSync(data, { recursive: true, force: true });
}
