import { shownText } from '../payload-formats/shown-text.ts';
import type { Countable, Speech } from './speech.ts';

/** Of a list of names or values; the rest is a number. */
export const maxListed = 3;

/** Of one name or value, code points. */
const maxQuoted = 60;

/** A text between quotation marks that it cannot close itself. */
export function quoted(text: string, { quotes }: Pick<Speech, 'quotes'>): string {
  const [open, close, innerOpen, innerClose] = quotes;
  const shown = shownText(text, maxQuoted) || (text === '' ? '' : ' ');
  return `${open}${shown.replaceAll(open, innerOpen).replaceAll(close, innerClose)}${close}`;
}

/** "a", "a or b", "a, b or c". */
export function joined(items: readonly string[], by: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${by} ${last}`;
}

/**
 * The first of many, and how many more there are.
 * @param shown of one item
 */
export function listed<Item>(
  items: readonly Item[],
  shown: (item: Item) => string,
  by: 'and' | 'or',
  what: Countable,
  speech: Speech,
): string {
  const parts = items.slice(0, maxListed).map(shown);
  const rest = items.length - parts.length;
  return joined(rest > 0 ? [...parts, speech.more(rest, what)] : parts, speech[by]);
}

const pluralRules = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') };

/** A noun by the plural categories of its language (https://cldr.unicode.org/index/cldr-spec/plural-rules). */
export interface Noun {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export function nounFor(count: number, noun: Noun, language: Speech['language']): string {
  const category = pluralRules[language].select(count);
  const form = category === 'zero' || category === 'two' ? undefined : noun[category];
  return form ?? noun.other;
}
