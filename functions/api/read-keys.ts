import { isKeyId } from '../domain/identifiers.ts';
import type { KeyListView } from '../domain/wire/key-schema.ts';
import { keyView } from '../domain/wire/key-view.ts';
import type { ListQuery } from '../domain/wire/list-query-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { findKey } from './find-key.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

export async function listKeys(
  { key: caller, query }: OperationRequest<unknown, ListQuery>,
  { keys }: Pick<ApiDeps, 'keys'>,
): Promise<Answer> {
  const before = idInCursor(query.cursor, isKeyId);
  const found = await keys.list({
    companies: caller.companies,
    limit: query.limit + 1,
    ...(before === undefined ? {} : { before }),
  });
  const { items, nextCursor } = pageOf(found, query.limit, keyView);
  return { status: 200, body: { items: items.map(keyView), nextCursor } satisfies KeyListView };
}

export async function getKey(
  { key: caller, id }: OperationRequest<unknown, unknown>,
  { keys }: Pick<ApiDeps, 'keys'>,
): Promise<Answer> {
  return { status: 200, body: keyView(await findKey(keys, caller, id)) };
}
