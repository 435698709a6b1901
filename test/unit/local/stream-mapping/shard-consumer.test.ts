import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { expect, it } from 'vitest';
import type { StreamMappingDefinition } from '../../../../local/cloudformation/run-plan.ts';
import type { InvocationAnswer } from '../../../../local/lambda/invoker.ts';
import type { Checkpoint } from '../../../../local/lambda/stream-mapping/checkpoints.ts';
import type { Discarded } from '../../../../local/lambda/stream-mapping/failure-record.ts';
import { parseFilter } from '../../../../local/lambda/stream-mapping/filter.ts';
import { consumeShard } from '../../../../local/lambda/stream-mapping/shard-consumer.ts';

const mapping: StreamMappingDefinition = {
  id: 'Mapping',
  functionName: 'f',
  streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/1',
  batchSize: 3,
  windowMs: 0,
  startingPosition: 'TRIM_HORIZON',
  filters: [],
  bisects: false,
  reportsItemFailures: false,
  maximumRetries: undefined,
  maximumAgeMs: undefined,
  failureQueueArn: undefined,
};
const error: InvocationAnswer = { kind: 'functionError', payload: '{}', error: 'Unhandled' };
const reported = (itemIdentifier: string): InvocationAnswer => ({
  kind: 'ok',
  payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier }] }),
});

const record = (SequenceNumber: string, key = 'a', second = 0): _Record => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber,
    Keys: { pk: { S: key } },
    ApproximateCreationDateTime: new Date(second * 1000),
  },
});

interface Run {
  /** What each read finds; after that the shard ends. */
  readonly reads: readonly (readonly _Record[] | Error)[];
  /** What the function answers to each invocation; after that it succeeds. */
  readonly answers?: readonly InvocationAnswer[];
  readonly mapping?: Partial<StreamMappingDefinition>;
  /** Milliseconds that pass at each wait for a change. */
  readonly waitMs?: number;
  readonly nowMs?: number;
  /** Aborts at this invocation. */
  readonly stopsAt?: number;
}

/** Runs a shard to its end; says what the function got, in sequence numbers, and what else happened. */
async function consume({ reads, answers = [], nowMs = 0, ...given }: Run) {
  let now = nowMs;
  const left = [...reads];
  const batches: string[][] = [];
  const limits: number[] = [];
  const checkpoints: Checkpoint[] = [];
  const discarded: Discarded[] = [];
  const pauses: number[] = [];
  const logged: string[] = [];
  const stopping = new AbortController();
  const ended = await consumeShard({
    mapping: { ...mapping, ...given.mapping },
    shardId: 'shard',
    functionArn: 'arn:f',
    reader: {
      async read(limit) {
        limits.push(limit);
        const found = left.shift() ?? 'end';
        if (found instanceof Error) throw found;
        return found;
      },
    },
    changes: {
      async wait(_, atMostMs) {
        now += given.waitMs ?? atMostMs ?? 0;
      },
      close: () => {},
    },
    invoker: {
      async invoke({ payload }) {
        const { Records }: { Records: { dynamodb: { SequenceNumber: string } }[] } = JSON.parse(payload);
        batches.push(Records.map(it => it.dynamodb.SequenceNumber));
        if (batches.length === given.stopsAt) stopping.abort();
        return answers[batches.length - 1] ?? { kind: 'ok', payload: 'null' };
      },
    },
    signal: stopping.signal,
    now: () => now,
    pause: async ms => {
      stopping.signal.throwIfAborted();
      pauses.push(ms);
      now += ms;
    },
    checkpoint: checkpoint => void checkpoints.push(checkpoint),
    discard: async it => void discarded.push(it),
    log: text => void logged.push(text),
  }).then(
    () => 'end',
    (reason: Error) => reason.name,
  );
  const told = discarded.map(({ records, condition, invocations, answer }) => ({
    numbers: records.map(it => it.sequenceNumber),
    condition,
    invocations,
    answer,
  }));
  return { batches, limits, checkpoints, discarded: told, pauses, logged, ended };
}

const after = (sequenceNumber: string) => ({ kind: 'after', sequenceNumber });

it('gives the function what a read finds, and remembers how far it has come', async () => {
  const run = await consume({ reads: [[record('1'), record('2')], [], [record('3')]] });
  expect(run.batches).toEqual([['1', '2'], ['3']]);
  expect(run.checkpoints.at(-1)).toEqual({ kind: 'end' });
  expect(run.checkpoints).toContainEqual(after('2'));
  expect(run.ended).toBe('end');
});

it('fills a batch within the window, which begins with its first record, and asks for no more than fit', async () => {
  const reads = [[], [record('1')], [record('2')], [record('3')], [record('4')], [], [record('5')]];
  const run = await consume({ reads, mapping: { windowMs: 2_000 }, waitMs: 500 });
  expect(run.batches).toEqual([
    ['1', '2', '3'],
    ['4', '5'],
  ]);
  expect(run.limits).toEqual([3, 3, 2, 1, 3, 2, 2, 1]);
  const passed = await consume({
    reads: [[record('1')], [], [], [record('2')]],
    mapping: { windowMs: 2_000 },
    waitMs: 2_000,
  });
  expect(passed.batches).toEqual([['1'], ['2']]);
});

it('leaves out what the filter refuses, and goes past it', async () => {
  const filters = [parseFilter('{"dynamodb":{"Keys":{"pk":{"S":["a"]}}}}')];
  const reads = [[record('1', 'b')], [record('2'), record('3', 'b')], [record('4', 'b')]];
  const run = await consume({ reads, mapping: { filters } });
  expect(run.batches).toEqual([['2']]);
  expect(run.checkpoints.filter(({ kind }) => kind === 'after')).toEqual(['1', '2', '3', '4'].map(after));
});

it('stays with a failing batch, and remembers nothing of it before it succeeds', async () => {
  const reads = [[record('1'), record('2')], [record('3')]];
  const run = await consume({ reads, answers: [error, { kind: 'throttled' }, error] });
  expect(run.batches).toEqual([['1', '2'], ['1', '2'], ['1', '2'], ['1', '2'], ['3']]);
  expect(run.pauses).toEqual([200, 400, 800]);
  expect(run.checkpoints[0]).toEqual(after('2'));
});

it('begins again at the lowest reported record', async () => {
  const reads = [[record('1'), record('2'), record('3')]];
  const run = await consume({
    reads,
    answers: [reported('2'), reported('3')],
    mapping: { reportsItemFailures: true },
  });
  expect(run.batches).toEqual([['1', '2', '3'], ['2', '3'], ['3']]);
  expect(run.checkpoints.slice(0, 3)).toEqual(['1', '2', '3'].map(after));
});

it('isolates a bad record by halving, in order, and tells who wants to know of it', async () => {
  const run = await consume({
    reads: [[record('1'), record('2'), record('3')]],
    // 1–3, 1–2, 1, 2, 2 (its one retry), 3
    answers: [error, error, { kind: 'ok', payload: 'null' }, error, error],
    mapping: { bisects: true, maximumRetries: 1 },
  });
  expect(run.batches).toEqual([['1', '2', '3'], ['1', '2'], ['1'], ['2'], ['2'], ['3']]);
  expect(run.discarded).toEqual([
    { numbers: ['2'], condition: 'RetryAttemptsExhausted', invocations: 2, answer: error },
  ]);
  expect(run.checkpoints.slice(0, 3)).toEqual(['1', '2', '3'].map(after));
});

it('gives up records that are too old: those never tried, and those that have failed too long', async () => {
  const run = await consume({
    nowMs: 100_000,
    reads: [[record('1', 'a', 10), record('2', 'a', 41)]],
    answers: Array.from({ length: 20 }, () => error),
    mapping: { maximumAgeMs: 60_000 },
  });
  // After 1,400 ms of waits the second is 60,400 ms old.
  expect(run.batches).toEqual([['2'], ['2'], ['2']]);
  expect(run.discarded).toEqual([
    { numbers: ['1'], condition: 'RecordAgeExceeded', invocations: 0, answer: undefined },
    { numbers: ['2'], condition: 'RecordAgeExceeded', invocations: 3, answer: error },
  ]);
});

it('makes two events of records that are too large for one', async () => {
  const large = (number: string): _Record => {
    const { dynamodb, ...rest } = record(number);
    return { ...rest, dynamodb: { ...dynamodb, NewImage: { text: { S: 'x'.repeat(3_200_000) } } } };
  };
  const run = await consume({ reads: [[large('1'), large('2'), record('3')]] });
  expect(run.batches).toEqual([['1'], ['2', '3']]);
});

it('reads again after an error', async () => {
  const reads = [new Error('not now'), [record('1')]];
  const run = await consume({ reads });
  expect(run.batches).toEqual([['1']]);
  expect(run.logged).toEqual(['cannot read shard: not now']);
  expect(run.pauses).toEqual([1_000]);
});

it('ends when told, keeps what the batch under way has done, and leaves the rest for the next run', async () => {
  const run = await consume({ reads: [[record('1'), record('2')], [record('3')]], stopsAt: 1 });
  expect(run.batches).toEqual([['1', '2']]);
  expect(run.checkpoints.at(-1)).toEqual(after('2'));
  expect(run.ended).toBe('AbortError');
  const failing = await consume({ reads: [[record('1')]], answers: [error], stopsAt: 1 });
  expect(failing.checkpoints).toEqual([]);
});
