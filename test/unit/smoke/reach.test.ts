import { expect, it } from 'vitest';
import { readArguments } from '../../smoke/arguments.ts';
import { findReach } from '../../smoke/reach.ts';

const outputs = new Map([
  ['ApiUrl', 'https://hooks.example.com/'],
  ['EventBusName', 'Finehook-events-1'],
]);
const find = (args: string[], env: Record<string, string> = {}, given = outputs) =>
  findReach(readArguments(args), env, async stack => (stack === 'Hooks' ? given : new Map()));

const inAws = ['--stack', 'Hooks', '--receiver-url', 'https://receiver.example.com/'];

it('a stack is reached by its outputs, the operator says the rest', async () => {
  expect(await find(inAws, { FINEHOOK_API_KEY: 'fhk_1' })).toEqual({
    apiUrl: 'https://hooks.example.com/',
    apiKey: 'fhk_1',
    eventBusName: 'Finehook-events-1',
    receiverUrl: 'https://receiver.example.com/',
  });
});

it.each([
  [inAws, {}, 'FINEHOOK_API_KEY is not set; see --help'],
  [['--stack', 'Hooks'], { FINEHOOK_API_KEY: 'k' }, 'which receiver? --receiver-url URL; see --help'],
  [['--receiver-url', 'x'], { FINEHOOK_API_KEY: 'k' }, 'the stack Finehook has no output ApiUrl'],
])('%j with %j is refused', async (args, env, message) => {
  await expect(find(args, env)).rejects.toThrow(message);
});

it.each([
  [['now'], 'what is now? See --help'],
  [['--stack', 'a', '--runtime-file', 'b'], '--runtime-file and --stack exclude each other'],
])('%j is a wrong call', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});
