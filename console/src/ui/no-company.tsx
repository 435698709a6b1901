import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { EmptyState } from './empty-state.tsx';

const words = defineWords(
  {
    title: 'No company yet',
    why: 'A company appears here with its first webhook.',
  },
  {
    title: 'Компаний пока нет',
    why: 'Компания появится здесь вместе со своим первым вебхуком.',
  },
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
