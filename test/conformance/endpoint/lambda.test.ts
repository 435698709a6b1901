import { GetFunctionCommand, InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterEach, expect, test } from 'vitest';
import type { InvocationResult } from '../../../local/emulators/aws-endpoint.ts';
import { accountId, refusal, region, startTestEndpoint, type TestEndpoint } from './test-endpoint.ts';

let run: TestEndpoint;
afterEach(() => run.close());

async function start(outcome: InvocationResult): Promise<void> {
  run = await startTestEndpoint({ outcome });
}
const text = (payload: Uint8Array | undefined): string => Buffer.from(payload ?? []).toString();

test('a function answers', async () => {
  await start({ kind: 'ok', payload: '{"b":2}' });
  const answer = await run.lambda.send(new InvokeCommand({ FunctionName: 'prober', Payload: '{"a":1}' }));
  expect([answer.StatusCode, answer.FunctionError, text(answer.Payload)]).toEqual([
    200,
    undefined,
    '{"b":2}',
  ]);
  expect(run.invocations).toEqual([
    { functionName: 'prober', payload: '{"a":1}', invocationType: 'RequestResponse' },
  ]);
});

test.each([
  ['prober'],
  [`arn:aws:lambda:${region}:${accountId}:function:prober`],
  [`${accountId}:function:prober`],
  ['prober:$LATEST'],
])('a function is called by %s', async FunctionName => {
  await start({ kind: 'ok', payload: 'null' });
  await run.lambda.send(new InvokeCommand({ FunctionName }));
  expect(run.invocations).toEqual([
    { functionName: 'prober', payload: '{}', invocationType: 'RequestResponse' },
  ]);
});

test.each([
  ['Event', 202],
  ['DryRun', 204],
] as const)('an invocation of type %s answers %d', async (InvocationType, statusCode) => {
  await start({ kind: 'ok', payload: '' });
  const answer = await run.lambda.send(new InvokeCommand({ FunctionName: 'sweeper', InvocationType }));
  expect([answer.StatusCode, text(answer.Payload)]).toEqual([statusCode, '']);
  expect(run.invocations.map(it => it.invocationType)).toEqual([InvocationType]);
});

test('the error of a function is not an error of the call', async () => {
  const payload = '{"errorType":"Error","errorMessage":"no"}';
  await start({ kind: 'functionError', payload, error: 'Unhandled' });
  const answer = await run.lambda.send(new InvokeCommand({ FunctionName: 'prober' }));
  expect([answer.StatusCode, answer.FunctionError, text(answer.Payload)]).toEqual([
    200,
    'Unhandled',
    payload,
  ]);
});

test.each<[InvocationResult, string, string]>([
  [
    { kind: 'notFound' },
    'ResourceNotFoundException',
    `Function not found: arn:aws:lambda:${region}:${accountId}:function:prober`,
  ],
  [{ kind: 'throttled' }, 'TooManyRequestsException', 'Rate Exceeded.'],
])('%j is refused as AWS does', async (outcome, name, message) => {
  await start(outcome);
  const call = run.lambda.send(new InvokeCommand({ FunctionName: 'prober' }));
  expect(await refusal(call)).toEqual({ name, message });
});

test('a payload that is not JSON, and an operation that is not there, are refused by name', async () => {
  await start({ kind: 'ok', payload: '' });
  const bad = run.lambda.send(new InvokeCommand({ FunctionName: 'prober', Payload: '{' }));
  expect((await refusal(bad)).name).toBe('InvalidRequestContentException');
  const other = await refusal(run.lambda.send(new GetFunctionCommand({ FunctionName: 'prober' })));
  expect(other.name).toBe('UnknownOperationException');
  expect(other.message).toContain('/2015-03-31/functions/prober');
});

test('functions are listed, though not to a function', async () => {
  run = await startTestEndpoint({ functionNames: () => ['prober', 'sweeper'] });
  const { Functions } = await run.lambda.send(new ListFunctionsCommand({}));
  expect(Functions).toEqual(
    ['prober', 'sweeper'].map(name => ({
      FunctionName: name,
      FunctionArn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    })),
  );
  run.endpoint.registerRole('ASIAHELD', { arn: 'arn:aws:iam::123456789012:role/held', statements: [] });
  const refused = await refusal(run.as('ASIAHELD').lambda.send(new ListFunctionsCommand({})));
  expect(refused.name).toBe('AccessDeniedException');
});
