import { describe, expect, it } from 'vitest';
import { ownHeaders, usableSecrets } from '../../../functions/domain/credentials.ts';

describe('usableSecrets', () => {
  it('leaves expired secrets out, to the millisecond', () => {
    const secrets = [{ value: 'whsec_b' }, { value: 'whsec_a', expiresAt: '2026-01-01T00:00:00.000Z' }];
    const expiry = Date.parse('2026-01-01T00:00:00.000Z');
    expect(usableSecrets({ secrets }, expiry - 1)).toEqual(secrets);
    expect(usableSecrets({ secrets }, expiry)).toEqual([{ value: 'whsec_b' }]);
  });
});

describe('ownHeaders', () => {
  const headers = { 'x-tenant': 'acme' };
  const secrets = [{ value: 'whsec_a' }];

  it.each([
    [undefined, { 'x-tenant': 'acme' }],
    // https://www.rfc-editor.org/rfc/rfc7617#section-2
    [
      { type: 'basic', username: 'Aladdin', password: 'open sesame' } as const,
      { 'x-tenant': 'acme', authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==' },
    ],
    // https://www.rfc-editor.org/rfc/rfc7617#section-2.1
    [
      { type: 'basic', username: 'test', password: '123£' } as const,
      { 'x-tenant': 'acme', authorization: 'Basic dGVzdDoxMjPCow==' },
    ],
    [
      { type: 'bearer', token: 'mF_9.B5f-4.1JqM' } as const,
      { 'x-tenant': 'acme', authorization: 'Bearer mF_9.B5f-4.1JqM' },
    ],
  ])('auth %j', (auth, expected) => {
    expect(ownHeaders({ secrets, headers, ...(auth === undefined ? {} : { auth }) })).toEqual(expected);
  });
});
