import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorker, type Worker } from '../../../local/lambda/worker.ts';

/** Answers its clock, or what came of a call: over a kept-alive connection where there is one. */
const bundle = `
import { promises } from 'node:dns';
import { Agent, get } from 'node:http';
import { connect } from 'node:tls';
const agent = new Agent({ keepAlive: true });
const call = port => new Promise(resolve => {
  get({ host: '127.0.0.1', port, agent }, response => response.resume().on('end', () => resolve(response.statusCode)))
    .on('error', error => resolve(error.code));
});
const tls = port => new Promise(resolve => connect({ host: '127.0.0.1', port }).on('error', error => resolve(error.code)));
const resolve = name => new promises.Resolver({ timeout: 50, tries: 1 }).resolve4(name).then(() => 'found', error => error.code);
export const handler = async (event, context) => {
  if (event.hang) await new Promise(() => {});
  if (event.name) return resolve(event.name);
  if (event.tlsPort) return tls(event.tlsPort);
  if (event.port) return call(event.port);
  return { now: Date.now(), date: new Date().getTime(), given: new Date(5).getTime(), text: Date(), isDate: new Date() instanceof Date,
    remainingMs: context.getRemainingTimeInMillis(), environment: Object.keys(process.env).filter(name => name.startsWith('FAULT')) };
};
`;

const folder = mkdtempSync(join(tmpdir(), 'worker-hooks-'));
const output = openSync(join(folder, 'output.log'), 'a');
const hooks = new URL('../../../local/faults/worker-hooks.mjs', import.meta.url).href;
const servers: Server[] = [];
let aws = 0;
let receiver = 0;
let worker: Worker | undefined;

async function serve(): Promise<number> {
  const server = createServer((_, response) => response.end('ok'));
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  writeFileSync(join(folder, 'index.mjs'), bundle);
  aws = await serve();
  receiver = await serve();
});

afterEach(() => worker?.kill());

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

function start(environment: Record<string, string> = {}, timeoutMs = 5_000): Worker {
  worker = startWorker({
    definition: {
      name: 'f',
      arn: 'arn',
      roleArn: 'role',
      codePath: folder,
      handler: 'index.handler',
      timeoutMs,
      memoryMb: 128,
      environment: {},
      concurrency: undefined,
    },
    environment: { FAULT_OPEN_PORTS: `${aws}`, ...environment },
    output,
    imports: [hooks],
    onExit: () => {},
  });
  return worker;
}

async function ask(of: Worker, event: object) {
  const outcome = await of.invoke('r', JSON.stringify(event));
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
}

it.each([2_000, -2_000])(
  'sets the clock of a function wrong by %i ms, and nothing else of it',
  async skewMs => {
    const answer = await ask(start({ FAULT_CLOCK_SKEW_MS: `${skewMs}` }), {});
    expect(Math.abs(answer.now - skewMs - Date.now())).toBeLessThan(500);
    expect(Math.abs(answer.date - answer.now)).toBeLessThan(50);
    expect(Math.abs(Date.parse(answer.text) - answer.now)).toBeLessThan(1_050);
    expect([answer.given, answer.isDate, answer.environment]).toEqual([5, true, []]);
    expect(answer.remainingMs).toBeGreaterThan(4_500);
    expect(answer.remainingMs).toBeLessThanOrEqual(5_000);
  },
);

it('cuts a function off from everything but AWS, and lets it out again', async () => {
  const cut = start();
  expect([await ask(cut, { port: receiver }), await ask(cut, { port: aws })]).toEqual([200, 200]);
  cut.tell({ egress: 'down' });
  expect([await ask(cut, { port: receiver }), await ask(cut, { port: aws })]).toEqual(['ENETUNREACH', 200]);
  expect(await ask(cut, { tlsPort: receiver })).toBe('ENETUNREACH');
  expect(await ask(cut, { name: 'receiver.example.com' })).toBe('ECONNREFUSED');
  cut.tell({ egress: 'up' });
  expect(await ask(cut, { port: receiver })).toBe(200);
});

it('is told before its first invocation', async () => {
  const cut = start();
  cut.tell({ egress: 'down' });
  expect(await ask(cut, { port: receiver })).toBe('ENETUNREACH');
});

it('stands still once it is frozen, until its timeout ends it', async () => {
  const frozen = start({}, 400);
  await frozen.ready;
  const invocation = frozen.invoke('r', '{"hang":true}');
  frozen.freeze();
  expect(frozen.alive).toBe(false);
  expect(await invocation).toMatchObject({
    kind: 'functionError',
    payload: expect.stringContaining('Sandbox.Timedout'),
  });
  await frozen.ended;
});
