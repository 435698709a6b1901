import { canonicalJson } from '../domain/canonical-json.ts';
import type { Credentials } from '../domain/credentials.ts';
import { withLowerCaseNames } from '../domain/receiver-headers.ts';
import type { Webhook } from '../domain/webhook.ts';
import { ownCredentialsSchema } from '../domain/wire/credentials-schema.ts';
import type { WebhookPatch } from '../domain/wire/webhook-schema.ts';
import type { ApiDeps } from './deps.ts';
import { mergePatch } from './merge-patch.ts';
import { parseBody } from './read-request.ts';
import { type SealedParts, sealCredentials } from './seal-credentials.ts';

/** The part of a patch that is about what is sealed. */
interface CredentialsPatch {
  readonly headers?: WebhookPatch['headers'] | undefined;
  readonly auth?: WebhookPatch['auth'] | undefined;
}

const nothing: Pick<Credentials, 'headers' | 'auth'> = { headers: {} };

/** Whether a change of the URL leads calls to somebody else: another scheme, host or port. */
function isOtherOrigin(before: string, after: string): boolean {
  return new URL(before).origin !== new URL(after).origin;
}

/** Members that belong to another type of auth do not merge. */
function mergedAuth(current: Credentials['auth'], patch: CredentialsPatch['auth']): unknown {
  if (patch === undefined) return current;
  if (patch === null) return undefined;
  const isSameType = patch.type === undefined || patch.type === current?.type;
  return mergePatch(isSameType ? current : undefined, patch);
}

/**
 * Headers and auth after a patch, by JSON Merge Patch; the merged whole is checked as a creation is. Secrets stay.
 * @param keepsOrigin what was set for one origin is not sent to another
 * @throws ProblemError `invalid-request`
 */
function patchedCredentials(
  current: Credentials,
  { headers, auth }: CredentialsPatch,
  keepsOrigin: boolean,
): Credentials {
  const { headers: oldHeaders, auth: oldAuth } = keepsOrigin ? current : nothing;
  const patch = headers === undefined || headers === null ? headers : withLowerCaseNames(headers);
  const nextAuth = mergedAuth(oldAuth, auth);
  const merged = {
    headers: patch === null ? {} : mergePatch(oldHeaders, patch ?? {}),
    ...(nextAuth === undefined ? {} : { auth: nextAuth }),
  };
  return { secrets: current.secrets, ...parseBody(ownCredentialsSchema, merged) };
}

/**
 * What is to be sealed anew for a webhook as it will be; nothing is opened where nothing can have changed.
 * @returns `undefined` when the credentials stay as they are
 * @throws ProblemError `invalid-request`
 */
export async function sealedAfterPatch(
  next: Webhook,
  before: Webhook,
  patch: CredentialsPatch,
  deps: Pick<ApiDeps, 'vault' | 'now'>,
): Promise<SealedParts | undefined> {
  const keepsOrigin = !isOtherOrigin(before.url, next.url);
  const isDropped = !keepsOrigin && (before.headerNames.length > 0 || before.authType !== null);
  const isPatched = patch.headers !== undefined || patch.auth !== undefined;
  // A new owner's credentials are sealed with its own data key.
  const isMoved = next.ownerCompanyId !== before.ownerCompanyId;
  if (!isDropped && !isPatched && !isMoved) return undefined;
  const opened = await deps.vault.open(before);
  const credentials = patchedCredentials(opened, patch, keepsOrigin);
  if (!isMoved && canonicalJson(credentials) === canonicalJson(opened)) return undefined;
  return sealCredentials(deps, next, credentials);
}

/** Headers that calls have no longer because the origin changed: those that the patch says nothing of. */
export function droppedHeaders(
  before: Pick<Webhook, 'url' | 'headerNames' | 'authType'>,
  after: Pick<Webhook, 'url'>,
  { headers, auth }: CredentialsPatch,
): string[] {
  if (!isOtherOrigin(before.url, after.url)) return [];
  const said = new Set(Object.keys(withLowerCaseNames(headers ?? {})));
  const dropped = headers === null ? [] : before.headerNames.filter(name => !said.has(name));
  return before.authType !== null && auth === undefined ? [...dropped, 'authorization'] : dropped;
}
