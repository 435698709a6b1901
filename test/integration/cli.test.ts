import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { finehook } from '../../client/cli/finehook.ts';
import { type Surroundings, surroundings } from '../../client/cli/surroundings.ts';
import { Finehook, uniqueName, until } from '../support/finehook.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../../client/cli/main.ts');
const fh = new Finehook(inject('runtime'));
const { apiUrl, apiKey, receiverUrl } = fh.runtime;
const env = { FINEHOOK_URL: apiUrl, FINEHOOK_API_KEY: apiKey };

/** Runs a command against the local run. */
async function cli(argv: readonly string[], world: Partial<Surroundings> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const lines = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await finehook(argv, { ...surroundings, ...lines, env, ...world });
  return { code, out, err };
}

/** Runs a command for its JSON. */
async function cliJson(...argv: readonly string[]) {
  const { code, out, err } = await cli([...argv, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  return JSON.parse(out.join());
}

async function createWebhook(name: string, query = '') {
  const listening = ['--events', 'TODO_MOVED', '--in', `${name}:*`];
  return cliJson(
    'webhooks',
    'create',
    '--name',
    name,
    '--receiver',
    `${receiverUrl}/in/${name}${query}`,
    ...listening,
  );
}

const publish = (name: string) =>
  cliJson('events', 'publish', '--type', 'TODO_MOVED', '--company', name, '--project', 'p1');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finehook-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('finehook as a program', () => {
  it('lists, ends with 0, and with 1 and 2 for what fails', async () => {
    const options = { env: { ...process.env, ...env }, cwd: folder };
    const { stdout } = await run(process.execPath, [main, 'webhooks', 'list', '--json'], options);
    expect(JSON.parse(stdout)).toHaveProperty('items');
    await expect(run(process.execPath, [main, 'webhooks', 'get', 'whk_no'], options)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Not found \(404\): .*\nWhat to do: /),
    });
    await expect(run(process.execPath, [main, 'webhooks'], options)).rejects.toMatchObject({ code: 2 });
  });
});

describe('finehook webhooks', () => {
  it('creates, shows, changes, pauses, enables, tests and deletes a webhook', async () => {
    const name = uniqueName('cli');
    const { id, secret } = await createWebhook(name);
    expect(secret).toMatch(/^whsec_/);
    expect(await cliJson('webhooks', 'get', id)).toMatchObject({ name, status: 'active', rule: 'live' });
    const renamed = await cliJson(
      'webhooks',
      'update',
      id,
      '--name',
      'New',
      '--options',
      '{"timeoutSeconds":5}',
    );
    expect(renamed).toMatchObject({ name: 'New', options: { timeoutSeconds: 5 } });
    expect(await cliJson('webhooks', 'pause', id)).toMatchObject({ status: 'paused' });
    expect(await cliJson('webhooks', 'enable', id)).toMatchObject({ status: 'active' });
    const tested = await cliJson('webhooks', 'test', id, '--type', 'TODO_MOVED');
    expect(tested.attempt).toMatchObject({ status: 200 });
    const history = await until(
      () => cliJson('webhooks', 'history', id),
      ({ items }) => items.length === 3,
      'three changes',
    );
    expect(history.items.map(({ change }: { change: string }) => change)).toEqual([
      'enabled',
      'paused',
      'created',
    ]);
    expect(await cliJson('webhooks', 'delete', id)).toEqual({ deleted: id });
  });
});

describe('finehook events and deliveries', () => {
  it('publishes an event, traces it, and shows its delivery', async () => {
    const name = uniqueName('cli');
    const { id } = await createWebhook(name);
    const { items } = await publish(name);
    const eventId: string = items[0].id;
    await fh.delivery(id, 'delivered', eventId);
    const trace = await cliJson('events', 'trace', eventId);
    expect(trace.webhooks).toMatchObject([{ id, name, deliveries: [{ status: 'delivered' }] }]);
    const listed = await cliJson('deliveries', 'list', '--webhook', id, '--status', 'delivered');
    expect(listed.items).toMatchObject([{ eventId, eventType: 'TODO_MOVED' }]);
    const shown = await cli(['deliveries', 'get', listed.items[0].id]);
    expect(shown.out).toContain(`event    TODO_MOVED ${eventId}`);
    const types = await cliJson('events', 'types', '--limit', '200');
    expect(types.items.map((type: { name: string }) => type.name)).toContain('TODO_MOVED');
  });
});

describe('finehook verify', () => {
  it('finds a call of the service valid, and one with another body not', async () => {
    const name = uniqueName('cli');
    const { secret } = await createWebhook(name);
    await publish(name);
    const [call] = await fh.receives(name, 1);
    const headers = Object.entries(call?.headers ?? {}).flatMap(([header, value]) => [
      '--header',
      `${header}: ${value}`,
    ]);
    const verify = (body = '') =>
      cli(['verify', '--payload', '-', '--secret', secret, ...headers], {
        readInput: async () => Buffer.from(body),
      });
    expect(await verify(call?.body)).toMatchObject({
      code: 0,
      out: ['valid', `webhook-id  ${call?.headers['webhook-id']}`, expect.stringMatching(/^signed at {3}\d/)],
    });
    expect(await verify(`${call?.body} `)).toMatchObject({ code: 1 });
  });
});

describe('finehook resend', () => {
  it('sends one delivery again, and the failed ones of a time', async () => {
    const name = uniqueName('cli');
    const { id } = await createWebhook(name, '?status=422');
    const before = new Date(Date.now() - 60_000).toISOString();
    await publish(name);
    const { id: deliveryId } = await fh.delivery(id, 'failed');
    await cliJson('webhooks', 'update', id, '--receiver', `${receiverUrl}/in/${name}`);
    const after = new Date(Date.now() + 60_000).toISOString();
    const window = ['--webhook', id, '--from', before, '--to', after, '--statuses', 'failed'];
    const { code, out, err } = await cli(['resend', ...window]);
    expect({ code, err: err.at(-1) }).toMatchObject({ code: 0, err: expect.stringMatching(/^sent \d/) });
    expect(out.slice(1)).toEqual(['status   completed', 'sent     1', 'skipped  0']);
    await fh.delivery(id, 'delivered');
    const again = await cliJson('resend', deliveryId);
    expect(again).toMatchObject({ id: deliveryId, run: 3 });
    await fh.receives(name, 3);
  });

  it('sends what a search finds again: an event, wherever it had failed', async () => {
    const [first, second] = [uniqueName('cli'), uniqueName('cli')];
    const listening = ['--events', 'TODO_MOVED', '--in', `${first}:*`];
    const ids = [];
    for (const receiver of [first, second]) {
      const url = `${receiverUrl}/in/${receiver}`;
      const create = ['webhooks', 'create', '--name', receiver, ...listening, '--receiver'];
      const { id } = await cliJson(...create, `${url}?status=422`);
      ids.push({ id, url });
    }
    await publish(first);
    let eventId = '';
    for (const { id, url } of ids) {
      ({ eventId } = await fh.delivery(id, 'failed'));
      await cliJson('webhooks', 'update', id, '--receiver', url);
    }
    const found = async () =>
      (await cliJson('deliveries', 'list', '--event', eventId, '--status', 'failed')).items;
    await until(found, ({ length }) => length === 2, 'both deliveries to be found');
    const { sent, refused } = await cliJson('resend', '--event', eventId);
    expect({ sent, refused }).toEqual({ sent: 2, refused: 0 });
    for (const { id } of ids) await fh.delivery(id, 'delivered', eventId);
    expect(await cliJson('resend', '--event', eventId)).toEqual({ sent: 0, refused: 0, items: [] });
  });
});

describe('finehook keys, grants and portal-link', () => {
  it('makes a key that works, rotates and revokes it', async () => {
    const company = uniqueName('cli');
    const { code, out } = await cli([
      'keys',
      'create',
      '--name',
      'CI',
      '--companies',
      company,
      '--role',
      'admin',
    ]);
    expect(code).toBe(0);
    const keyEnv = { ...env, FINEHOOK_API_KEY: out.join() };
    const { out: listed } = await cli(['keys', 'list', '--json'], { env: keyEnv });
    const { items } = JSON.parse(listed.join());
    expect(items).toMatchObject([{ name: 'CI', companies: [company], role: 'admin' }]);
    const rotated = await cliJson('keys', 'rotate', items[0].id);
    expect(rotated.key).toMatch(/^fhk_/);
    expect(await cliJson('keys', 'delete', rotated.id)).toEqual({ deleted: rotated.id });
  });

  it('creates, lists and takes back a grant', async () => {
    const [company, other] = [uniqueName('cli'), uniqueName('cli')];
    const grant = await cliJson('grants', 'create', '--company', company, '--to', other);
    expect((await cliJson('grants', 'list', '--company', company)).items).toEqual([grant]);
    expect(await cliJson('grants', 'delete', grant.id)).toEqual({ deleted: grant.id });
  });

  it('makes a link into the console', async () => {
    const who = ['--companies', uniqueName('cli'), '--user-id', 'u1', '--user-name', 'Ada'];
    const { code, out } = await cli(['portal-link', ...who]);
    expect(code).toBe(0);
    expect(out).toEqual([expect.stringMatching(/^https:\/\/console\.example\/#token=fhp_/)]);
  });
});

describe('finehook preview and why', () => {
  it('says which events a filter wants, and why a webhook has not got one', async () => {
    const name = uniqueName('cli');
    const condition = { op: 'eq', field: 'recordId', value: 'r1' };
    const companies = [{ companyId: name, projectIds: '*' }];
    const filter = { anyOf: [{ eventTypes: ['*'], companies, conditions: condition }] };
    const { code, out } = await cli(['preview', '--filter', JSON.stringify(filter)]);
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        expect.stringContaining(name),
        expect.any(String),
        '',
        `pattern  {"detail":{"companyId":["${name}"],"recordId":["r1"]}}`,
      ],
    });
    const all = await createWebhook(name);
    const picky = await cliJson(
      ...['webhooks', 'create', '--name', name, '--receiver', `${receiverUrl}/in/${name}-r1`],
      ...['--filter', JSON.stringify(filter)],
    );
    await publish(name);
    const { eventId } = await fh.delivery(all.id, 'delivered');
    const why = () => cliJson('why', picky.id, '--event', eventId);
    const known = await until(why, ({ outcome }) => outcome !== 'unknown-event', 'the event to be found');
    expect(known.verdict.misses[0].detail).toBe('eq does not hold: recordId has no value.');
  });
});

describe('finehook export and import', () => {
  it('brings a deleted webhook back by its file', async () => {
    const name = uniqueName('cli');
    const { id } = await createWebhook(name);
    const file = join(folder, `${name}.json`);
    await cliJson('export', '--company', name, '--file', file);
    expect(JSON.parse(await readFile(file, 'utf8')).webhooks).toMatchObject([{ name }]);
    expect((await cliJson('import', '--file', file)).steps).toMatchObject([{ kind: 'unchanged', id }]);
    await cliJson('webhooks', 'delete', id);
    const { steps } = await cliJson('import', '--file', file, '--yes');
    expect(steps).toMatchObject([{ kind: 'create', name, secret: expect.stringMatching(/^whsec_/) }]);
    expect(await cliJson('webhooks', 'get', steps[0].id)).toMatchObject({ name, rule: 'live' });
  });
});

describe('finehook listen', () => {
  it('forwards the events of a webhook to a server of this machine', async () => {
    const received: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: await text(request) });
      response.writeHead(202).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const name = uniqueName('cli');
    const { id } = await createWebhook(name);
    const argv = ['listen', '--webhook', id, '--forward', `http://127.0.0.1:${port}/`, '--interval', '1'];
    const listen = spawn(process.execPath, [main, ...argv], { env: { ...process.env, ...env } });
    const [out, ended] = [text(listen.stdout), once(listen, 'exit')];
    try {
      // What it says first comes when it knows what is there already.
      await once(listen.stderr, 'data');
      await publish(name);
      await until(
        async () => received,
        ({ length }) => length === 1,
        'a forwarded event',
      );
    } finally {
      listen.kill('SIGINT');
      server.close();
    }
    expect(await ended).toEqual([0, null]);
    const delivery = await fh.delivery(id, 'delivered');
    expect(await out).toMatch(new RegExp(`^\\S+  TODO_MOVED  ${delivery.id}  202  \\d+ ms\n$`));
    expect(received[0]?.headers['webhook-id']).toBe(delivery.id);
    // To the byte what the receiver of the webhook had.
    const [call] = await fh.receives(name, 1);
    expect(received[0]?.body).toBe(call?.body);
  });
});
