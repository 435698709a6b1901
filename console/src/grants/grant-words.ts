import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';

/** What a grant means; names in marks, so that no case has to fit. */
export const grantWords = defineNounWords(
  () => ({
    lets: (from: string, to: string) => `${from} lets ${to}’s webhooks listen to its events`,
  }),
  ({ company: { nominative, genitive } }) => ({
    lets: (from, to) =>
      `${capitalized(nominative[0])} «${from}» разрешает вебхукам ${genitive[0]} «${to}» получать свои события`,
  }),
);
