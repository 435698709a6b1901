import { expect, it } from 'vitest';
import { callTimeoutMs, laneOf, unmeasured } from '../../../functions/domain/lane.ts';
import { webhookState } from '../../support/webhook-state.ts';

const slowSince = '2026-01-01T00:00:01.000Z';

it.each([
  [undefined, undefined, 'fast'],
  [10, undefined, 'fast'],
  [10.001, undefined, 'slow'],
  [undefined, slowSince, 'slow'],
  [1, slowSince, 'slow'],
])('a webhook with timeoutSeconds %s, found slow at %s, takes the %s lane', (timeoutSeconds, since, lane) => {
  const { webhook } = webhookState({
    options: timeoutSeconds === undefined ? {} : { timeoutSeconds },
    ...(since === undefined ? {} : { slowSince: since }),
  });
  expect(laneOf(webhook, 10_000)).toBe(lane);
});

it.each([
  [undefined, 60_000, 10_000],
  [2.5, 60_000, 2500],
  [30, 60_000, 30_000],
  [30, 12_345, 12_345],
  [undefined, 400, 400],
  [undefined, -1, 1],
])(
  'a call with timeoutSeconds %s in a function that ends in %i ms may take %i ms',
  (seconds, endsInMs, ms) => {
    const options = seconds === undefined ? {} : { timeoutSeconds: seconds };
    expect(callTimeoutMs({ options }, 10_000, endsInMs)).toBe(ms);
  },
);

it('forgets what was found, and nothing else', () => {
  const { webhook } = webhookState();
  expect(unmeasured({ ...webhook, slowSince })).toEqual(webhook);
});
