import type { ApiDeps } from './deps.ts';
import { findKey } from './find-key.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** @throws ProblemError `not-found` */
export async function deleteKey(
  { key: caller, id }: OperationRequest<unknown, unknown>,
  { keys }: Pick<ApiDeps, 'keys'>,
): Promise<Answer> {
  await keys.remove(await findKey(keys, caller, id));
  return { status: 204 };
}
