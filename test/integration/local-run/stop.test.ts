import { existsSync, readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { processTree, survivors } from './processes.ts';
import { writeSmallAssembly } from './small-assembly.ts';

const { directory } = writeSmallAssembly();
const runs: LocalRun[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) await run.kill();
});

async function start(command?: readonly [string, ...string[]]): Promise<{ run: LocalRun; tree: number[] }> {
  const run = await startLocalRun({
    args: ['--assembly', directory],
    ...(command !== undefined && { command }),
  });
  runs.push(run);
  await fetch(run.runtime.apiUrl);
  return { run, tree: processTree(run.process.pid ?? 0) };
}

function exitOf(run: LocalRun): Promise<number | null> {
  return new Promise(resolve => run.process.once('close', resolve));
}

it('writes the runtime file whole when it is ready and removes it at the stop', async () => {
  const { run } = await start();
  expect(Object.keys(JSON.parse(readFileSync(run.runtimeFile, 'utf8')))).toEqual([
    'apiUrl',
    'apiKey',
    'awsEndpointUrl',
    'region',
    'accessKeyId',
    'secretAccessKey',
    'eventBusName',
    'receiverUrl',
  ]);
  expect(await run.stop()).toBe(0);
  expect(existsSync(run.runtimeFile)).toBe(false);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it and all its children', async signal => {
  const { run, tree } = await start();
  // The run, the DynamoDB emulator, and a worker each for the consumer, the API and the key-maker.
  expect(tree.length).toBeGreaterThanOrEqual(5);
  const exited = exitOf(run);
  run.process.kill(signal);
  expect(await exited).toBe(0);
  expect(await survivors(tree, 2_000)).toEqual([]);
});

it('SIGTERM to npm ends it and all its children', async () => {
  const { run, tree } = await start(['npm', 'start', '--ignore-scripts', '--']);
  expect(tree.length).toBeGreaterThanOrEqual(6);
  run.process.kill('SIGTERM');
  expect(await survivors(tree, 8_000)).toEqual([]);
  expect(existsSync(run.runtimeFile)).toBe(false);
});

it('Ctrl-C, which reaches npm and the run, and the run once more from npm, ends all of it cleanly', async () => {
  const { run, tree } = await start(['npm', 'start', '--ignore-scripts', '--']);
  for (const pid of tree) process.kill(pid, 'SIGINT');
  expect(await survivors(tree, 8_000)).toEqual([]);
  expect(existsSync(run.runtimeFile)).toBe(false);
  expect(run.logs()).not.toContain('forced to stop');
});

it('kill -9 leaves no orphans', async () => {
  const { run, tree } = await start();
  await run.kill();
  expect(await survivors(tree, 5_000)).toEqual([]);
});
