import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';

let run: LocalRun;
let consoleUrl: string;
beforeAll(async () => {
  const properties = ['console=true', 'consoleName=Acme hooks', 'consoleLogo=https://static.example/l.svg'];
  run = await startLocalRun({ args: properties.flatMap(property => ['--set', property]) });
  consoleUrl = run.runtime.consoleUrl ?? '';
}, 300_000);
afterAll(async () => {
  await run?.stop();
});

/** What every file of the console is answered with. */
const policy = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://static.example; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${consoleUrl}${path}`, { headers });
  const { date: _, connection: __, 'keep-alive': ___, ...others } = Object.fromEntries(response.headers);
  return { status: response.status, headers: others, body: await response.text() };
}

const file = (contentType: string, cacheControl: string, body: string) => ({
  status: 200,
  headers: {
    ...policy,
    'cache-control': cacheControl,
    'content-length': String(Buffer.byteLength(body)),
    'content-type': contentType,
    etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    'last-modified': expect.stringMatching(/ GMT$/),
  },
  body,
});

it('answers every page by the app, which is asked for each time', async () => {
  const page = await get('/');
  expect(page).toEqual(file('text/html', 'no-cache', page.body));
  expect(page.body).toMatch(/^<!doctype html>/);
  for (const path of ['/webhooks/whk_x', '/event-types/issue.created', '/v1']) {
    expect(await get(path)).toEqual(page);
  }
});

it('has the scripts and styles that the page names, to be kept for a year, and refuses others', async () => {
  const { body } = await get('/');
  const named = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThanOrEqual(1);
  for (const path of named) {
    const asset = await get(path);
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    expect(asset).toEqual(file(type, 'public, max-age=31536000, immutable', asset.body));
  }
  expect(await get('/assets/index-none.js')).toEqual({
    status: 403,
    headers: { ...policy, 'content-type': 'application/xml', 'content-length': expect.any(String) },
    body: expect.stringContaining('<Code>AccessDenied</Code>'),
  });
});

it('tells the app its name, logo and colour', async () => {
  const body = '{"name":"Acme hooks","logo":"https://static.example/l.svg","color":null,"nouns":{}}';
  expect(await get('/config.json')).toEqual(file('application/json', 'no-cache', body));
});

it('passes calls of the API on, as they would be answered there', async () => {
  const authorization = `Bearer ${run.runtime.apiKey}`;
  const passed = await get('/v1/session', { authorization });
  expect(passed).toMatchObject({ status: 200, headers: { 'cache-control': 'private, no-cache' } });
  expect(passed.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  const direct = await fetch(`${run.runtime.apiUrl}/v1/session`, { headers: { authorization } });
  expect(JSON.parse(passed.body)).toEqual(await direct.json());
  expect(JSON.parse(passed.body)).toMatchObject({ kind: 'key', name: 'local run' });
  expect(await get('/v1/session')).toMatchObject({ status: 401 });
  expect(JSON.parse((await get('/openapi.json')).body)).toMatchObject({ openapi: expect.any(String) });
  for (const path of ['/reference', '/problems/unauthorized']) {
    expect((await get(path)).status).toBe((await fetch(`${run.runtime.apiUrl}${path}`)).status);
  }
});

it('prints a link by which a sample user gets into this console, once', async () => {
  expect(run.logs()).toContain(`\n  Console       ${consoleUrl}\n`);
  const [, url = '', token] =
    /^ {2}Console \(signed in, works once\) {2}(\S+\/)#token=(\S+)$/m.exec(run.logs()) ?? [];
  expect(url).toBe(`${consoleUrl}/`);
  const exchange = () =>
    fetch(`${consoleUrl}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  const answer = await exchange();
  expect(await answer.json()).toMatchObject({
    session: {
      kind: 'session',
      companies: ['acme', 'globex'],
      scopes: expect.arrayContaining(['keys:write', 'secrets:reveal']),
      portal: { user: { id: 'sample-user', name: 'Alex' } },
    },
  });
  expect((await exchange()).status).toBe(401);
});
