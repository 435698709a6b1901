import type { EnglishNouns, Nouns, RussianNouns } from './nouns.ts';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

/** What a part of the console says, in each language: texts, and functions that make texts. */
export type Words<Shape> = Readonly<Record<Language, Shape>>;

/** Words that speak of companies, projects or records, which each operator may call otherwise. */
export type NounWords<Shape> = (nouns: Nouns) => Words<Shape>;

/** Side by side, so that the compiler sees that nothing is left untranslated. */
export function defineWords<Shape extends object>(en: Shape, ru: NoInfer<Shape>): Words<Shape> {
  return { en, ru };
}

/**
 * The same with the operator's nouns. They have no article before them in English, and in Russian no word that agrees with their
 * gender: in the plural none does ("другие компании").
 */
export function defineNounWords<Shape extends object>(
  en: (nouns: EnglishNouns) => Shape,
  ru: (nouns: RussianNouns) => NoInfer<Shape>,
): NounWords<Shape> {
  return nouns => ({ en: en(nouns.en), ru: ru(nouns.ru) });
}
