import { keyChange } from '../domain/audit/audited-key.ts';
import type { ApiDeps } from './deps.ts';
import { findKey } from './find-key.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** @throws ProblemError `not-found` */
export async function deleteKey(
  { key: caller, id, audit }: OperationRequest<unknown, unknown>,
  { keys }: Pick<ApiDeps, 'keys'>,
): Promise<Answer> {
  const key = await findKey(keys, caller, id);
  await audit.record(keyChange(key, undefined));
  await keys.remove(key);
  return { status: 204 };
}
