import { optional, wholeNumber } from './options.ts';

const largestPage = 100;

export const limitOption = optional('limit', 'N', 'at most so many (default: 50)', wholeNumber(1, 1_000_000));
export const cursorOption = optional('cursor', 'CURSOR', 'go on where another list ended: its nextCursor');

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where it goes on. */
  readonly nextCursor: string | null;
}

/** How much of a list is wanted. */
export interface Extent {
  readonly limit: number | undefined;
  readonly cursor: string | undefined;
}

/** As many of a list as are wanted, page by page: a page may hold fewer than it could, even none. */
export async function collect<Item>(
  ask: (page: { readonly limit: number; readonly cursor: string | undefined }) => Promise<Page<Item>>,
  { limit = 50, cursor }: Extent,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const items: Item[] = [];
  let from: string | null | undefined = cursor;
  while (from !== null && items.length < limit) {
    const page: Page<Item> = await ask({ limit: Math.min(largestPage, limit - items.length), cursor: from });
    items.push(...page.items);
    from = page.nextCursor;
  }
  return { items, nextCursor: from ?? null };
}
