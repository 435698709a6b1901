import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../../client/cli/commands.ts';
import { commandHelp, overview } from '../../../../client/cli/help.ts';
import { sharedOptions } from '../../../../client/cli/parse-line.ts';
import { runCli } from '../../../support/cli-run.ts';
import { MemoryApi } from '../../../support/memory-api.ts';

const api = new MemoryApi();
let folder = '';
let runtimeFile = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'finehook-cli-'));
  runtimeFile = join(folder, 'runtime.json');
  await writeFile(runtimeFile, JSON.stringify({ apiUrl: 'http://local.example/', apiKey: 'fhk_local' }));
});

afterAll(() => rm(folder, { recursive: true }));

/** Where a list of webhooks is asked for, and with which key. */
async function reached(argv: readonly string[], env: Record<string, string>): Promise<string | undefined> {
  let request: string | undefined;
  const asked: typeof fetch = async (url, { headers } = {}) => {
    request = `${url} ${new Headers(headers).get('authorization')}`;
    return new Response('{"items":[],"nextCursor":null}');
  };
  const { code, err } = await runCli(api, ['webhooks', 'list', ...argv], { env, fetch: asked });
  return code === 0 ? request : err.join('\n');
}

describe('the table of commands', () => {
  it('gives no two commands the same name, and no command two options of the same name', () => {
    const names = commands.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    for (const command of commands) {
      const options = [...(command.words ?? []), ...(command.options ?? []), ...sharedOptions(command)];
      const known = options.map(({ name }) => name);
      expect(known, command.name).toEqual([...new Set(known)]);
    }
  });

  it.each(commands.map(command => [command.name, command] as const))(
    'shows the help of %s',
    async (name, command) => {
      const { code, out, sent } = await runCli(api, [...name.split(' '), '--help']);
      expect({ code, out, sent }).toEqual({ code: 0, out: [commandHelp(command)], sent: [] });
      expect(command.examples.every(example => example.startsWith(name))).toBe(true);
    },
  );

  it('fits into a terminal of 80 columns, but for examples', () => {
    const texts = [overview(commands), ...commands.map(commandHelp)];
    const wide = texts.flatMap(text => text.split('\n')).filter(line => line.length > 80);
    expect(wide.filter(line => !/^ {2}finehook /.test(line))).toEqual([]);
  });

  it.each([{ argv: [] }, { argv: ['--help'] }, { argv: ['-h'] }, { argv: ['help'] }])(
    'shows what there is for $argv',
    async ({ argv }) => {
      const { code, out } = await runCli(api, argv);
      expect({ code, out }).toEqual({ code: 0, out: [overview(commands)] });
    },
  );
});

it.each(['--help', '-h', 'help'])('shows what there is of a group for grants %s', async help => {
  const { code, out } = await runCli(api, ['grants', help]);
  const grants = commands.filter(({ name }) => name.startsWith('grants '));
  expect([code, out, grants.length]).toEqual([0, [overview(grants)], 3]);
});

describe('a wrong call', () => {
  it.each([
    [['hooks'], 'what shall be done? hooks: see finehook --help'],
    [
      ['grants', 'make'],
      'what shall be done? grants make: known are grants list, grants create, grants delete',
    ],
    [['webhooks', 'get'], '<webhookId> is needed: id of a webhook, whk_…'],
    [['webhooks', 'get', 'whk_1', 'whk_2'], 'whk_2 is a word too many; see --help'],
    [['webhooks', 'list', '--limit', '0'], '--limit is a whole number from 1 to 1000000'],
    [['webhooks', 'list', '--limit', '1', '--limit', '2'], '--limit is given twice'],
    [['webhooks', 'pause', 'whk_1', '--events', 'keep'], '--events keep: known are hold, drop'],
    [['keys', 'create', '--name', 'CI'], '--companies LIST is needed'],
    [['keys', 'create', '--name', ' ', '--companies', 'a'], '--name is empty'],
    [
      ['keys', 'create', '--name', 'CI', '--companies', 'a,,b'],
      '--companies is a list of names, separated by commas',
    ],
    [
      ['deliveries', 'list', '--webhook', 'w', '--from', 'yesterday'],
      '--from is a time such as 2026-01-31T12:00:00Z (RFC 3339)',
    ],
  ])('%j ends with 2, and nothing is sent', async (argv, message) => {
    expect(await runCli(api, argv)).toEqual({ code: 2, out: [], err: [message], sent: [] });
  });

  it('names an option that it does not know', async () => {
    const { code, err } = await runCli(api, ['webhooks', 'list', '--colour']);
    expect(code).toBe(2);
    expect(err.join()).toContain("Unknown option '--colour'");
  });
});

describe('where the API is', () => {
  const env = { FINEHOOK_URL: 'https://env.example', FINEHOOK_API_KEY: 'fhk_env' };
  const path = '/v1/webhooks?limit=50 Bearer';

  it('is said by the environment', async () => {
    expect(await reached([], env)).toBe(`https://env.example${path} fhk_env`);
  });

  it('takes a key with the line break of the file that it was read from', async () => {
    expect(await reached([], { ...env, FINEHOOK_API_KEY: 'fhk_env\n' })).toBe(
      `https://env.example${path} fhk_env`,
    );
  });

  it('is said by flags before it', async () => {
    const argv = ['--url', 'https://flag.example/', '--key', 'fhk_flag'];
    expect(await reached(argv, env)).toBe(`https://flag.example${path} fhk_flag`);
  });

  it('is said by the file of a local run before it, whose key a flag can replace', async () => {
    const argv = ['--runtime-file', runtimeFile];
    expect(await reached(argv, env)).toBe(`http://local.example${path} fhk_local`);
    expect(await reached([...argv, '--key', 'fhk_flag'], env)).toBe(`http://local.example${path} fhk_flag`);
  });

  it.each([
    [['--url', 'https://a.example'], {}, 'which API key? Give FINEHOOK_API_KEY or --key'],
    [
      ['--key', 'fhk_1'],
      {},
      'where is the API? Give --url or FINEHOOK_URL, or start a local run (npm start)',
    ],
    [['--url', 'a.example'], env, 'a.example is no URL of an API'],
    [
      ['--url', 'https://a.example', '--runtime-file', 'x'],
      env,
      '--url and --runtime-file exclude each other: the file says where the API is',
    ],
    [['--key', 'fhk_ключ'], env, 'the API key has characters that no key has'],
    [['--runtime-file', '/no/such'], env, '/no/such is not there: is the local run (npm start) on?'],
  ])('%j with %j is a wrong call', async (argv, given, message) => {
    expect(await reached(argv, given)).toBe(message);
  });
});

describe('for programs', () => {
  it('the answer is one JSON text, without notes', async () => {
    const { code, out, err } = await runCli(api, ['grants', 'list', '--company', 'acme', '--json']);
    expect({ code, out, err }).toEqual({ code: 0, out: ['{"items":[],"nextCursor":null}'], err: [] });
  });

  it('an error is the problem document on standard error', async () => {
    const { code, out, err } = await runCli(api, ['webhooks', 'get', 'whk_1', '--json']);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(JSON.parse(err.join())).toMatchObject({ code: 'not-found', status: 404, requestId: 'req-1' });
  });

  it('says in a line that nobody answers', async () => {
    const refused: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    };
    // A deletion is not tried again.
    const { code, err } = await runCli(api, ['webhooks', 'delete', 'whk_1'], { fetch: refused });
    expect({ code, err }).toEqual({
      code: 1,
      err: ['The API does not answer: fetch failed: connect ECONNREFUSED'],
    });
    const argv = ['webhooks', 'delete', 'whk_1', '--json'];
    expect(await runCli(api, argv, { fetch: refused })).toMatchObject({
      code: 1,
      err: ['{"code":"no-answer","detail":"fetch failed: connect ECONNREFUSED"}'],
    });
  });
});
