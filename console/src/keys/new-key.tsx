import { useEffect, useRef } from 'react';
import type { CreatedKey } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './keys-page.module.css';

const words = defineWords(
  {
    title: (name: string) => `The new key “${name}”`,
    once: 'Copy it now and keep it safe: you will not see it again.',
    copy: 'Copy the key',
    key: 'the key',
    kept: 'I have kept it',
  },
  {
    title: name => `Новый ключ «${name}»`,
    once: 'Скопируйте его сейчас и сохраните: больше вы его не увидите.',
    copy: 'Скопировать ключ',
    key: 'ключ',
    kept: 'Ключ сохранён',
  },
);

/** A key, this once. It stays until whoever made it says that it is kept. */
export function NewKey({ made, onKept }: { readonly made: CreatedKey; onKept(): void }) {
  const say = useWords(words);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.newKey}>
      <Notice kind="good" title={say.title(made.name)}>
        <p>{say.once}</p>
        <code className={styles.keyText}>{made.key}</code>
        <div className={styles.buttons}>
          <CopyButton text={made.key} what={say.key} label={say.copy} />
          <Button onClick={onKept}>{say.kept}</Button>
        </div>
      </Notice>
    </div>
  );
}
