import { type Input, optionalInteger, optionalText } from '../json-input.ts';
import { invalid } from './errors.ts';

/** One page of a list that is ordered by name; the token says how far the list was given. */
export function page<Item>(
  input: Input,
  items: readonly Item[],
  nameOf: (item: Item) => string,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const limit = optionalInteger(input, 'Limit', { least: 1, most: 100 }) ?? 100;
  const token = optionalText(input, 'NextToken', { minLength: 1, maxLength: 2048 });
  const after = token === undefined ? undefined : readToken(token);
  const rest = after === undefined ? items : items.filter(item => nameOf(item) > after);
  const given = rest.slice(0, limit);
  const last = given.at(-1);
  if (rest.length <= limit || last === undefined) return { items: given };
  return { items: given, NextToken: Buffer.from(JSON.stringify([nameOf(last)])).toString('base64') };
}

function readToken(token: string): string {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (Array.isArray(value) && typeof value[0] === 'string') return value[0];
  } catch {
    // Falls through to the refusal.
  }
  throw invalid('Parameter NextToken is not valid.');
}
