import { type DirectoryEntry, type DirectoryKind, directoryKinds } from '../domain/directory.ts';
import type { DirectoryQuery, DirectoryView } from '../domain/wire/directory-schema.ts';
import { idInCursor, pageOf } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { checkHolds } from './held-companies.ts';
import type { Answer } from './http.ts';
import type { OperationRequest } from './operation.ts';

/** Kind and id in a cursor. */
function placeIn(text: string): Pick<DirectoryEntry, 'kind' | 'id'> | undefined {
  const end = text.indexOf('#');
  const kind = directoryKinds.find(one => one === text.slice(0, end));
  const id = text.slice(end + 1);
  return kind === undefined || id === '' ? undefined : { kind, id };
}

function afterOf(cursor: string | undefined, wanted: DirectoryKind | undefined) {
  const isPlace = (text: string): boolean => {
    const place = placeIn(text);
    return place !== undefined && (wanted === undefined || place.kind === wanted);
  };
  const text = idInCursor(cursor, isPlace);
  return text === undefined ? undefined : placeIn(text);
}

export async function listDirectory(
  { key, query: { companyId, kind, limit, cursor } }: OperationRequest<unknown, DirectoryQuery>,
  { directory }: Pick<ApiDeps, 'directory'>,
): Promise<Answer> {
  checkHolds(key, companyId, '?companyId');
  const after = afterOf(cursor, kind);
  const found = await directory.list({
    companyId,
    limit: limit + 1,
    ...(kind === undefined ? {} : { kind }),
    ...(after === undefined ? {} : { after }),
  });
  const { items, nextCursor } = pageOf(
    found.map(entry => ({ id: `${entry.kind}#${entry.id}`, entry })),
    limit,
    ({ entry }) => entry,
  );
  return {
    status: 200,
    body: { items: items.map(({ entry }) => ({ ...entry })), nextCursor } satisfies DirectoryView,
  };
}
