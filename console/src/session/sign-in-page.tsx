import { type FormEvent, useEffect, useId, useState } from 'react';
import type { Brand } from '../brand.ts';
import { BrandMark, Preferences } from '../frame.tsx';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './sign-in-page.module.css';

const words = defineWords(
  {
    title: 'Sign in',
    link: 'Open the webhooks from the product that you use: its link signs you in.',
    key: 'Or enter an API key',
    keyHint: 'It begins with fhk_. It stays in this tab and is gone when you close it.',
    enter: 'Sign in',
    needed: 'Enter an API key, such as fhk_….',
    failures: {
      'link-used': 'This link was used already, or has expired. Get a new one where you came from.',
      ended: 'Your session has ended. Open the webhooks from your product again.',
      'key-refused': 'This API key is not valid. Check that it was copied as a whole and was not revoked.',
      'no-answer': 'The service does not answer. Try again in a moment.',
      'not-ended':
        'You are signed out here, but the service could not be told: there the session stays open until it runs out.',
    },
  },
  {
    title: 'Вход',
    link: 'Откройте вебхуки из своего продукта: вы войдёте по его ссылке.',
    key: 'Или введите ключ API',
    keyHint: 'Он начинается с fhk_, хранится только в этой вкладке и исчезнет вместе с ней.',
    enter: 'Войти',
    needed: 'Введите ключ API, например fhk_….',
    failures: {
      'link-used': 'Ссылка уже использована или устарела. Получите новую там, откуда вы пришли.',
      ended: 'Сеанс закончился. Откройте вебхуки из своего продукта ещё раз.',
      'key-refused': 'Ключ API не подходит. Проверьте, что он скопирован целиком и не отозван.',
      'no-answer': 'Сервис не отвечает. Попробуйте ещё раз через минуту.',
      'not-ended':
        'Здесь вы вышли, но сообщить об этом сервису не удалось: там сеанс останется открытым, пока не истечёт.',
    },
  },
);

interface SignInPageProps {
  readonly brand: Brand;
  readonly failure: keyof typeof words.en.failures | undefined;
  onKey(key: string): Promise<void>;
}

export function SignInPage({ brand, failure, onKey }: SignInPageProps) {
  const say = useWords(words);
  const titleId = useId();
  const [key, setKey] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${say.title} · ${brand.name}`;
  }, [say, brand]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setEmpty(key.trim() === '');
    if (key.trim() === '') return;
    setBusy(true);
    await onKey(key.trim());
    setBusy(false);
  }

  return (
    <main className={styles.main} aria-labelledby={titleId}>
      <BrandMark brand={brand} />
      <h1 id={titleId}>{say.title}</h1>
      {failure !== undefined && <Notice kind="bad">{say.failures[failure]}</Notice>}
      <p>{say.link}</p>
      <form onSubmit={event => void submit(event)} className={styles.form} noValidate>
        <Field label={say.key} hint={say.keyHint} error={isEmpty ? say.needed : undefined}>
          {input => (
            <input
              {...input}
              type="password"
              autoComplete="off"
              spellCheck={false}
              value={key}
              onChange={event => setKey(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" busy={isBusy}>
          {say.enter}
        </Button>
      </form>
      <Preferences />
    </main>
  );
}
