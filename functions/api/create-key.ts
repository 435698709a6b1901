import { newApiKey } from '../domain/api-key.ts';
import { keyChange } from '../domain/audit/audited-key.ts';
import { ProblemError } from '../domain/errors.ts';
import type { KeyInput } from '../domain/wire/key-schema.ts';
import { createdKeyView, keySetupOf } from '../domain/wire/key-view.ts';
import type { ApiDeps } from './deps.ts';
import { checkReach } from './find-key.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** @throws ProblemError `invalid-request`, `forbidden` */
export async function createKey(
  { key: caller, body, audit }: OperationRequest<KeyInput, unknown>,
  { keys, now, randomBytes }: Pick<ApiDeps, 'keys' | 'now' | 'randomBytes'>,
): Promise<Answer> {
  const setup = keySetupOf(body);
  checkReach(caller, setup);
  const nowMs = now();
  if (setup.expiresAt !== undefined && Date.parse(setup.expiresAt) <= nowMs) {
    throw new ProblemError('invalid-request', 'The body is not valid.', [
      { pointer: '/expiresAt', code: 'in-the-past', detail: 'Must lie in the future.' },
    ]);
  }
  const { key, text } = newApiKey({ ...setup, createdBy: caller.actor }, nowMs, randomBytes);
  await audit.record(keyChange(undefined, key));
  await keys.create(key);
  return { status: 201, headers: { location: `/v1/keys/${key.id}` }, body: createdKeyView(key, text) };
}
