import { useWords } from '../language/language.tsx';
import { capitalized } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';
import { EmptyState } from './empty-state.tsx';

const words = defineNounWords(
  ({ company: [company, companies] }) => ({
    title: `No ${companies} yet`,
    why: `Each ${company} appears here with its first webhook.`,
  }),
  ({ company: { nominative, genitive } }) => ({
    title: `${capitalized(genitive[1])} пока нет`,
    why: `${capitalized(nominative[0])} появится здесь вместе со своим первым вебхуком.`,
  }),
);

/** Whoever holds every company, before any has a webhook. */
export function NoCompany() {
  const say = useWords(words);
  return (
    <EmptyState title={say.title}>
      <p>{say.why}</p>
    </EmptyState>
  );
}
