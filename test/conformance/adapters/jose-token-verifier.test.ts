import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JoseTokenVerifier, joseTokenVerifierOf } from '../../../functions/adapters/jose-token-verifier.ts';
import { memoryLog } from '../../support/memory-log.ts';
import {
  discoveryPath,
  keysPath,
  newSigningKey,
  type OidcIssuer,
  signedToken,
  startOidcIssuer,
  unsignedToken,
} from '../../support/oidc-issuer.ts';

const nowSeconds = Date.parse('2026-01-01T00:00:00Z') / 1000;
const key = newSigningKey();
const audience = 'finehook';
const undecided = { kind: 'undecided' };
const refused = (reason: string) => ({ kind: 'refused', reason });

let issuer: OidcIssuer;
let nowMs: number;
let warnings: string[];
let verifier: JoseTokenVerifier;

beforeEach(async () => {
  issuer = await startOidcIssuer(key);
  nowMs = nowSeconds * 1000;
  warnings = [];
  verifier = newVerifier();
});

afterEach(() => issuer.close());

function newVerifier(): JoseTokenVerifier {
  const log = memoryLog((level, message) => warnings.push(`${level}: ${message}`));
  return new JoseTokenVerifier({ issuer: issuer.url, audience, now: () => nowMs, log });
}

const claims = (more: object = {}) => ({
  iss: issuer.url,
  aud: audience,
  sub: 'u-1',
  exp: nowSeconds + 3600,
  ...more,
});
const verdict = (token: string) => verifier.verify(token);
const verdictOf = (more: object, header: Record<string, unknown> = {}) =>
  verdict(signedToken(claims(more), key, header));

const down: RequestListener = (_, response) => {
  response.writeHead(500).end();
};

describe('a token', () => {
  it('is good when its issuer made it for this service, and says what it claims', async () => {
    expect(await verdictOf({ companies: ['acme'] })).toEqual({
      kind: 'valid',
      claims: claims({ companies: ['acme'] }),
    });
    expect(issuer.asked).toEqual([discoveryPath, keysPath]);
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed by %s', async alg => {
    const other = newSigningKey(alg);
    issuer.published = [{ kty: 'new', n: 1 }, other.jwk];
    expect((await verdict(signedToken(claims(), other))).kind).toBe('valid');
  });

  it.each([
    ['an audience among others', { aud: ['other', audience] }, {}],
    ['30 seconds after its end, as clocks differ', { exp: nowSeconds - 29 }, {}],
    ['30 seconds before its beginning', { nbf: nowSeconds + 30 }, {}],
    ['as an access token', {}, { typ: 'at+jwt' }],
    ['without a type', {}, { typ: undefined }],
    ['without a key id, when one key fits', {}, { kid: undefined }],
  ])('is good with %s', async (_, more, header) => {
    expect((await verdictOf(more, header)).kind).toBe('valid');
  });

  it.each([
    ['issuer', { iss: 'https://evil.example/' }],
    ['issuer', { iss: undefined }],
    ['audience', { aud: 'other' }],
    ['audience', { aud: ['other'] }],
    ['audience', { aud: undefined }],
    ['expired', { exp: nowSeconds - 30 }],
    ['not-yet-valid', { nbf: nowSeconds + 31 }],
    ['claims', { exp: undefined }],
    ['claims', { exp: 'never' }],
    ['claims', { sub: undefined }],
  ])('is refused as "%s" with %j', async (reason, more) => {
    expect(await verdictOf(more)).toEqual(refused(reason));
  });

  it.each([
    ['type', { typ: 'logout+jwt' }],
    ['unknown-key', { kid: 'other' }],
    ['unknown-key', { alg: 'RS256' }],
    ['algorithm', { alg: 'HS256' }],
    ['malformed', { crit: ['exp2'], exp2: 1 }],
    ['malformed', { alg: 7 }],
  ])('is refused as "%s" with the header %j', async (reason, header) => {
    expect(await verdictOf({}, header)).toEqual(refused(reason));
  });

  it('is refused unsigned, or signed with what everybody knows', async () => {
    const { kid } = key;
    expect(await verdict(unsignedToken(claims(), { alg: 'none' }))).toEqual(refused('algorithm'));
    const publicKey = JSON.stringify(key.jwk);
    expect(await verdict(unsignedToken(claims(), { alg: 'HS256', kid }, publicKey))).toEqual(
      refused('algorithm'),
    );
    issuer.published = [{ kty: 'oct', kid, alg: 'HS256', k: Buffer.from('secret').toString('base64url') }];
    expect(await verdict(unsignedToken(claims(), { alg: 'HS256', kid }, 'secret'))).toEqual(
      refused('algorithm'),
    );
  });

  it('is refused when another key signed it, or somebody altered it', async () => {
    const forged = signedToken(claims(), newSigningKey(), { kid: key.kid });
    expect(await verdict(forged)).toEqual(refused('signature'));
    const [head, , tail] = signedToken(claims(), key).split('.');
    const altered = Buffer.from(JSON.stringify(claims({ companies: '*' }))).toString('base64url');
    expect(await verdict(`${head}.${altered}.${tail}`)).toEqual(refused('signature'));
  });

  it('brings no key of its own', async () => {
    const own = newSigningKey();
    const header = { jwk: own.jwk, jku: `${issuer.url}mine`, x5u: `${issuer.url}mine`, kid: own.kid };
    expect(await verdict(signedToken(claims(), own, header))).toEqual(refused('unknown-key'));
    expect(issuer.asked).toEqual([discoveryPath, keysPath]);
  });

  it.each(['', 'x', '..', 'a.b.c', 'e30.e30.', 'e30.e30.AA', `${'A'.repeat(20_000)}.e30.AA`])(
    'is refused when it is none: %#',
    async text => {
      expect(await verdict(text)).toEqual({ kind: 'refused', reason: expect.any(String) });
      expect(issuer.asked).toEqual([]);
    },
  );
});

describe('keys of the issuer', () => {
  it('are asked for once in ten minutes, by many at once too', async () => {
    await Promise.all([1, 2, 3].map(() => verdictOf({})));
    nowMs += 599_999;
    await verdictOf({});
    expect(issuer.asked).toHaveLength(2);
    nowMs += 1;
    await verdictOf({});
    expect(issuer.asked).toHaveLength(4);
  });

  it('that are new are found at once, but not by asking for each token', async () => {
    await verdictOf({});
    const rotated = newSigningKey();
    issuer.published.push(rotated.jwk);
    nowMs += 29_999;
    expect(await verdict(signedToken(claims(), rotated))).toEqual(refused('unknown-key'));
    expect(issuer.asked).toHaveLength(2);
    nowMs += 1;
    expect((await verdict(signedToken(claims(), rotated))).kind).toBe('valid');
    expect((await verdictOf({})).kind).toBe('valid');
    expect(issuer.asked).toHaveLength(4);
  });

  it('that are taken away work for ten minutes at most', async () => {
    await verdictOf({});
    issuer.published = [newSigningKey().jwk];
    nowMs += 599_999;
    expect((await verdictOf({})).kind).toBe('valid');
    nowMs += 1;
    expect(await verdictOf({})).toEqual(refused('unknown-key'));
  });

  it('that are known are good while the issuer is down; of others nobody can say', async () => {
    await verdictOf({});
    issuer.instead = down;
    nowMs += 600_000;
    expect((await verdictOf({})).kind).toBe('valid');
    expect(await verdict(signedToken(claims(), newSigningKey()))).toEqual(undecided);
    expect(await verdictOf({ aud: 'other' })).toEqual(refused('audience'));
    expect(issuer.asked).toHaveLength(3);
    expect(warnings).toEqual(['warn: the keys of the OpenID Connect issuer could not be read']);
    issuer.instead = undefined;
    nowMs += 9_999;
    expect(await verdict(signedToken(claims(), newSigningKey()))).toEqual(undecided);
    nowMs += 1;
    expect(await verdict(signedToken(claims(), newSigningKey()))).toEqual(refused('unknown-key'));
  });

  it.each<[string, RequestListener]>([
    ['an error', down],
    ['no JSON', (_, response) => response.end('<html>')],
    ['a redirect', (_, response) => response.writeHead(302, { location: keysPath }).end()],
    ['more than anybody has to read', (_, response) => response.end(`"${'x'.repeat(300_000)}"`)],
    ['a closed connection', request => request.socket.destroy()],
  ])('cannot be had from %s', async (_, instead) => {
    issuer.instead = instead;
    expect(await verdictOf({})).toEqual(undecided);
  });

  it.each([
    ['of another issuer', { issuer: 'https://evil.example/' }],
    ['without a place of keys', { jwks_uri: undefined }],
    ['with a place that is no URL', { jwks_uri: 'keys' }],
    ['with a place of another protocol', { jwks_uri: 'file:///keys' }],
  ])('are not taken from a document %s', async (_, discovery) => {
    issuer.discovery = discovery;
    expect(await verdictOf({})).toEqual(undecided);
    expect(issuer.asked).toEqual([discoveryPath]);
  });
});

it('without an issuer there is no verifier', () => {
  const log = memoryLog(() => {});
  expect(joseTokenVerifierOf({ issuer: '', audience: '', now: () => 0, log })).toBeUndefined();
});
