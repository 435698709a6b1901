import { describe, expect, it } from 'vitest';
import { decideAttempt } from '../../../functions/domain/decide-attempt.ts';

const retryDelaysMs = [5_000, 60_000, 900_000, 14_400_000];
const base = { retryDelaysMs, random: 0, attemptsInRun: 1 };

describe('decideAttempt', () => {
  it.each([200, 201, 202, 204, 299])('takes %i as delivered', status => {
    expect(decideAttempt({ ...base, attempt: { status, error: null } })).toEqual({ kind: 'delivered' });
  });

  it.each([
    [1, 0, { kind: 'retry', waitMs: 5_000, where: 'queue' }],
    [2, 0, { kind: 'retry', waitMs: 60_000, where: 'queue' }],
    [3, 0, { kind: 'retry', waitMs: 900_000, where: 'queue' }],
    [4, 0, { kind: 'retry', waitMs: 14_400_000, where: 'table' }],
    [5, 0, { kind: 'failed', disable: 'failures' }],
    [1, 0.5, { kind: 'retry', waitMs: 4_500, where: 'queue' }],
    [4, 0.999_999, { kind: 'retry', waitMs: 11_520_003, where: 'table' }],
  ])('attempt %i with chance %f', (attemptsInRun, random, decision) => {
    const attempt = { status: 500, error: null };
    expect(decideAttempt({ ...base, attemptsInRun, random, attempt })).toEqual(decision);
  });

  it.each([
    [900_000, 'queue'],
    [900_001, 'table'],
  ])('a wait of %i ms is spent in the %s', (delayMs, where) => {
    const attempt = { status: null, error: 'timeout' as const };
    const decision = decideAttempt({ attempt, attemptsInRun: 1, retryDelaysMs: [delayMs], random: 0 });
    expect(decision).toEqual({ kind: 'retry', waitMs: delayMs, where });
  });

  it.each(['timeout', 'dns', 'connect', 'tls', 'reset', 'address-blocked', 'too-large'] as const)(
    'tries again after %s',
    error => {
      expect(decideAttempt({ ...base, attempt: { status: null, error } })).toEqual({
        kind: 'retry',
        waitMs: 5_000,
        where: 'queue',
      });
    },
  );

  it.each([100, 301, 302, 308, 401, 403, 404, 408, 409, 411, 414, 416, 423, 429, 500, 503, 599])(
    'tries again after %i',
    status => {
      const error = status >= 300 && status < 400 ? 'redirect' : null;
      expect(decideAttempt({ ...base, attempt: { status, error } })).toEqual({
        kind: 'retry',
        waitMs: 5_000,
        where: 'queue',
      });
    },
  );

  it.each([400, 413, 415, 422])('%i fails the delivery at once and leaves the webhook alone', status => {
    expect(decideAttempt({ ...base, attempt: { status, error: null } })).toEqual({
      kind: 'failed',
      disable: null,
    });
  });

  it('410 disables the webhook at once', () => {
    expect(decideAttempt({ ...base, attempt: { status: 410, error: null } })).toEqual({
      kind: 'failed',
      disable: 'gone',
    });
  });
});
