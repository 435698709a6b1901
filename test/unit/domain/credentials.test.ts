import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../functions/domain/credentials.ts';
import { ownHeaders, usableSecrets, withoutCredentials } from '../../../functions/domain/credentials.ts';

import { attemptOf } from '../delivery-worker/worker-world.ts';

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

describe('withoutCredentials', () => {
  const attempt = attemptOf(200);
  const answering = (responseBody: string | null) => ({ ...attempt, responseBody });
  const of = (more: Partial<Credentials>): Credentials => ({ secrets: [], headers: {}, ...more });

  it.each<[string, Partial<Credentials>, string, string]>([
    ['a header', { headers: { 'x-key': 'key-of-acme' } }, 'k=key-of-acme;', 'k=[hidden];'],
    ['it twice', { headers: { 'x-key': 'key-of-acme' } }, 'key-of-acmekey-of-acme', '[hidden][hidden]'],
    ['a token', { auth: { type: 'bearer', token: 'tok-12345' } }, '"Bearer tok-12345"', '"Bearer [hidden]"'],
    [
      'basic auth',
      { auth: { type: 'basic', username: 'ada', password: 'pass:word' } },
      'Basic YWRhOnBhc3M6d29yZA== is ada pass:word',
      'Basic [hidden] is ada [hidden]',
    ],
    [
      'inside JSON',
      { headers: { 'x-key': 'a "quoted" \\ key' } },
      '{"k":"a \\"quoted\\" \\\\ key"}',
      '{"k":"[hidden]"}',
    ],
    [
      'the longer first',
      { headers: { a: 'secret-1', b: 'secret-12' } },
      'secret-12 secret-1',
      '[hidden] [hidden]',
    ],
    ['cut within it', { headers: { 'x-key': 'key-of-acme' } }, 'you sent key-of-ac', 'you sent [hidden]'],
    ['no short value', { headers: { 'x-tenant': 'acme-eu' } }, 'acme-eu', 'acme-eu'],
    ['no short beginning', { headers: { 'x-key': 'key-of-acme' } }, 'key-of-', 'key-of-'],
    ['nothing of others', { headers: { 'x-key': 'key-of-acme' } }, 'key-of-globex', 'key-of-globex'],
  ])('hides %s', (_, credentials, said, kept) => {
    expect(withoutCredentials(answering(said), of(credentials))).toEqual(answering(kept));
  });

  it('leaves an attempt as it is when there is nothing to hide', () => {
    const echoed = answering('key-of-acme');
    expect(withoutCredentials(echoed, of({}))).toBe(echoed);
    const silent = answering(null);
    expect(withoutCredentials(silent, of({ headers: { 'x-key': 'key-of-acme' } }))).toBe(silent);
  });
});
