import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergePatch } from '../../../../client/cli/import-plan.ts';
import { fetchOf, runCli } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finehook-transfer-'));
});
afterAll(() => rm(folder, { recursive: true }));

function setup(name: string, companyId = 'acme', more: Record<string, unknown> = {}) {
  const filter = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId, projectIds: '*' }] }] };
  return { name, url: 'https://a.example/in', filter, format: 'standard', options: {}, ...more };
}

const fileOf = (...webhooks: object[]) => JSON.stringify({ version: 1, webhooks });

async function apiWith(...webhooks: object[]): Promise<MemoryApi> {
  const api = new MemoryApi();
  for (const webhook of webhooks) {
    expect((await api.send('POST', '/v1/webhooks', webhook)).status).toBe(201);
    api.nowMs += 1000;
  }
  return api;
}

const idOf = (api: MemoryApi, name: string) =>
  [...api.webhooks.states.values()].find(({ webhook }) => webhook.name === name)?.webhook.id ?? '';

describe('export', () => {
  it('writes what import takes, and names what cannot be read', async () => {
    const api = await apiWith(setup('A', 'acme', { headers: { 'x-a': '1' } }), setup('B', 'globex'));
    const file = join(folder, 'webhooks.json');
    const { code, out, err } = await runCli(api, ['export', '--file', file]);
    expect({ code, out }).toEqual({ code: 0, out: [`2 webhooks are in ${file}`] });
    expect(err).toEqual([`${idOf(api, 'A')} "A" has headers or auth: they are not in the file`]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      version: 1,
      webhooks: [setup('B', 'globex'), setup('A')],
    });
    const { sent, out: plan } = await runCli(api, ['import', '--file', file, '--json']);
    expect(sent).toEqual(['GET /v1/webhooks?limit=100']);
    expect(JSON.parse(plan.join()).steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('writes those of one company to standard output', async () => {
    const { out } = await runCli(await apiWith(setup('A'), setup('B', 'globex')), [
      'export',
      '--company',
      'acme',
    ]);
    expect(JSON.parse(out.join())).toEqual({ version: 1, webhooks: [setup('A')] });
  });
});

describe('import', () => {
  const wanted = fileOf(
    setup('A'),
    setup('B', 'acme', { url: 'https://b.example/in', options: { callsPerSecond: 5 } }),
    setup('A', 'globex'),
  );

  it('shows a plan, and changes nothing', async () => {
    const api = await apiWith(setup('A'), setup('B', 'acme', { options: { timeoutSeconds: 3 } }));
    const { code, out, err, sent } = await runCli(api, ['import', '--file', '-'], { input: wanted });
    expect({ code, err, sent }).toEqual({
      code: 0,
      err: ['Nothing is changed yet: --yes does it.'],
      sent: ['GET /v1/webhooks?limit=100'],
    });
    expect(out).toEqual([
      'STEP       NAME  COMPANIES  ID                              CHANGES',
      `unchanged  A     acme       ${idOf(api, 'A')}  -`,
      `update     B     acme       ${idOf(api, 'B')}  url,options`,
      'create     A     globex     -                               -',
    ]);
  });

  it('carries it out with --yes, and shows the secrets of new webhooks', async () => {
    const api = await apiWith(setup('A'), setup('B', 'acme', { options: { timeoutSeconds: 3 } }));
    const [a, b] = [idOf(api, 'A'), idOf(api, 'B')];
    const { code, out, err, sent } = await runCli(api, ['import', '--file', '-', '--yes'], { input: wanted });
    expect(code).toBe(0);
    expect(sent).toEqual([
      'GET /v1/webhooks?limit=100',
      `GET /v1/webhooks/${b}`,
      `PATCH /v1/webhooks/${b} {"url":"https://b.example/in","options":{"callsPerSecond":5,"timeoutSeconds":null}}`,
      `POST /v1/webhooks ${JSON.stringify(setup('A', 'globex'))}`,
    ]);
    expect(out.slice(0, 3)).toEqual([
      expect.stringMatching(/^STEP +NAME +ID +SECRET +FAILED$/),
      expect.stringMatching(new RegExp(`^unchanged  A     ${a}  - +-$`)),
      expect.stringMatching(new RegExp(`^update     B     ${b}  - +-$`)),
    ]);
    expect(out[3]).toMatch(/^create {5}A {5}whk_\w{26} {2}whsec_\S{44} {2}-$/);
    expect(err).toEqual([
      '1 of 3: unchanged "A"',
      '2 of 3: update "B"',
      '3 of 3: create "A"',
      'Secrets are shown this once.',
    ]);
    const again = await runCli(api, ['import', '--file', '-'], { input: wanted });
    expect(again).toMatchObject({ code: 0, err: [] });
  });

  it.each([
    ['before the webhook is read again', 'GET'],
    ['before it is changed', 'PATCH'],
  ])('leaves alone what somebody else changes %s', async (_, method) => {
    const api = await apiWith(setup('A'), setup('B'));
    const [a, b] = [idOf(api, 'A'), idOf(api, 'B')];
    const asIs = fetchOf(api);
    const meddling: typeof fetch = async (url, init = {}) => {
      if (String(url).endsWith(`/v1/webhooks/${a}`) && (init.method ?? 'GET') === method) {
        await api.send('PATCH', `/v1/webhooks/${a}`, { url: 'https://other.example/in' });
      }
      return asIs(url, init);
    };
    const input = fileOf(...['A', 'B'].map(name => setup(name, 'acme', { url: 'https://new.example/in' })));
    const argv = ['import', '--file', '-', '--yes', '--json'];
    const { code, out } = await runCli(api, argv, { input, fetch: meddling });
    expect(code).toBe(1);
    const failed = 'it was changed after the plan was made: import again';
    expect(JSON.parse(out.join()).steps).toEqual([
      { kind: 'update', name: 'A', id: a, failed },
      { kind: 'update', name: 'B', id: b },
    ]);
    const urls = [a, b].map(id => api.webhooks.states.get(id)?.webhook.url);
    expect(urls).toEqual(['https://other.example/in', 'https://new.example/in']);
  });

  it('goes on after a webhook that the API refuses, and ends with 1', async () => {
    const api = await apiWith();
    const refused = setup('A', 'acme', { url: 'https://127.0.0.1/in' });
    const argv = ['import', '--file', '-', '--yes', '--json'];
    const { code, out } = await runCli(api, argv, { input: fileOf(refused, setup('B')) });
    expect(code).toBe(1);
    expect(JSON.parse(out.join()).steps).toEqual([
      { kind: 'create', name: 'A', failed: expect.stringContaining('/url: ') },
      { kind: 'create', name: 'B', id: idOf(api, 'B'), secret: expect.stringMatching(/^whsec_/) },
    ]);
  });

  it.each([
    ['[]', 'standard input holds no JSON object'],
    ['{"webhooks":[]}', 'this is no file of finehook export: {"version":1,"webhooks":[…]}'],
    [
      fileOf({ ...setup('A'), secret: 'whsec_x' }),
      'webhooks[0] is no webhook: it has name, url and filter, and may have format, template, options',
    ],
    [fileOf(setup('B'), setup('B')), 'the file has two webhooks "B" in acme: give them different names'],
    [fileOf(setup('A')), 'there are two webhooks "A" in acme: rename one of them first'],
  ])('refuses %s', async (input, message) => {
    const api = await apiWith(setup('A'), setup('A'));
    const { code, err } = await runCli(api, ['import', '--file', '-', '--yes'], { input });
    expect({ code, err }).toEqual({ code: 2, err: [message] });
    expect(api.webhooks.states.size).toBe(2);
  });
});

it('a merge patch says what differs only', () => {
  const current = { a: 1, b: { c: 1, d: [1] }, e: 'x' };
  expect(mergePatch({ b: { d: [1], c: 1 }, a: 1, e: 'x' }, current)).toEqual({});
  expect(mergePatch({ a: 1, b: { d: [2] } }, current)).toEqual({ b: { d: [2], c: null }, e: null });
});
