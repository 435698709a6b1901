import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findProgram, MissingProgramError } from '../../../local/emulators/dynamodb/program.ts';
import { refusal, startTestEndpoint } from './test-endpoint.ts';

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

async function isGone(processId: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < 5_000; waitedMs += 10) {
    if (!isAlive(processId)) return true;
    await sleep(10);
  }
  return false;
}

test('the child does not outlive an endpoint that is killed', async () => {
  const script = new URL('./endpoint-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const processId = Number(String(line));
  expect(isAlive(processId)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isGone(processId)).toBe(true);
});

test('closing the endpoint ends the child', async () => {
  const run = await startTestEndpoint();
  const processId = run.endpoint.dynamoDbProcessId() ?? 0;
  await run.close();
  expect(isAlive(processId)).toBe(false);
});

test('a port that is taken is an error, and leaves no child', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect((await refusal(startTestEndpoint({ port }))).message).toContain('EADDRINUSE');
  server.close();
});

test('a platform without the emulator is told which package it needs', () => {
  const find = () =>
    findProgram('darwin', 'arm64', () => {
      throw new Error('not found');
    });
  expect(find).toThrow(MissingProgramError);
  expect(find).toThrow('run "npm install --no-save @dynoxide/darwin-arm64@1.2.1"');
});
