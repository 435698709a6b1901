import { defineWords } from '../language/words.ts';

/** What a grant means; names in marks, so that no case has to fit. */
export const grantWords = defineWords(
  {
    lets: (from: string, to: string) => `${from} lets ${to}’s webhooks listen to its events`,
  },
  {
    lets: (from, to) => `Компания «${from}» разрешает вебхукам компании «${to}» получать свои события`,
  },
);
