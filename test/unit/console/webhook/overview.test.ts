import { describe, expect, it } from 'vitest';
import { intervalText } from '../../../../console/src/webhook/overview/interval-text.ts';
import { durationOrNone, rateText } from '../../../../console/src/webhook/overview/number-text.ts';
import { readPeriod } from '../../../../console/src/webhook/overview/periods.ts';

describe('period in the address', () => {
  it.each([
    ['', '24h'],
    ['period=1h', '1h'],
    ['period=7d', '7d'],
    ['period=30d', '30d'],
    ['period=9y', '24h'],
  ])('of “%s” is %s', (address, period) => {
    expect(readPeriod(new URLSearchParams(address))).toBe(period);
  });
});

describe('names of intervals', () => {
  it('are hours in the zone of whoever looks', () => {
    const at = '2026-01-09T22:00:00.000Z';
    expect(intervalText('en', at, 'hour', 'Asia/Tokyo')).toEqual({ short: '07:00', long: 'Jan 10, 07:00' });
    expect(intervalText('ru', at, 'hour', 'Asia/Tokyo')).toEqual({ short: '07:00', long: '10 янв., 07:00' });
  });

  it('are times of day in an hour', () => {
    const at = '2026-01-09T22:05:00.000Z';
    expect(intervalText('en', at, 'five-minutes', 'Asia/Kolkata')).toEqual({ short: '03:35', long: '03:35' });
  });

  it('are days of UTC wherever one is', () => {
    const at = '2026-01-09T00:00:00.000Z';
    expect(intervalText('en', at, 'day', 'America/New_York')).toEqual({ short: 'Jan 9', long: 'Fri, Jan 9' });
  });
});

describe('numbers in words', () => {
  it('never say that all went well when something failed', () => {
    expect(rateText('en', 0.9999)).toBe('99.9%');
    expect([rateText('en', 1), rateText('en', 0), rateText('en', null)]).toEqual(['100%', '0%', '—']);
  });

  it('say of no calls that there is no duration', () => {
    expect([durationOrNone('en', 143), durationOrNone('en', null)]).toEqual(['143 ms', '—']);
  });
});
