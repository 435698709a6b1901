import { newApiKey } from '../domain/api-key.ts';
import { keyRotation } from '../domain/audit/audited-key.ts';
import type { KeyRotationInput } from '../domain/wire/key-schema.ts';
import { createdKeyView } from '../domain/wire/key-view.ts';
import type { ApiDeps } from './deps.ts';
import { checkReach, findKey } from './find-key.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

const hourMs = 3_600_000;

/** For OpenAPI, as CommonMark. */
export const keyRotationDescription =
  'The new key has an id of its own and does not expire by itself; otherwise it is like the old one, which expires `overlapHours` from now, or sooner if it was to expire sooner: give the new one to whoever uses the old one before that.';

/** A new key in the place of an old one. @throws ProblemError `not-found`, `forbidden` */
export async function rotateKey(
  { key: caller, id, body, audit }: OperationRequest<KeyRotationInput, unknown>,
  { keys, now, randomBytes }: Pick<ApiDeps, 'keys' | 'now' | 'randomBytes'>,
): Promise<Answer> {
  const old = await findKey(keys, caller, id);
  checkReach(caller, old);
  const { name, companies, role, revealsSecrets } = old;
  const nowMs = now();
  const { key, text } = newApiKey(
    { name, companies, role, revealsSecrets, createdBy: caller.actor },
    nowMs,
    randomBytes,
  );
  const expiresAt = new Date(nowMs + body.overlapHours * hourMs).toISOString();
  await audit.record(keyRotation(old, key, expiresAt));
  // First the new one: a failure in between leaves both.
  await keys.create(key);
  await keys.expire(old, expiresAt);
  return { status: 201, headers: { location: `/v1/keys/${key.id}` }, body: createdKeyView(key, text) };
}
