import { describe, expect, it } from 'vitest';
import type { RecordedAttempt } from '../../../../client/api/client.ts';
import { deliveryState, numberedAttempts } from '../../../../console/src/deliveries/delivery-status.ts';
import { attemptText, deliveryWords, stateText } from '../../../../console/src/deliveries/delivery-words.ts';
import { resendProgress } from '../../../../console/src/deliveries/resend-progress.ts';
import { resendRefusal } from '../../../../console/src/deliveries/resend-refusal.ts';

function attempt(run: number, changed: Partial<RecordedAttempt> = {}): RecordedAttempt {
  return {
    run,
    at: '2026-01-09T14:05:12.000Z',
    durationMs: 84,
    status: 500,
    error: null,
    errorDetail: null,
    responseBody: null,
    retryAfter: null,
    certificateExpiresAt: null,
    ...changed,
  };
}

const nowMs = Date.parse('2026-01-09T14:06:00.000Z');

function told(
  status: 'pending' | 'delivered' | 'failed' | 'held',
  runs: readonly number[],
  { run = 1, nextAttemptAt = null }: { run?: number; nextAttemptAt?: string | null } = {},
) {
  const attempts = runs.map(number => attempt(number));
  const state = deliveryState({ status, run, attempts, nextAttemptAt }, nowMs);
  const say = (['en', 'ru'] as const).map(language => {
    const words = [stateText(language, state, nowMs), attemptText(deliveryWords[language], state, 5)];
    return words.filter(Boolean).join(', ');
  });
  return [state.tone, ...say];
}

describe('how a delivery is, in words', () => {
  it.each([
    [told('pending', []), ['plain', 'Sending', 'Отправляется']],
    [
      told('pending', [1, 1], { nextAttemptAt: '2026-01-09T14:10:00.000Z' }),
      [
        'warn',
        'Next try in 4 minutes, 2 of 5 attempts failed',
        'Повтор через 4 минуты, неудачных попыток: 2 из 5',
      ],
    ],
    [
      told('pending', [1], { nextAttemptAt: '2026-01-09T14:06:04.000Z' }),
      ['warn', 'Next try now, 1 of 5 attempts failed', 'Повтор сейчас, неудачных попыток: 1 из 5'],
    ],
    [
      told('pending', [1, 1], { nextAttemptAt: '2026-01-09T14:06:00.000Z' }),
      ['warn', 'Sending, 2 of 5 attempts failed', 'Отправляется, неудачных попыток: 2 из 5'],
    ],
    [
      told('pending', [1, 1]),
      ['warn', 'Sending, 2 of 5 attempts failed', 'Отправляется, неудачных попыток: 2 из 5'],
    ],
    [told('delivered', [1, 1, 1]), ['good', 'Delivered, attempt 3 of 5', 'Доставлено, попытка 3 из 5']],
    [
      told('failed', [1, 1, 1, 1, 1]),
      ['bad', 'Not delivered, attempt 5 of 5', 'Не доставлено, попытка 5 из 5'],
    ],
    [told('held', []), ['warn', 'On hold', 'Отложено']],
  ])('says %j', (said, expected) => {
    expect(said).toEqual(expected);
  });

  it('counts the attempts of the run that counts', () => {
    expect(told('delivered', [1, 1, 1, 1, 1, 2], { run: 2 })[1]).toBe('Delivered, attempt 1 of 5');
    expect(told('pending', [1, 1, 1, 1, 1], { run: 2 })).toEqual(['plain', 'Sending', 'Отправляется']);
  });
});

describe('the attempts of a delivery', () => {
  it('are numbered within their run, newest first', () => {
    const numbers = numberedAttempts([1, 1, 2].map(run => attempt(run)));
    expect(numbers.map(({ attempt: { run }, number }) => [run, number])).toEqual([
      [2, 1],
      [1, 2],
      [1, 1],
    ]);
  });

  it('have no number in a run whose first ones are not kept', () => {
    const runs = [2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6];
    const numbers = numberedAttempts(runs.map(run => attempt(run))).map(({ number }) => number);
    expect(numbers.slice(0, 3)).toEqual([3, 2, 1]);
    expect(numbers.slice(-3)).toEqual([1, undefined, undefined]);
  });
});

describe('how far a resend has come', () => {
  const resend = {
    id: 'rsd_1',
    webhookId: 'whk_1',
    status: 'running',
    statuses: ['failed'],
    from: '2026-01-08T00:00:00.000Z',
    to: '2026-01-09T00:00:00.000Z',
    total: 412,
    sent: 127,
    skipped: 1,
    waitingSince: null,
    createdAt: '2026-01-09T00:00:00.000Z',
    updatedAt: '2026-01-09T00:00:00.000Z',
    finishedAt: null,
  } as const;

  it('is a part of what was counted', () => {
    expect(resendProgress(resend)).toEqual({ done: 128, total: 412, percent: 31 });
    expect(resendProgress({ ...resend, total: 100 })).toEqual({ done: 128, total: 128, percent: 100 });
    expect(resendProgress({ ...resend, total: 0, sent: 0, skipped: 0 }).percent).toBe(100);
  });

  it('is not known before anybody has counted', () => {
    expect(resendProgress({ ...resend, total: null }).percent).toBeNull();
    expect(resendProgress({ ...resend, total: null, status: 'completed' }).percent).toBe(100);
  });
});

describe('why a delivery cannot be sent again', () => {
  const health = {
    since: '2026-01-09T00:00:00.000Z',
    nextCheckAt: null,
    holdUntil: null,
    releasingSince: null,
    lastSuccessAt: null,
    lastFailureAt: null,
    certificateExpiresAt: null,
    heldCount: 0,
    hasMoreHeld: false,
  };
  const event = { id: '1', type: 'A', time: '2026-01-09T00:00:00Z', data: {} };
  const releasing = { ...health, releasingSince: '2026-01-09T00:00:00.000Z' };

  it.each([
    [resendRefusal({ status: 'active', health }, { status: 'failed', event }), undefined],
    [resendRefusal({ status: 'failing', health }, { status: 'delivered', event }), undefined],
    [resendRefusal({ status: 'active', health }, { status: 'pending', event }), 'pending'],
    [resendRefusal({ status: 'paused', health }, { status: 'failed', event }), 'paused'],
    [resendRefusal({ status: 'disabled', health }, { status: 'failed', event }), 'disabled'],
    [resendRefusal({ status: 'active', health }, { status: 'failed', event: null }), 'gone'],
    [resendRefusal({ status: 'failing', health }, { status: 'held', event }), 'held'],
    [resendRefusal({ status: 'active', health: releasing }, { status: 'held', event }), 'held'],
    [resendRefusal({ status: 'active', health }, { status: 'held', event }), undefined],
  ])('says %j', (refusal, expected) => {
    expect(refusal).toBe(expected);
  });
});
