import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AsyncSettings, FunctionDefinition } from '../../../local/cloudformation/run-plan.ts';
import { openStore, type Store } from '../../../local/emulators/store.ts';
import type { FunctionPool } from '../../../local/lambda/function-pool.ts';
import { createInvoker, type Invoker } from '../../../local/lambda/invoker.ts';
import { functionError, type InvocationOutcome } from '../../../local/lambda/outcome.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:failures';
const invokers: Invoker[] = [];

beforeEach(() => void vi.useFakeTimers({ now: 1_790_856_000_000 }));
afterEach(() => {
  for (const invoker of invokers.splice(0)) invoker.close();
  vi.useRealTimers();
});

const ok: InvocationOutcome = { kind: 'ok', payload: 'null' };
const error = functionError('Error', 'always');

interface Run {
  /** What the function answers; after that the last one again. */
  readonly outcomes: readonly InvocationOutcome[];
  readonly settings?: AsyncSettings;
  readonly store?: Store;
  /** How often the queue refuses before it takes a message. */
  readonly queueFailures?: number;
}

function start({ outcomes, settings, store = openStore(), queueFailures = 0 }: Run) {
  const attempts: { requestId: string; payload: string; atMs: number }[] = [];
  const sent: { queueArn: string; record: { requestContext: object } }[] = [];
  const logged: string[] = [];
  let failures = queueFailures;
  const definition: FunctionDefinition = {
    name: 'f',
    arn: 'arn:f',
    roleArn: 'role',
    codePath: '/bundle',
    handler: 'index.handler',
    timeoutMs: 1_000,
    memoryMb: 128,
    environment: {},
    concurrency: undefined,
    ...(settings !== undefined && { asynchronous: settings }),
  };
  const pool: FunctionPool = {
    definition,
    concurrency: 1,
    warm: async () => {},
    async invoke(requestId, payload) {
      attempts.push({ requestId, payload, atMs: Date.now() - 1_790_856_000_000 });
      return outcomes[attempts.length - 1] ?? outcomes.at(-1) ?? ok;
    },
    close: () => {},
  };
  const invoker = createInvoker(new Map([['f', pool]]), {
    store,
    async sendToQueue(arn, body) {
      if (failures-- > 0) throw new Error('not now');
      sent.push({ queueArn: arn, record: JSON.parse(body) });
    },
    onInvocation: () => {},
    log: text => void logged.push(text),
  });
  invokers.push(invoker);
  const invoke = (payload: string) => invoker.invoke({ functionName: 'f', payload, invocationType: 'Event' });
  return {
    invoker,
    invoke,
    attempts,
    sent,
    logged,
    kept: () => [...store.all('lambda.asynchronous')].length,
  };
}

const hourMs = 3_600_000;

it.each([
  { retries: 0, times: [0] },
  { retries: 1, times: [0, 60_000] },
  { retries: 2, times: [0, 60_000, 180_000] },
  { retries: undefined, times: [0, 60_000, 180_000] },
])(
  'tries an asynchronous invocation again with MaximumRetryAttempts $retries',
  async ({ retries, times }) => {
    const run = start({ outcomes: [error], ...(retries !== undefined && { settings: { retries } }) });
    await run.invoke('{}');
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(run.attempts.map(({ atMs }) => atMs)).toEqual(times);
    expect(new Set(run.attempts.map(({ requestId }) => requestId)).size).toBe(1);
    expect(run.sent).toEqual([]);
    expect(run.kept()).toBe(0);
  },
);

it('tells the queue of an invocation that it gives up, again until the queue takes it', async () => {
  const settings = { retries: 1, failureQueueArn: queueArn };
  const run = start({ outcomes: [error], settings, queueFailures: 2 });
  await run.invoke('{"detail":1}');
  await vi.advanceTimersByTimeAsync(60_000);
  expect({ sent: run.sent, kept: run.kept() }).toEqual({ sent: [], kept: 1 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(run.sent).toEqual([
    {
      queueArn,
      record: expect.objectContaining({
        requestContext: {
          requestId: run.attempts[0]?.requestId,
          functionArn: 'arn:f:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 2,
        },
        requestPayload: { detail: 1 },
      }),
    },
  ]);
  expect(run.kept()).toBe(0);
  expect(run.logged.at(-1)).toBe(`f ${run.attempts[0]?.requestId}: given up, RetriesExhausted`);
});

it('gives up an invocation that finds no instance before it is too old', async () => {
  const settings = { maximumAgeMs: 60_000, failureQueueArn: queueArn };
  const run = start({ outcomes: [{ kind: 'throttled' }], settings });
  await run.invoke('{}');
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(run.attempts.map(({ atMs }) => atMs)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000]);
  expect(run.sent.map(({ record }) => record.requestContext)).toMatchObject([
    { condition: 'EventAgeExceeded', approximateInvokeCount: 0 },
  ]);
});

it('keeps an invocation that waits, or is under way, for the next run, with its id and its errors', async () => {
  const store = openStore();
  const before = start({ outcomes: [error], store });
  await before.invoke('{"detail":1}');
  await vi.advanceTimersByTimeAsync(30_000);
  before.invoker.close();
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(before.attempts).toHaveLength(1);

  const after = start({ outcomes: [error, error, ok], store });
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(after.attempts.map(({ payload }) => payload)).toEqual(['{"detail":1}', '{"detail":1}']);
  expect(after.attempts[0]?.requestId).toBe(before.attempts[0]?.requestId);
  expect(after.kept()).toBe(0);
});

it('does again what the end of a run has cut off', async () => {
  const store = openStore();
  const before = start({ outcomes: [error], settings: { retries: 0 }, store });
  await before.invoke('{}');
  // The instance is killed with the run, which looks like an error.
  const attempt = vi.advanceTimersByTimeAsync(0);
  before.invoker.close();
  await attempt;
  const after = start({ outcomes: [ok], store });
  await vi.advanceTimersByTimeAsync(hourMs);
  expect(after.attempts).toHaveLength(1);
});

it('forgets what is for a function that the template no longer has', async () => {
  const store = openStore();
  store.put('lambda.asynchronous', 'r1', {
    id: 'r1',
    functionName: 'gone',
    payload: '{}',
    acceptedAtMs: 0,
    dueAtMs: 0,
    errors: 0,
    throttles: 0,
  });
  const run = start({ outcomes: [ok], store });
  await vi.advanceTimersByTimeAsync(1_000);
  expect({ attempts: run.attempts, kept: run.kept() }).toEqual({ attempts: [], kept: 0 });
});

it('answers at once for an asynchronous invocation, a dry run and an unknown function', async () => {
  const run = start({ outcomes: [error] });
  const invoke = (functionName: string, invocationType: 'Event' | 'DryRun') =>
    run.invoker.invoke({ functionName, payload: '{}', invocationType });
  expect(await invoke('f', 'Event')).toEqual({ kind: 'ok', payload: '' });
  expect(run.kept()).toBe(1);
  expect(await invoke('f', 'DryRun')).toEqual({ kind: 'ok', payload: '' });
  expect(run.kept()).toBe(1);
  expect(await invoke('none', 'Event')).toEqual({ kind: 'notFound' });
});
