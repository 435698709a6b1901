import { useEffect, useRef } from 'react';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Ago } from '../../ui/ago.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './secrets.module.css';

const words = defineWords(
  {
    done: 'The new secret signs from now on',
    give: 'Copy it now and give it to the receiver.',
    old: 'Old secrets expire',
    what: 'the new secret',
  },
  {
    done: 'Теперь подписывает новый секрет',
    give: 'Скопируйте его и передайте получателю.',
    old: 'Прежние секреты истекают',
    what: 'новый секрет',
  },
);

interface NewSecretProps {
  readonly secret: string;
  /** RFC 3339 */
  readonly oldSecretsExpireAt: string;
}

/** Takes the focus: the button that made it is gone. */
export function NewSecret({ secret, oldSecretsExpireAt }: NewSecretProps) {
  const say = useWords(words);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice kind="good" title={say.done}>
        <p>{say.give}</p>
        <p className={styles.secret}>
          <code>{secret}</code>
          <CopyButton text={secret} what={say.what} />
        </p>
        <p>
          {say.old} <Ago at={oldSecretsExpireAt} />.
        </p>
      </Notice>
    </div>
  );
}
