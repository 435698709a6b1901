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
    {
      pointer: '?cursor',
      code: 'bad-cursor',
      detail: 'Must be a "nextCursor" of this list, as it was given.',
    },
  ]);
}

/** Lambda answers with 6 MB at most (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), escapes included. */
const maxPageCharacters = 4_000_000;

/**
 * A page of what was asked for with one item more than the page holds. It ends early, but never empty, where the answer
 * would become too large.
 * @param view what the answer shows of an item
 */
export function pageOf<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
  view: (item: Item) => unknown,
): { items: Item[]; nextCursor: string | null } {
  const items: Item[] = [];
  let characters = 0;
  for (const item of found.slice(0, limit)) {
    // The answer's text is JSON inside JSON: API Gateway's answer object holds it as a string.
    characters += JSON.stringify(JSON.stringify(view(item))).length;
    if (items.length > 0 && characters > maxPageCharacters) break;
    items.push(item);
  }
  const last = items.at(-1);
  return {
    items,
    nextCursor: found.length > items.length && last !== undefined ? cursorAfter(last.id) : null,
  };
}
