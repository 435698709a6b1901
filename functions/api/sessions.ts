import { hashOfKey } from '../domain/api-key.ts';
import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { newPortalSession, newSessionToken } from '../domain/portal.ts';
import type { CreatedSessionView, SessionInput, SessionView } from '../domain/wire/portal-schema.ts';
import { callerOfSession } from './callers.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

function sessionView({ id, kind, name, companies, scopes, session }: Caller): SessionView {
  const {
    user,
    language,
    themeColor = null,
    returnUrl = null,
    project = null,
    names,
  } = session?.access ?? {};
  const isPortal = session !== undefined && user !== undefined && language !== undefined;
  return {
    id,
    kind,
    name,
    companies: companies === '*' ? ['*'] : [...companies],
    scopes: [...scopes],
    portal: isPortal
      ? { user, language, themeColor, returnUrl, project, names: { ...names }, expiresAt: session.expiresAt }
      : null,
  };
}

/** Whoever guesses it, and has the link, could have the session: so it is long. */
const retryKeyForm = /^[!-~]{32,255}$/;

/** For OpenAPI, as CommonMark. */
export const sessionRetry = {
  description:
    'Lets whoever has exchanged the link do so again for a minute, when the answer was lost: 32 to 255 visible ASCII characters that nobody can guess, such as a random UUID. Each exchange gives a new session, and ends the one before it.',
  pattern: retryKeyForm.source,
};

/** @throws ProblemError `invalid-request` */
function takerOf(retryKey: string | undefined): { readonly by?: string } {
  if (retryKey === undefined) return {};
  if (retryKeyForm.test(retryKey)) return { by: hashOfKey(retryKey) };
  throw new ProblemError(
    'invalid-request',
    'The header Idempotency-Key is not valid: send 32 to 255 visible ASCII characters that nobody can guess, such as a random UUID.',
  );
}

/** A portal link's token is worth one session. @throws ProblemError `unauthenticated`, `invalid-request` */
export async function createSession(
  { body: { token }, idempotencyKey }: OperationRequest<SessionInput, unknown>,
  { portal, now, randomBytes }: Pick<ApiDeps, 'portal' | 'now' | 'randomBytes'>,
): Promise<Answer> {
  const { text, hash } = newSessionToken(randomBytes);
  const taken = await portal.takeLink(hashOfKey(token), { sessionHash: hash, ...takerOf(idempotencyKey) });
  if (taken === undefined) {
    const detail = 'This link was used already, or has expired. Get a new one where you came from.';
    throw new ProblemError('unauthenticated', detail, [], {
      wwwAuthenticate: 'Bearer realm="finehook", error="invalid_token"',
    });
  }
  // What nobody has got is not to live on.
  if (taken.before !== undefined) await portal.endSession(taken.before);
  const session = newPortalSession(taken.link, hash, now(), randomBytes);
  await portal.addSession(session);
  return {
    status: 200,
    body: {
      token: text,
      session: sessionView(callerOfSession(session)),
    } satisfies CreatedSessionView,
  };
}

export async function getSession({ key: caller }: OperationRequest<unknown, unknown>): Promise<Answer> {
  return { status: 200, body: sessionView(caller) };
}

/** Signs a user of the console out; of other callers there is no session to end. */
export async function deleteSession(
  { key: { session } }: OperationRequest<unknown, unknown>,
  { portal }: Pick<ApiDeps, 'portal'>,
): Promise<Answer> {
  if (session !== undefined) await portal.endSession(session.hash);
  return { status: 204 };
}
