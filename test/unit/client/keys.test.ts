import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionAnswer } from '../../../client/function-calls.ts';
import { help } from '../../../client/keys/arguments.ts';
import { keys } from '../../../client/keys.ts';
import type { LocalRun } from '../../../client/local-run.ts';

const made = { id: 'key_1', key: 'fhk_secret' };
const good: FunctionAnswer = { payload: JSON.stringify(made), failed: false };
const create = ['create', '--name', 'CI', '--companies', 'acme, globex'];

let folder = '';
let runtimeFile = '';
const runtime = {
  awsEndpointUrl: 'http://127.0.0.1:4566',
  region: 'eu-west-1',
  accessKeyId: 'local',
  secretAccessKey: 'secret',
  eventBusName: 'LocalBus',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  runtimeFile = join(folder, 'runtime.json');
  await writeFile(runtimeFile, JSON.stringify(runtime));
});

afterAll(() => rm(folder, { recursive: true }));

async function run(
  args: readonly string[],
  answer = good,
  outputs: [string, string][] = [['KeyMakerFunctionName', 'TheKeyMaker']],
  functions = ['Finehook-Api-1', 'Finehook-KeyMaker-1'],
) {
  const out: string[] = [];
  const err: string[] = [];
  const calls: string[] = [];
  const connections: (LocalRun | undefined)[] = [];
  const code = await keys(args, {
    out: line => out.push(line),
    err: line => err.push(line),
    connect: local => {
      connections.push(local);
      return {
        stackOutputs: async stack => {
          calls.push(`outputs of ${stack}`);
          return new Map(outputs);
        },
        functionNames: async () => functions,
        invoke: async (functionName, payload) => {
          calls.push(`${functionName} ${payload}`);
          return answer;
        },
      };
    },
  });
  return { code, out, err, calls, connections };
}

describe('keys create', () => {
  it('finds the key-maker by the stack and prints the key alone on standard output', async () => {
    const { code, out, err, calls, connections } = await run(create);
    expect({ code, out }).toEqual({ code: 0, out: ['fhk_secret'] });
    expect(err).toEqual(['Key key_1 ("CI") is made. It is shown this once: keep it safe.']);
    expect(calls).toEqual([
      'outputs of Finehook',
      'TheKeyMaker {"operation":"create","companies":["acme","globex"],"name":"CI","role":"manager","revealSecrets":false}',
    ]);
    expect(connections).toEqual([undefined]);
  });

  it('gives JSON for programs', async () => {
    const { out, err } = await run([...create, '--json', '--stack', 'Other']);
    expect(out).toEqual([JSON.stringify(made)]);
    expect(err).toEqual([]);
  });

  it('asks the function that was named, in a local run too', async () => {
    const args = [
      'create',
      '--name',
      'all',
      '--companies',
      '*',
      '--function',
      'F',
      '--runtime-file',
      runtimeFile,
    ];
    const { calls, connections } = await run(args);
    expect(calls).toEqual([
      'F {"operation":"create","companies":["*"],"name":"all","role":"manager","revealSecrets":false}',
    ]);
    expect(connections).toEqual([
      {
        endpoint: runtime.awsEndpointUrl,
        region: runtime.region,
        credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
        eventBusName: 'LocalBus',
      },
    ]);
  });

  it('asks for a role and a key that may reveal secrets, when told so', async () => {
    const { calls } = await run([...create, '--function', 'F', '--role', 'reader', '--reveal-secrets']);
    expect(calls).toEqual([
      'F {"operation":"create","companies":["acme","globex"],"name":"CI","role":"reader","revealSecrets":true}',
    ]);
  });

  it('finds the key-maker of a local run by its name', async () => {
    const { code, out, calls } = await run([...create, '--runtime-file', runtimeFile]);
    expect({ code, out, calls }).toEqual({
      code: 0,
      out: ['fhk_secret'],
      calls: [
        'Finehook-KeyMaker-1 {"operation":"create","companies":["acme","globex"],"name":"CI","role":"manager","revealSecrets":false}',
      ],
    });
  });

  it.each([
    { functions: ['Api'], says: 'the local run has no function with KeyMaker in its name' },
    { functions: ['A-KeyMaker', 'B-KeyMaker'], says: 'say which one by --function: A-KeyMaker, B-KeyMaker' },
  ])('fails in a local run with $functions', async ({ functions, says }) => {
    const args = [...create, '--runtime-file', runtimeFile];
    expect(await run(args, good, [], functions)).toMatchObject({ code: 1, out: [], err: [says], calls: [] });
  });

  it('prints its help', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: [help], calls: [] });
  });

  it.each([
    { args: [], says: 'what shall be done? Known: create; see --help' },
    { args: ['delete'], says: 'what shall be done? Known: create; see --help' },
    { args: ['create', '--companies', '*'], says: '--name is needed' },
    { args: ['create', '--name', ' ', '--companies', '*'], says: '--name is needed' },
    { args: ['create', '--name', 'n'], says: "--companies is needed: companyIds by comma, or '*'" },
    {
      args: ['create', '--name', 'n', '--companies', 'a,'],
      says: "--companies is needed: companyIds by comma, or '*'",
    },
    { args: ['create', '--name', 'n', '--companies', 'a,*'], says: "--companies is '*' or a list, not both" },
    {
      args: [...create, '--runtime-file', 'x', '--stack', 'Other'],
      says: '--runtime-file and --stack exclude each other: a local run has no CloudFormation',
    },
    {
      args: [...create, '--function', 'F', '--runtime-file', '/nowhere/r.json'],
      says: '/nowhere/r.json is not there: is the local run (npm start) on?',
    },
  ])('$args is a wrong call', async ({ args, says }) => {
    expect(await run(args)).toMatchObject({ code: 2, out: [], err: [says], calls: [] });
  });

  it.each([
    {
      name: 'the stack is another’s',
      answer: good,
      outputs: [],
      says: 'the stack Finehook has no output KeyMakerFunctionName',
    },
    {
      name: 'the function refuses',
      answer: { payload: '{"errorMessage":"no"}', failed: true },
      says: 'TheKeyMaker refused: {"errorMessage":"no"}',
    },
    {
      name: 'there is no key',
      answer: { payload: '{"id":"key_1"}', failed: false },
      says: 'TheKeyMaker gave no key',
    },
  ])('fails when $name', async ({ answer, outputs, says }) => {
    expect(await run(create, answer, outputs)).toMatchObject({ code: 1, out: [], err: [says] });
  });
});
