import type { Caller } from '../domain/caller.ts';
import {
  type CompaniesPage,
  type DirectoryEntry,
  type DirectoryKind,
  type DirectoryStore,
  directoryKinds,
} from '../domain/directory.ts';
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

/** Names of the companies that the caller holds, by id (UTF-8). */
async function heldNames(
  { companies }: Caller,
  directory: DirectoryStore,
  page: CompaniesPage,
): Promise<DirectoryEntry[]> {
  if (companies === '*') return directory.listCompanies(page);
  const { limit, after } = page;
  const left = companies.filter(id => after === undefined || comparedAsUtf8(id, after) > 0);
  const found = await directory.find(left.map(id => ({ companyId: id, kind: 'company', id })));
  return found.sort((one, other) => comparedAsUtf8(one.id, other.id)).slice(0, limit);
}

function comparedAsUtf8(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

export const listDirectoryDescription =
  'Of a company, sorted by kind and id. With `kind=company` and without `companyId`: the names of all companies that the caller holds, sorted by id; a change may take a moment to be seen there, and a company that nobody has named is left out.';

export async function listDirectory(
  { key, query: { companyId, kind, limit, cursor } }: OperationRequest<unknown, DirectoryQuery>,
  { directory }: Pick<ApiDeps, 'directory'>,
): Promise<Answer> {
  if (companyId !== undefined) checkHolds(key, companyId, '?companyId');
  const after = afterOf(cursor, kind);
  const most = limit + 1;
  const found =
    companyId === undefined
      ? await heldNames(key, directory, { limit: most, ...(after === undefined ? {} : { after: after.id }) })
      : await directory.list({
          companyId,
          limit: most,
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
