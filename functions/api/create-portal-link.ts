import { portalLinkChange } from '../domain/audit/audited-portal-link.ts';
import { ProblemError } from '../domain/errors.ts';
import { newPortalLink, type PortalAccess } from '../domain/portal.ts';
import { keySetupOf } from '../domain/wire/key-view.ts';
import type { PortalLinkInput, PortalLinkView } from '../domain/wire/portal-schema.ts';
import type { ApiDeps } from './deps.ts';
import { checkReach } from './find-key.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

function accessOf(body: PortalLinkInput): PortalAccess {
  const { companies, role, revealsSecrets } = keySetupOf({ ...body, name: body.user.name });
  const { user, language, names, themeColor, returnUrl, project } = body;
  return {
    companies,
    role,
    revealsSecrets,
    user,
    language,
    names,
    ...(themeColor === undefined ? {} : { themeColor }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(project === undefined ? {} : { project }),
  };
}

/** @throws ProblemError `console-off`, `forbidden` */
export async function createPortalLink(
  { key: caller, body, audit }: OperationRequest<PortalLinkInput, unknown>,
  { portal, consoleUrl, now, randomBytes }: Pick<ApiDeps, 'portal' | 'consoleUrl' | 'now' | 'randomBytes'>,
): Promise<Answer> {
  if (consoleUrl === '') {
    throw new ProblemError(
      'console-off',
      'This service has no console. Whoever runs it can set consoleUrl, where the console is.',
    );
  }
  const access = accessOf(body);
  checkReach(caller, access);
  const { link, token } = newPortalLink(
    { access, sessionMs: body.sessionMinutes * 60_000, createdBy: caller.actor },
    { nowMs: now(), lifeMs: body.expiresInSeconds * 1000 },
    randomBytes,
  );
  await audit.record(portalLinkChange(link));
  await portal.addLink(link);
  const { id, expiresAt } = link;
  const url = `${consoleUrl}#token=${token}`;
  return { status: 200, body: { id, url, expiresAt } satisfies PortalLinkView };
}
