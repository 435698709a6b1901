import { expect, it } from 'vitest';
import {
  type AsyncInvocation,
  asyncFailureRecord,
  asyncStep,
  isTooOld,
} from '../../../local/lambda/async-step.ts';
import { functionError } from '../../../local/lambda/outcome.ts';

const nowMs = 1_790_856_000_000;
const invocation: AsyncInvocation = {
  id: 'r1',
  functionName: 'f',
  payload: '{"detail":{"id":1}}',
  acceptedAtMs: nowMs,
  dueAtMs: nowMs,
  errors: 0,
  throttles: 0,
};
const error = functionError('Error', 'on purpose');
const throttled = { kind: 'throttled' } as const;

it('is done when the function succeeds', () => {
  expect(asyncStep(invocation, { kind: 'ok', payload: 'null' }, {}, nowMs)).toEqual({ kind: 'done' });
});

it('tries again a minute, then two minutes after an error, and no more', () => {
  const first = asyncStep(invocation, error, {}, nowMs);
  expect(first).toEqual({
    kind: 'retry',
    invocation: { ...invocation, errors: 1, dueAtMs: nowMs + 60_000 },
  });
  const second = asyncStep({ ...invocation, errors: 1 }, error, {}, nowMs);
  expect(second).toMatchObject({ invocation: { errors: 2, dueAtMs: nowMs + 120_000 } });
  expect(asyncStep({ ...invocation, errors: 2 }, error, {}, nowMs)).toEqual({
    kind: 'giveUp',
    condition: 'RetriesExhausted',
  });
});

it.each([0, 1, 2])('tries %i times again when told so', retries => {
  const kinds = [0, 1, 2].map(errors => asyncStep({ ...invocation, errors }, error, { retries }, nowMs).kind);
  expect(kinds).toEqual(Array.from({ length: 3 }, (_, errors) => (errors < retries ? 'retry' : 'giveUp')));
});

it('waits longer and longer while there is no instance, five minutes at most, and counts no error', () => {
  const waits = [0, 1, 8, 9, 30].map(throttles => {
    const step = asyncStep({ ...invocation, throttles, errors: 2 }, throttled, { retries: 2 }, nowMs);
    return step.kind === 'retry' ? [step.invocation.dueAtMs - nowMs, step.invocation.errors] : undefined;
  });
  expect(waits).toEqual([
    [1_000, 2],
    [2_000, 2],
    [256_000, 2],
    [300_000, 2],
    [300_000, 2],
  ]);
});

it('is too old after six hours, or as told', () => {
  const after = (ms: number, settings: { maximumAgeMs?: number }) =>
    isTooOld(invocation, settings, nowMs + ms);
  expect([after(21_600_000, {}), after(21_600_001, {})]).toEqual([false, true]);
  expect([after(60_000, { maximumAgeMs: 60_000 }), after(60_001, { maximumAgeMs: 60_000 })]).toEqual([
    false,
    true,
  ]);
});

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';

it('tells the destination of an exhausted invocation what AWS tells it', () => {
  const record = asyncFailureRecord(
    { ...invocation, errors: 2 },
    'RetriesExhausted',
    error,
    arn,
    new Date(nowMs + 1),
  );
  expect(JSON.parse(record)).toEqual({
    version: '1.0',
    timestamp: '2026-10-01T12:00:00.001Z',
    requestContext: {
      requestId: 'r1',
      functionArn: `${arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { detail: { id: 1 } },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage: 'on purpose' },
  });
});

it('has no response to tell of when an invocation grew too old', () => {
  const record = JSON.parse(
    asyncFailureRecord({ ...invocation, errors: 1 }, 'EventAgeExceeded', undefined, arn, new Date(nowMs)),
  );
  expect(record.requestContext).toMatchObject({ condition: 'EventAgeExceeded', approximateInvokeCount: 1 });
  expect(Object.keys(record)).toEqual(['version', 'timestamp', 'requestContext', 'requestPayload']);
});
