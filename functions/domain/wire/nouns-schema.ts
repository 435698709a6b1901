import * as z from 'zod/mini';
import { defaultNouns, type Nouns } from '../nouns.ts';

const forms = z.readonly(z.tuple([z.string(), z.string()]));
const russianNoun = z.strictObject({ nominative: forms, genitive: forms, prepositional: forms });

const { en, ru } = defaultNouns;
const englishNouns = z.strictObject({
  company: z._default(forms, en.company),
  project: z._default(forms, en.project),
  record: z._default(forms, en.record),
});
const russianNouns = z.strictObject({
  company: z._default(russianNoun, ru.company),
  project: z._default(russianNoun, ru.project),
  record: z._default(russianNoun, ru.record),
});
const nounsSchema = z.strictObject({ en: z._default(englishNouns, en), ru: z._default(russianNouns, ru) });

/**
 * The nouns that the operator gave as JSON, and ours for the rest.
 * @param text empty: ours alone
 * @throws Error for another form of JSON
 */
export function readNouns(text: string): Nouns {
  return text === '' ? defaultNouns : nounsSchema.parse(JSON.parse(text));
}
