import { hashOfKey, keyForm } from '../domain/api-key.ts';
import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { isOver, sessionTokenForm } from '../domain/portal.ts';
import { callerOfKey, callerOfSession } from './callers.ts';
import type { ApiDeps } from './deps.ts';
import { noteUse } from './note-use.ts';
import { Recent } from './recent.ts';

const scheme = /^bearer +(\S+)$/i;
/** RFC 6750 §3.1 */
const invalidToken = 'Bearer realm="finehook", error="invalid_token"';

function unauthenticated(detail: string, challenge = invalidToken): ProblemError {
  return new ProblemError('unauthenticated', detail, [], { wwwAuthenticate: challenge });
}

/** Finds who calls, by an `authorization` header. @throws ProblemError `unauthenticated` */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** The token that an `authorization` header carries, whatever it looks like. */
export function tokenOf(authorization: string | undefined): string | undefined {
  return scheme.exec(authorization ?? '')?.[1];
}

/** By an API key (`fhk_…`) or the session of a console's user (`fhs_…`). */
export function authenticator(deps: Pick<ApiDeps, 'keys' | 'portal' | 'now' | 'log'>): Authenticate {
  const keys = new Recent(hash => deps.keys.findByHash(hash), deps.now);
  const sessions = new Recent(hash => deps.portal.findSession(hash), deps.now);

  return authorization => {
    const text = tokenOf(authorization);
    // RFC 6750 §3.1: no error code when the request says nothing of a key.
    if (text === undefined) {
      throw unauthenticated('Send the header "authorization: Bearer fhk_…".', 'Bearer realm="finehook"');
    }
    return sessionTokenForm.test(text) ? bySession(text) : byKey(text);
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
}
