import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { SmokeReceiverStack } from '../../lib/smoke-receiver-stack.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { lambda } from './local-run/small-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'smoke-'));
let receiver: LocalRun;
beforeAll(async () => {
  receiver = await startLocalRun({ args: ['--assembly', receiverAssembly()] });
}, 150_000);
afterAll(async () => {
  await receiver.stop();
  rmSync(folder, { recursive: true });
});

/** The smoke receiver's template as it is deployed, with what a local run needs besides: a bus, and somebody who makes keys. */
function receiverAssembly(): string {
  const directory = join(folder, 'cdk.out');
  const app = new App({ outdir: directory, context: cdkJson.context });
  new SmokeReceiverStack(app, 'FinehookSmokeReceiver');
  app.synth();
  const amend = (file: string, change: (content: Record<string, object>) => void) => {
    const content = JSON.parse(readFileSync(join(directory, file), 'utf8'));
    change(content);
    writeFileSync(join(directory, file), JSON.stringify(content));
  };
  const keyMaker = "export const handler = async () => ({ id: 'key_1', key: 'fhk_1' });";
  writeFileSync(join(directory, 'index.mjs'), keyMaker);
  amend('FinehookSmokeReceiver.assets.json', ({ files = {} }) =>
    Object.assign(files, {
      'key-maker': { source: { path: '.' }, destinations: { current: { objectKey: 'key-maker.zip' } } },
    }),
  );
  amend('FinehookSmokeReceiver.template.json', ({ Resources = {}, Outputs = {} }) => {
    Object.assign(Resources, {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'unused' } },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      KeyMaker: lambda('key-maker'),
    });
    Object.assign(Outputs, {
      EventBusName: { Value: { Ref: 'Bus' } },
      KeyMakerFunctionName: { Value: { Ref: 'KeyMaker' } },
    });
  });
  return directory;
}

async function smoke(...args: string[]): Promise<{ code: unknown; output: string }> {
  const runtimeFile = join(folder, 'runtime.json');
  writeFileSync(runtimeFile, JSON.stringify(inject('runtime')));
  const child = spawn('npm', ['run', '--silent', 'smoke', '--', '--runtime-file', runtimeFile, ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

it('passes against the local run, with the smoke receiver', async () => {
  const { code, output } = await smoke('--receiver-url', receiver.runtime.apiUrl);
  expect(output).toMatch(/Tests +5 passed \(5\)/);
  expect(code).toBe(0);
}, 200_000);

it('the smoke receiver lists calls to who knows their name, and nothing else', async () => {
  const { apiUrl } = receiver.runtime;
  const name = 'a'.repeat(32);
  const call = await fetch(`${apiUrl}/in/${name}?status=422`, { method: 'POST', body: '{"a":1}' });
  expect([call.status, await call.json()]).toEqual([422, {}]);
  const list = await fetch(`${apiUrl}/received?name=${name}`);
  expect(await list.json()).toMatchObject([{ name, method: 'POST', body: '{"a":1}' }]);
  const statusOf = async (path: string, init?: RequestInit) => (await fetch(apiUrl + path, init)).status;
  expect(await statusOf('/received')).toBe(400);
  expect(await statusOf('/received?name=a')).toBe(400);
  expect(await statusOf(`/in/${name.slice(1)}`)).toBe(404);
  expect(await statusOf('/')).toBe(404);
  expect(await statusOf(`/in/${name}`, { method: 'POST', body: 'x'.repeat(100_001) })).toBe(413);
});
