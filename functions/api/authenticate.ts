import { hashOfKey, keyForm } from '../domain/api-key.ts';
import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { isOver, sessionTokenForm } from '../domain/portal.ts';
import { callerOfToken } from '../domain/token-caller.ts';
import type { TokenRefusal, TokenVerifier } from '../domain/token-verifier.ts';
import { callerOfKey, callerOfSession } from './callers.ts';
import type { ApiDeps } from './deps.ts';
import { noteUse } from './note-use.ts';
import { Recent } from './recent.ts';

const scheme = /^bearer +(\S+)$/i;
/** As RFC 7519 §3 has it: three parts. An API key has no dots. */
const jwtForm = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const keyPrefixed = /^fhk_/;
const notOurs = 'This is neither an API key (fhk_…) nor the token of a session (fhs_…).';
const noIssuer = 'This service takes no tokens of an issuer. Send an API key, fhk_….';
/** RFC 6750 §3.1 */
const invalidToken = 'Bearer realm="finehook", error="invalid_token"';

/** The issuer is asked again by then. */
const retryAfterSeconds = '10';

function unauthenticated(detail: string, challenge = invalidToken): ProblemError {
  return new ProblemError('unauthenticated', detail, [], { wwwAuthenticate: challenge });
}

/** What is wrong with a token, for whoever sent it. */
const refusals: Readonly<Record<TokenRefusal, string>> = {
  malformed: 'This token is not a signed JWT that can be read.',
  algorithm: 'This token is signed by an algorithm that is not taken: RS, PS, ES and EdDSA are.',
  'unknown-key': 'This token is signed with a key that its issuer does not publish.',
  signature: 'The signature of this token is not right.',
  type: 'This token is neither an ID token nor an access token.',
  issuer: 'This token is of another issuer.',
  audience: 'This token is not meant for this service: its "aud" names another.',
  expired: 'This token has expired. Get a new one.',
  'not-yet-valid': 'This token is not valid yet.',
  claims: 'This token lacks "sub" or "exp", or a time in it is not a number.',
};

/** Finds who calls, by an `authorization` header. @throws ProblemError `unauthenticated`, `forbidden`, `temporarily-unavailable` */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** The token that an `authorization` header carries, whatever it looks like. */
export function tokenOf(authorization: string | undefined): string | undefined {
  return scheme.exec(authorization ?? '')?.[1];
}

type Deps = Pick<ApiDeps, 'keys' | 'portal' | 'tokens' | 'tokenClaims' | 'now' | 'log'>;

/** By an API key (`fhk_…`), the session of a console's user (`fhs_…`), or, where an issuer is set up, one of its tokens (a JWT). */
export function authenticator(deps: Deps): Authenticate {
  const keys = new Recent(hash => deps.keys.findByHash(hash), deps.now);
  const sessions = new Recent(hash => deps.portal.findSession(hash), deps.now);

  return authorization => {
    const text = tokenOf(authorization);
    // RFC 6750 §3.1: no error code when the request says nothing of a key.
    if (text === undefined) {
      throw unauthenticated('Send the header "authorization: Bearer fhk_…".', 'Bearer realm="finehook"');
    }
    if (sessionTokenForm.test(text)) return bySession(text);
    if (keyPrefixed.test(text)) return byKey(text);
    if (!jwtForm.test(text)) throw unauthenticated(notOurs);
    if (deps.tokens === undefined) throw unauthenticated(noIssuer);
    return byToken(deps.tokens, text);
  };

  async function byKey(text: string): Promise<Caller> {
    const key = keyForm.test(text) ? await keys.find(hashOfKey(text)) : undefined;
    if (key === undefined) throw unauthenticated('This API key is not known.');
    if (key.expiresAt !== undefined && isOver({ expiresAt: key.expiresAt }, deps.now())) {
      throw unauthenticated(`This API key expired at ${key.expiresAt}.`);
    }
    const used = await noteUse(deps, key);
    if (used !== key) keys.replace(key.hash, used);
    return callerOfKey(key);
  }

  async function bySession(text: string): Promise<Caller> {
    const session = await sessions.find(hashOfKey(text));
    if (session === undefined || isOver(session, deps.now())) {
      throw unauthenticated('This session has ended. Get a new portal link where you came from.');
    }
    return callerOfSession(session);
  }

  async function byToken(tokens: TokenVerifier, text: string): Promise<Caller> {
    const verdict = await tokens.verify(text);
    if (verdict.kind === 'valid') return callerOfToken(verdict.claims, deps.tokenClaims);
    if (verdict.kind === 'refused') throw unauthenticated(refusals[verdict.reason]);
    throw new ProblemError(
      'temporarily-unavailable',
      'The issuer of this token does not tell its keys just now. Nothing was changed. Try again in a few seconds; API keys work meanwhile.',
      [],
      { retryAfter: retryAfterSeconds },
    );
  }
}
