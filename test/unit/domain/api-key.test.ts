import { describe, expect, it } from 'vitest';
import { covers, hashOfKey, newKeyText, shownPrefix } from '../../../functions/domain/api-key.ts';

const text = newKeyText(new Uint8Array(32).fill(1));

describe('API keys', () => {
  it('are 32 random bytes behind a prefix', () => {
    expect(text).toBe('fhk_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE');
    expect(shownPrefix(text)).toBe('fhk_AQEBAQ');
  });

  it('are stored as SHA-256', () => {
    // printf '%s' fhk_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE | sha256sum
    expect(hashOfKey(text)).toBe('f816e9c07cc8a4c83005a407e79bd17f0893cb7649c13b0df29c4c7c68dabb7c');
  });

  it.each([
    ['*', ['acme', 'globex'], true],
    [['acme', 'globex'], ['acme'], true],
    [['acme'], ['acme', 'globex'], false],
    [[], ['acme'], false],
    [['*'], ['acme'], false],
  ] as const)('companies %j cover %j: %s', (companies, companyIds, covered) => {
    expect(covers({ companies }, companyIds)).toBe(covered);
  });
});
