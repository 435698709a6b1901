import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, it } from 'vitest';
import { type LocalRun, LocalRunFailure, startLocalRun } from '../../support/local-run.ts';
import { writeSmallAssembly } from './small-assembly.ts';

const { directory } = writeSmallAssembly();
const runs: LocalRun[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) await run.stop();
});

async function start(...args: string[]): Promise<LocalRun> {
  const run = await startLocalRun({ args: ['--assembly', directory, ...args] });
  runs.push(run);
  return run;
}

/** What a start that must fail says. */
async function failure(...args: string[]): Promise<string> {
  try {
    runs.push(await startLocalRun({ args }));
  } catch (error) {
    if (!(error instanceof LocalRunFailure)) throw error;
    expect(error.exitCode).toBe(1);
    return error.output;
  }
  throw new Error('the run started');
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'local-run-data-'));
}

async function queueOf(run: LocalRun, QueueName: string) {
  const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey } = run.runtime;
  const sqs = new SQSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  return { sqs, QueueUrl };
}

it('keeps the API key and the queues over a kill -9', async () => {
  const data = folder();
  const before = await start('--data', data);
  const queue = await queueOf(before, 'Small-Kept');
  await queue.sqs.send(new SendMessageCommand({ QueueUrl: queue.QueueUrl, MessageBody: 'kept' }));
  await before.kill();

  const after = await start('--data', data, '--runtime-file', before.runtimeFile);
  expect(after.runtime.apiKey).toBe(before.runtime.apiKey);
  const kept = await queueOf(after, 'Small-Kept');
  const { Messages } = await kept.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: kept.QueueUrl, WaitTimeSeconds: 2 }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual(['kept']);
});

it('two runs in one checkout do not disturb each other', async () => {
  const [one, two] = await Promise.all([start(), start('--data', folder())]);
  const urls = [one, two].flatMap(({ runtime }) => [
    runtime.apiUrl,
    runtime.awsEndpointUrl,
    runtime.receiverUrl,
  ]);
  expect(new Set(urls).size).toBe(6);
  // nor has it a console
  expect(one.runtime.consoleUrl).toBeUndefined();
  expect(one.logs()).not.toContain('Console');
  expect(one.runtime.apiKey).not.toBe(two.runtime.apiKey);
  // the template of this run has no page about the API
  expect(one.logs()).not.toContain('/reference');
  await fetch(`${one.runtime.receiverUrl}/in/x`, { method: 'POST', body: '1' });
  expect(await (await fetch(`${two.runtime.receiverUrl}/received`)).json()).toEqual([]);
  await one.stop();
  expect((await fetch(two.runtime.apiUrl)).status).toBe(200);
});

it('refuses data and a runtime file that a live run has', async () => {
  const data = folder();
  const run = await start('--data', data);
  expect(await failure('--assembly', directory, '--data', data)).toContain(
    `the data in ${data} is in use by process ${run.process.pid}`,
  );
  expect(await failure('--assembly', directory, '--runtime-file', run.runtimeFile)).toContain(
    `its API answers at ${run.runtime.apiUrl}`,
  );
});

/** A server on a port whose two predecessors are free, too. */
async function takePort(): Promise<{ port: number; server: Server }> {
  for (;;) {
    const server = await listen(0);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const before = await Promise.allSettled([listen(port - 1), listen(port - 2)]);
    for (const one of before) if (one.status === 'fulfilled') await close(one.value);
    if (before.every(({ status }) => status === 'fulfilled')) return { port, server };
    await close(server);
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

it('names a port that is taken, and the option', async () => {
  const { port, server } = await takePort();
  expect(await failure('--assembly', directory, '--port', String(port))).toContain(
    `port ${port}, which the API needs, is taken by another program. Choose other ports: npm start -- --port N`,
  );
  expect(await failure('--assembly', directory, '--port', String(port - 2))).toContain(
    `port ${port}, which the receiver needs, is taken`,
  );
  await close(server);
});

it.each([
  [
    { Cache: { Type: 'AWS::ElastiCache::CacheCluster', Properties: {} } },
    'Cache is a AWS::ElastiCache::CacheCluster, which the local run does not know',
  ],
  [
    { Fifo: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } },
    'Fifo (AWS::SQS::Queue) has the property FifoQueue, which the local run does not know',
  ],
  [
    { Odd: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::ImportValue': 'x' } } } },
    'Odd.QueueName (Fn::ImportValue): the local run does not know this intrinsic function',
  ],
])('stops at a template that it does not understand, by name: %j', async (more, message) => {
  const other = writeSmallAssembly(more);
  expect(await failure('--assembly', other.directory)).toContain(message);
});

it('refuses an unknown option, and helps', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['local/start.ts', ...args], { encoding: 'utf8' });
  expect(run('--prot', '1')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: "Unknown option '--prot'. See npm start -- --help\n",
  });
  expect(execFileSync(process.execPath, ['local/start.ts', '--help'], { encoding: 'utf8' })).toContain(
    '--retry-delays 1,1,1,1',
  );
});
