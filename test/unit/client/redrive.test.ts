import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FunctionAnswer } from '../../../client/function-calls.ts';
import { help } from '../../../client/redrive/arguments.ts';
import { redrive } from '../../../client/redrive.ts';

let folder = '';
let runtimeFile = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redrive-'));
  runtimeFile = join(folder, 'runtime.json');
  const runtime = {
    awsEndpointUrl: 'http://127.0.0.1:1',
    region: 'r',
    accessKeyId: 'a',
    secretAccessKey: 's',
  };
  await writeFile(runtimeFile, JSON.stringify({ ...runtime, eventBusName: 'b' }));
});

afterAll(() => rm(folder, { recursive: true }));

function answerOf(counts: object): FunctionAnswer {
  const all = { sentBack: 0, dropped: 0, parked: 0, left: 0, isEmpty: false, ...counts };
  return { payload: JSON.stringify(all), failed: false };
}

async function run(args: readonly string[], answers: FunctionAnswer[] = [answerOf({ isEmpty: true })]) {
  const out: string[] = [];
  const err: string[] = [];
  const calls: string[] = [];
  const code = await redrive(args, {
    out: line => out.push(line),
    err: line => err.push(line),
    connect: () => ({
      stackOutputs: async stack => {
        calls.push(`outputs of ${stack}`);
        return new Map([['DeadLetterHandlerFunctionName', 'TheHandler']]);
      },
      functionNames: async () => ['Finehook-Api-1', 'Finehook-DeadLetterHandler-1'],
      invoke: async (functionName, payload) => {
        calls.push(`${functionName} ${payload}`);
        return answers.shift() ?? answerOf({ isEmpty: true });
      },
    }),
  });
  return { code, out, err, calls };
}

it('calls the handler of the stack until the queue is empty, and prints what it did in all', async () => {
  const answers = [
    answerOf({ sentBack: 200, dropped: 2 }),
    answerOf({ sentBack: 7, parked: 1, isEmpty: true }),
  ];
  expect(await run(['parking'], answers)).toEqual({
    code: 0,
    out: [
      'sent back  207',
      'dropped    2 (their webhooks are deleted)',
      'parked     1 (they name no webhook)',
      'left       0 (SQS did not take them)',
    ],
    err: [],
    calls: ['outputs of Finehook', 'TheHandler {"redrive":"parking"}', 'TheHandler {"redrive":"parking"}'],
  });
});

it('gives JSON for programs, and fails when something is left', async () => {
  const { code, out } = await run(['rules', '--json'], [answerOf({ sentBack: 1, left: 2, isEmpty: true })]);
  expect([code, out]).toEqual([1, ['{"sentBack":1,"dropped":0,"parked":0,"left":2}']]);
});

it('stops when a call gets nothing done', async () => {
  const { code, calls } = await run(['rules', '--function', 'F'], [answerOf({ left: 10 }), answerOf({})]);
  expect([code, calls]).toEqual([1, ['F {"redrive":"rules"}']]);
});

it('finds the handler of a local run by its name', async () => {
  const { code, calls } = await run(['rules', '--runtime-file', runtimeFile]);
  expect([code, calls]).toEqual([0, ['Finehook-DeadLetterHandler-1 {"redrive":"rules"}']]);
});

it('prints its help', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, out: [help], calls: [] });
});

it.each([
  { args: [], says: 'which queue? Known: parking, rules; see --help' },
  { args: ['all'], says: 'which queue? Known: parking, rules; see --help' },
  { args: ['rules', 'parking'], says: 'which queue? Known: parking, rules; see --help' },
  {
    args: ['rules', '--stack', 'x', '--runtime-file', 'y'],
    says: '--runtime-file and --stack exclude each other: a local run has no CloudFormation',
  },
])('$args is a wrong call', async ({ args, says }) => {
  expect(await run(args)).toMatchObject({ code: 2, out: [], err: [says], calls: [] });
});

it.each([
  {
    answer: { payload: '{"errorMessage":"no"}', failed: true },
    says: 'TheHandler refused: {"errorMessage":"no"}',
  },
  { answer: { payload: '{"sentBack":1}', failed: false }, says: 'TheHandler gave no counts: {"sentBack":1}' },
])('fails when the function says $answer.payload', async ({ answer, says }) => {
  expect(await run(['parking'], [answer])).toMatchObject({ code: 1, out: [], err: [says] });
});
