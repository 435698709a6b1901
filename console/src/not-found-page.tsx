import { useWords } from './language/language.tsx';
import { defineWords } from './language/words.ts';
import { ButtonLink } from './ui/button.tsx';
import { Page } from './ui/page.tsx';

const words = defineWords(
  { title: 'There is no such page', back: 'Go to the webhooks' },
  { title: 'Такой страницы нет', back: 'Перейти к вебхукам' },
);

export function NotFoundPage() {
  const say = useWords(words);
  return (
    <Page title={say.title}>
      <p>
        <ButtonLink href="/">{say.back}</ButtonLink>
      </p>
    </Page>
  );
}
