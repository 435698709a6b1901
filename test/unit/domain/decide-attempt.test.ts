import { describe, expect, it } from 'vitest';
import { decideAttempt, isSuccess } from '../../../functions/domain/decide-attempt.ts';

const retryDelaysMs = [5_000, 60_000, 900_000, 14_400_000];
const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
const base = { retryDelaysMs, nowMs, random: 0, attemptsInRun: 1 };
const answered = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter });

describe('decideAttempt', () => {
  it.each([200, 201, 202, 204, 299])('takes %i as delivered', status => {
    expect(decideAttempt({ ...base, attempt: answered(status) })).toEqual({ kind: 'delivered' });
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
    const attempt = answered(500);
    expect(decideAttempt({ ...base, attemptsInRun, random, attempt })).toEqual(decision);
  });

  it.each([
    [900_000, 'queue'],
    [900_001, 'table'],
  ])('a wait of %i ms is spent in the %s', (delayMs, where) => {
    const attempt = answered(null);
    const decision = decideAttempt({ ...base, attempt, retryDelaysMs: [delayMs] });
    expect(decision).toEqual({ kind: 'retry', waitMs: delayMs, where });
  });

  it('tries again without a status', () => {
    expect(decideAttempt({ ...base, attempt: answered(null) })).toEqual({
      kind: 'retry',
      waitMs: 5_000,
      where: 'queue',
    });
  });

  it.each([100, 301, 302, 308, 401, 403, 404, 408, 409, 411, 414, 416, 423, 429, 500, 503, 599])(
    'tries again after %i',
    status => {
      expect(decideAttempt({ ...base, attempt: answered(status) })).toEqual({
        kind: 'retry',
        waitMs: 5_000,
        where: 'queue',
      });
    },
  );

  it.each([400, 413, 415, 422])('%i fails the delivery at once and leaves the webhook alone', status => {
    expect(decideAttempt({ ...base, attempt: answered(status) })).toEqual({
      kind: 'failed',
      disable: null,
    });
  });

  it('410 disables the webhook at once', () => {
    expect(decideAttempt({ ...base, attempt: answered(410) })).toEqual({
      kind: 'failed',
      disable: 'gone',
    });
  });

  it.each([
    [410, 1, { kind: 'retry', waitMs: 5_000, where: 'queue' }],
    [410, 5, { kind: 'failed', disable: null }],
    [500, 1, { kind: 'retry', waitMs: 5_000, where: 'queue' }],
    [500, 5, { kind: 'failed', disable: null }],
    [400, 1, { kind: 'failed', disable: null }],
    [204, 5, { kind: 'delivered' }],
  ])('%i at attempt %i of a URL that is the webhook’s no more', (status, attemptsInRun, decision) => {
    const facts = { ...base, attemptsInRun, attempt: answered(status), urlHasChanged: true };
    expect(decideAttempt(facts)).toEqual(decision);
  });
});

describe('Retry-After', () => {
  it.each([
    ['7', 0, { waitMs: 7000, where: 'queue' }],
    ['7', 0.5, { waitMs: 7350, where: 'queue' }],
    ['4', 0, { waitMs: 5000, where: 'queue' }],
    ['900', 0, { waitMs: 900_000, where: 'queue' }],
    ['901', 0, { waitMs: 901_000, where: 'table' }],
    ['9999999999', 0, { waitMs: 86_400_000, where: 'table' }],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 0, { waitMs: 60_000, where: 'queue' }],
    ['soon', 0, { waitMs: 5000, where: 'queue' }],
  ])('%s with chance %f: never earlier, at most a day', (retryAfter, random, wait) => {
    const attempt = answered(503, retryAfter);
    expect(decideAttempt({ ...base, random, attempt })).toEqual({ kind: 'retry', ...wait });
  });

  it('gives no sixth attempt', () => {
    const attempt = answered(429, '1');
    expect(decideAttempt({ ...base, attemptsInRun: 5, attempt }).kind).toBe('failed');
  });
});

describe('isSuccess', () => {
  it.each([
    [null, false],
    [199, false],
    [200, true],
    [299, true],
    [300, false],
  ])('%s: %s', (status, isIt) => {
    expect(isSuccess({ status })).toBe(isIt);
  });
});
