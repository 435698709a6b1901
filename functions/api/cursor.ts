import { ProblemError } from '../domain/errors.ts';

/** An opaque text that says where the next page of a list begins. */
export function cursorAfter(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

/**
 * @param isId whether a text is an id of the things that are listed
 * @throws ProblemError `invalid-request` for anything that `cursorAfter` did not make
 */
export function idInCursor(cursor: string | undefined, isId: (text: string) => boolean): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (cursorAfter(id) === cursor && isId(id)) return id;
  throw new ProblemError('invalid-request', 'The query is not valid.', [
    { pointer: '?cursor', detail: 'Must be a "nextCursor" of this list, as it was given.' },
  ]);
}

/** A page of what was asked for with one item more than the page holds. */
export function pageOf<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
): { items: Item[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? cursorAfter(last.id) : null };
}
