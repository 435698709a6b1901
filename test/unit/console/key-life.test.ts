import { describe, expect, it } from 'vitest';
import { companyIdsIn, expiryAfter, keyState, overlapHours } from '../../../console/src/keys/key-life.ts';
import { maxKeyOverlapHours } from '../../../functions/domain/wire/key-schema.ts';

const now = Date.parse('2026-01-10T00:00:00.000Z');

describe('the life of a key', () => {
  it.each([
    [null, 'valid'],
    ['2026-01-17T00:00:00.000Z', 'valid'],
    ['2026-01-16T23:59:59.999Z', 'endsSoon'],
    ['2026-01-10T00:00:00.001Z', 'endsSoon'],
    ['2026-01-10T00:00:00.000Z', 'expired'],
  ])('with the end %s is %s', (expiresAt, state) => {
    expect(keyState({ expiresAt }, now)).toBe(state);
  });

  it('ends after so many days, or never', () => {
    expect(expiryAfter(30, now)).toBe('2026-02-09T00:00:00.000Z');
    expect(expiryAfter(0, now)).toBeUndefined();
  });

  it('overlaps with the next one no longer than the service takes', () => {
    expect(Math.max(...overlapHours)).toBe(maxKeyOverlapHours);
  });
});

describe('ids of companies', () => {
  it('are read from a text, each once', () => {
    expect(companyIdsIn(' acme, globex\ninitech;acme ,')).toEqual(['acme', 'globex', 'initech']);
    expect(companyIdsIn(' ')).toEqual([]);
  });
});
