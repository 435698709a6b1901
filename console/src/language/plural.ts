const english = new Intl.PluralRules('en');
const russian = new Intl.PluralRules('ru');

/** `1 event`, `5 events`. */
export function countEn(count: number, one: string, many: string): string {
  return `${formatEn(count)} ${english.select(count) === 'one' ? one : many}`;
}

/** `1 событие`, `2 события`, `5 событий`: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html#ru */
export function countRu(count: number, one: string, few: string, many: string): string {
  const form = russian.select(count);
  return `${formatRu(count)} ${form === 'one' ? one : form === 'few' || form === 'other' ? few : many}`;
}

const formatEn = new Intl.NumberFormat('en').format;
const formatRu = new Intl.NumberFormat('ru').format;
