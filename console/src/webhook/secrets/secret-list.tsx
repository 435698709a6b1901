import type { Secrets } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Ago } from '../../ui/ago.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './secrets.module.css';

const words = defineWords(
  { current: 'Current, does not expire', expires: 'Old, expires', what: 'the secret' },
  { current: 'Текущий, не истекает', expires: 'Прежний, истекает', what: 'секрет' },
);

/** Every secret that signs now, newest first. */
export function SecretList({ secrets }: Pick<Secrets, 'secrets'>) {
  const say = useWords(words);
  return (
    <ul className={styles.list}>
      {secrets.map(({ secret, expiresAt }) => (
        <li key={secret}>
          <p className={styles.lead}>
            {expiresAt === null ? (
              say.current
            ) : (
              <>
                {say.expires} <Ago at={expiresAt} />
              </>
            )}
          </p>
          <p className={styles.secret}>
            <code>{secret}</code>
            <CopyButton text={secret} what={say.what} />
          </p>
        </li>
      ))}
    </ul>
  );
}
