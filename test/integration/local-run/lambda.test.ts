import { readFileSync } from 'node:fs';
import { GetQueueUrlCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { until } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { writeSmallAssembly } from './small-assembly.ts';

const { directory, batchesFile } = writeSmallAssembly();
let run: LocalRun;

beforeAll(async () => {
  run = await startLocalRun({
    args: ['--assembly', directory],
    env: { ...process.env, OF_THE_DEVELOPER: 'secret' },
  });
});

afterAll(() => run.stop());

/** Bodies of the batches that the consumer has had. */
async function batches(): Promise<string[][]> {
  const lines = readFileSync(batchesFile, 'utf8').trim().split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line).bodies);
}

async function send(...bodies: string[]): Promise<void> {
  const { awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey } = run.runtime;
  const sqs = new SQSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'Small-Queue' }));
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
}

it('deletes what succeeded of a batch and gets the rest again', async () => {
  await send('good-1', 'fail', 'good-2');
  const seen = await until(
    batches,
    all => all.flat().filter(body => body === 'fail').length >= 2,
    'the failed message again',
  );
  expect(seen.flat().filter(body => body.startsWith('good'))).toEqual(['good-1', 'good-2']);
});

it.each(['throw', 'exit', 'hang'])(
  'gets a batch again after %s, from a fresh or the same process',
  async fault => {
    await send(fault);
    await until(batches, all => all.flat().filter(body => body === fault).length >= 2, `${fault} twice`);
    await send(`after-${fault}`);
    await until(batches, all => all.flat().includes(`after-${fault}`), `after-${fault}`);
  },
);

const answerSchema = z.object({ calls: z.number(), environment: z.record(z.string(), z.string()) });

it('keeps state in a warm instance, gives it the template’s environment only, and survives its crash', async () => {
  const get = async () => answerSchema.parse(await (await fetch(run.runtime.apiUrl)).json());
  const fails = async (path: string) => {
    const response = await fetch(run.runtime.apiUrl + path);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  };
  const { calls } = await get();
  const { environment, ...second } = await get();
  expect(second.calls).toBe(calls + 1);
  expect(environment).toMatchObject({ TABLE: 'Small-Table', AWS_REGION: 'us-east-1' });
  expect(environment).not.toHaveProperty('OF_THE_DEVELOPER');
  expect(environment).not.toHaveProperty('HOME');
  await fails('/throw');
  expect((await get()).calls).toBe(calls + 3);
  await fails('/exit');
  expect((await get()).calls).toBe(1);
});

it.each([
  [10 * 1024 * 1024 + 1, 'Request Too Long'],
  [6 * 1024 * 1024, 'Request Entity Too Large'],
])('refuses a body of %i bytes', async (size, message) => {
  const response = await fetch(run.runtime.apiUrl, { method: 'POST', body: Buffer.alloc(size, 'x') });
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 413,
    body: { message },
  });
});

it('logs a readable line for each invocation', () => {
  expect(run.logs()).toMatch(/Small-Consumer [0-9a-f-]{36} [\d.]+ ms ok batch of \d+, 1 failed\n/);
  expect(run.logs()).toMatch(/Small-ApiFunction [0-9a-f-]{36} [\d.]+ ms ok GET \/ 200\n/);
  expect(run.logs()).toContain('Task timed out after 1.00 seconds');
});
