import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { EmptyState } from './empty-state.tsx';

const words = defineWords(
  {
    title: 'You have no access to this',
    ask: 'Whoever let you in can give you more.',
  },
  {
    title: 'У вас нет доступа',
    ask: 'Доступ может дать тот, кто вас пригласил.',
  },
);

/** Instead of a page that the role may not see. */
export function NoAccess({ reason }: { readonly reason: string }) {
  const say = useWords(words);
  return (
    <EmptyState title={say.title}>
      <p>{reason}</p>
      <p>{say.ask}</p>
    </EmptyState>
  );
}
