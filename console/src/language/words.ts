export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

/** What a part of the console says, in each language: texts, and functions that make texts. */
export type Words<Shape> = Readonly<Record<Language, Shape>>;

/** Side by side, so that the compiler sees that nothing is left untranslated. */
export function defineWords<Shape extends object>(en: Shape, ru: NoInfer<Shape>): Words<Shape> {
  return { en, ru };
}
