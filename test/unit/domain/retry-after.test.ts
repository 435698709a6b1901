import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../functions/domain/retry-after.ts';

const nowMs = Date.parse('2026-11-06T08:49:07.000Z');

it.each([
  [null, undefined],
  ['0', 0],
  ['120', 120_000],
  [' 120 ', 120_000],
  ['86400', 86_400_000],
  ['86401', 86_400_000],
  ['99999999999', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['', undefined],
  ['Fri, 06 Nov 2026 08:49:37 GMT', 30_000],
  ['Friday, 06-Nov-26 08:49:37 GMT', 30_000],
  ['Fri Nov  6 08:49:37 2026', 30_000],
  ['Fri, 06 Nov 2026 08:49:06 GMT', 0],
  ['Mon, 06 Nov 2034 08:49:37 GMT', 86_400_000],
  ['Fri, 36 Nov 2026 08:49:37 GMT', undefined],
  ['Fri, 06 Nov 2026 08:49:37 CET', undefined],
  ['2026-11-06T08:49:37Z', undefined],
  ['tomorrow', undefined],
])('%s: %s', (value, ms) => {
  expect(retryAfterMs(value, nowMs)).toBe(ms);
});
