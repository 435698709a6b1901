import { hashOfKey } from '../domain/api-key.ts';
import type { Caller } from '../domain/caller.ts';
import { ProblemError } from '../domain/errors.ts';
import { newPortalSession } from '../domain/portal.ts';
import type { CreatedSessionView, SessionInput, SessionView } from '../domain/wire/portal-schema.ts';
import { callerOfSession } from './callers.ts';
import type { ApiDeps } from './deps.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

function sessionView({ id, kind, name, companies, scopes, session }: Caller): SessionView {
  const { user, language, themeColor = null, returnUrl = null, names } = session?.access ?? {};
  const isPortal = session !== undefined && user !== undefined && language !== undefined;
  return {
    id,
    kind,
    name,
    companies: companies === '*' ? ['*'] : [...companies],
    scopes: [...scopes],
    portal: isPortal
      ? { user, language, themeColor, returnUrl, names: { ...names }, expiresAt: session.expiresAt }
      : null,
  };
}

/** A portal link's token is worth one session. @throws ProblemError `unauthenticated` */
export async function createSession(
  { body: { token } }: OperationRequest<SessionInput, unknown>,
  { portal, now, randomBytes }: Pick<ApiDeps, 'portal' | 'now' | 'randomBytes'>,
): Promise<Answer> {
  const link = await portal.takeLink(hashOfKey(token));
  if (link === undefined) {
    const detail = 'This link was used already, or has expired. Get a new one where you came from.';
    throw new ProblemError('unauthenticated', detail, [], {
      wwwAuthenticate: 'Bearer realm="finehook", error="invalid_token"',
    });
  }
  const { session, token: sessionToken } = newPortalSession(link, now(), randomBytes);
  await portal.addSession(session);
  return {
    status: 200,
    body: {
      token: sessionToken,
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
