import { expect, it } from 'vitest';
import type { InvocationOutcome } from '../../../../local/lambda/outcome.ts';
import { type Batch, expiredCount, nextStep } from '../../../../local/lambda/stream-mapping/next-step.ts';

const record = (sequenceNumber: string, createdAtMs = 0) => ({ sequenceNumber, createdAtMs, json: '{}' });
const [a, b, c] = [record('1'), record('2'), record('3')];
const batch: Batch = { records: [a, b, c], failures: 0, tries: 0 };
const plain = { bisects: false, reportsItemFailures: false, maximumRetries: undefined };
const reporting = { ...plain, reportsItemFailures: true };

const error: InvocationOutcome = { kind: 'functionError', payload: '{}', error: 'Unhandled' };
const ok = (response: unknown = null): InvocationOutcome => ({
  kind: 'ok',
  payload: JSON.stringify(response),
});
const failures = (...itemIdentifiers: unknown[]) =>
  ok({ batchItemFailures: itemIdentifiers.map(itemIdentifier => ({ itemIdentifier })) });

it('is done when the function succeeds, whatever it answers, unless it reports failures', () => {
  expect(nextStep(batch, failures('2'), plain)).toEqual({ kind: 'done' });
  for (const answer of [ok(), ok({}), ok({ batchItemFailures: null }), failures()]) {
    expect(nextStep(batch, answer, reporting)).toEqual({ kind: 'done' });
  }
});

it('goes back to the lowest failed sequence number', () => {
  expect(nextStep(batch, failures('3', '2'), reporting)).toEqual({
    kind: 'retry',
    done: 1,
    batches: [{ records: [b, c], failures: 1, tries: 1 }],
    delayMs: 200,
  });
});

it.each([[''], [null], ['stranger']])('takes the failed identifier %j for a complete failure', identifier => {
  expect(nextStep(batch, failures(identifier), { ...reporting, bisects: true })).toEqual({
    kind: 'retry',
    done: 0,
    batches: [{ records: [a, b, c], failures: 1, tries: 1 }],
    delayMs: 200,
  });
});

it('waits twice as long each time, a minute at most', () => {
  const delays = [0, 1, 2, 8, 9, 50].map(tries => {
    const step = nextStep({ ...batch, tries, failures: tries }, error, plain);
    return step.kind === 'retry' ? step.delayMs : undefined;
  });
  expect(delays).toEqual([200, 400, 800, 51_200, 60_000, 60_000]);
});

it('counts no retry for a throttled invocation, and waits longer all the same', () => {
  for (const answer of [{ kind: 'throttled' }, { kind: 'notFound' }] as const) {
    expect(nextStep({ ...batch, failures: 2, tries: 3 }, answer, { ...plain, maximumRetries: 2 })).toEqual({
      kind: 'retry',
      done: 0,
      batches: [{ records: [a, b, c], failures: 2, tries: 4 }],
      delayMs: 1_600,
    });
  }
});

it('discards a batch when its retries are used up', () => {
  const twice = { ...plain, maximumRetries: 2 };
  expect(nextStep({ ...batch, failures: 1, tries: 1 }, error, twice)).toMatchObject({ kind: 'retry' });
  expect(nextStep({ ...batch, failures: 2, tries: 2 }, error, twice)).toEqual({
    kind: 'discard',
    done: 0,
    failures: 3,
    condition: 'RetryAttemptsExhausted',
  });
});

it('discards from the failed record on when there are no retries, and keeps what was done', () => {
  expect(nextStep(batch, failures('2'), { ...reporting, maximumRetries: 0 })).toEqual({
    kind: 'discard',
    done: 1,
    failures: 1,
    condition: 'RetryAttemptsExhausted',
  });
});

it('splits a batch in two without using up a retry, down to single records', () => {
  const bisecting = { ...plain, bisects: true, maximumRetries: 0 };
  expect(nextStep(batch, error, bisecting)).toEqual({
    kind: 'retry',
    done: 0,
    batches: [
      { records: [a, b], failures: 0, tries: 1 },
      { records: [c], failures: 0, tries: 1 },
    ],
    delayMs: 200,
  });
  expect(nextStep({ records: [c], failures: 0, tries: 1 }, error, bisecting)).toEqual({
    kind: 'discard',
    done: 0,
    failures: 1,
    condition: 'RetryAttemptsExhausted',
  });
});

it('counts the first records that are older than allowed', () => {
  const records = [record('1', 1_000), record('2', 2_000), record('3', 3_000)];
  expect([61_000, 61_001, 62_001, 63_001].map(now => expiredCount(records, 60_000, now))).toEqual([
    0, 1, 2, 3,
  ]);
  expect(expiredCount(records, undefined, 1e15)).toBe(0);
});
