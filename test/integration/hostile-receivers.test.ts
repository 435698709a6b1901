import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { answerAttacks } from '../attack/answer-attacks.ts';
import { attackAnswers, attackTls } from '../attack/attack-answers.ts';
import { tlsAttacks } from '../attack/tls-attacks.ts';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { functionProcesses } from '../support/function-processes.ts';

const finehook = new Finehook(inject('runtime'));
const requestTimeoutMs = 2000;

const fast = answerAttacks.filter(({ lastsWholeTime }) => lastsWholeTime !== true);

/** `npm run attack` is the long version, with the slow ones and the worker under siege. */
describe('hostile receivers', () => {
  it('who answer with nonsense, floods or escape sequences harm nobody: checkUrl', async () => {
    const outcomes = await attackAnswers(finehook, fast, requestTimeoutMs);
    expect(outcomes).toHaveLength(fast.length);
    expect(outcomes.filter(({ isStopped }) => !isStopped)).toEqual([]);
  });

  it('whose TLS is not to be trusted get no request: checkUrl', async () => {
    const outcomes = await attackTls(finehook, tlsAttacks);
    expect(outcomes).toHaveLength(tlsAttacks.length);
    expect(outcomes.filter(({ isStopped }) => !isStopped)).toEqual([]);
  });
});

/** Constants that everybody may know, or texts so short that they occur by chance. */
const isTelling = (value: string) => value.length >= 6 && value !== 'Finehook';

describe("what a function's environment holds", () => {
  /** Everything that arrived. */
  let heard = '';
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.on('data', chunk => {
      heard += chunk.toString('latin1');
      const path = /^POST \/(\w+)/.exec(chunk.toString('latin1'))?.[1];
      if (path === 'ok') socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      if (path === 'no') socket.write('HTTP/1.1 500 No\r\ncontent-length: 2\r\n\r\nno');
      if (path === 'moved') socket.write('HTTP/1.1 302 Go\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n');
      if (path === 'cut') socket.resetAndDestroy();
    });
  });
  beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>(resolve => server.close(() => resolve())));

  it('goes into no request and into no record', async () => {
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const company = uniqueName('leaks');
    const urls = ['ok', 'no', 'moved', 'cut'].map(path => `http://127.0.0.1:${port}/${path}`);
    // Nobody listens there, and nobody may call there.
    urls.push('http://127.0.0.1:9/', 'https://10.0.0.1/');
    const ids: string[] = [];
    for (const url of urls.slice(0, -1)) ids.push((await finehook.webhookTo(company, { url })).id);
    await finehook.put({ companyId: company });
    const said: unknown[] = [];
    for (const id of ids) {
      const { body } = await until(
        () => finehook.api('GET', `/v1/webhooks/${id}/deliveries`),
        answer => answer.body.items[0]?.attempts.length > 0,
        `an attempt of ${id}`,
      );
      said.push(body);
    }
    for (const url of urls) said.push((await finehook.api('POST', '/v1/url-checks', { url })).body);
    const all = `${heard}\n${JSON.stringify(said)}`;
    expect(heard.match(/POST \/(ok|no|moved|cut) /g)?.length).toBeGreaterThanOrEqual(8);

    const processes = functionProcesses(finehook.runtime.awsEndpointUrl, '');
    const environments = processes.map(({ environment }) => environment);
    const names = environments.map(({ AWS_LAMBDA_FUNCTION_NAME: name = '' }) => name);
    expect(names.filter(name => /DeliveryWorker|Prober/.test(name)).length).toBeGreaterThanOrEqual(2);
    const values = new Set(environments.flatMap(environment => Object.values(environment)).filter(isTelling));
    expect(values.size).toBeGreaterThan(20);
    expect([...values].filter(value => all.includes(value))).toEqual([]);

    const ours = Object.values(networkInterfaces()).flatMap((addresses = []) =>
      addresses.filter(({ internal }) => !internal).map(({ address: one }) => one),
    );
    expect(
      [...ours, process.cwd(), 'x-amz', 'trace-id', 'traceparent'].filter(one => all.includes(one)),
    ).toEqual([]);
    expect(all).not.toMatch(/node:internal|\bat \S+ \(|index\.mjs/i);
  });
});
