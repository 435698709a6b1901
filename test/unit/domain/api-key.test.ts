import { describe, expect, it } from 'vitest';
import { hashOfKey, newKeyText, shownPrefix } from '../../../functions/domain/api-key.ts';
import { covers } from '../../../functions/domain/caller.ts';
import { scopesOf } from '../../../functions/domain/key-role.ts';

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
    ['reader', 'deliveries:read directory:read event-types:read grants:read webhooks:read'],
    [
      'manager',
      'deliveries:read deliveries:resend directory:read event-types:read grants:read webhooks:read webhooks:write',
    ],
    ['publisher', 'directory:write event-types:read events:publish'],
    [
      'admin',
      'audit:read capacity:read deliveries:read deliveries:resend directory:read directory:write event-types:read event-types:write events:publish grants:read grants:write keys:read keys:write portal-links:create webhooks:read webhooks:write',
    ],
  ] as const)('as %s have these scopes, and may reveal secrets only when told so', (role, scopes) => {
    expect(scopesOf({ role, revealsSecrets: false })).toEqual(scopes.split(' '));
    expect(scopesOf({ role, revealsSecrets: true })).toEqual([...scopes.split(' '), 'secrets:reveal'].sort());
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
