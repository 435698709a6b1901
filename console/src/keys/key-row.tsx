import type { Key } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { useWhyNot } from '../session/may.ts';
import { useSession } from '../session/session.tsx';
import { Ago, useNow } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { keyState } from './key-life.ts';
import styles from './keys-page.module.css';
import { roleWords } from './role-words.ts';

const words = defineWords(
  {
    created: 'Created',
    used: 'Last used',
    never: 'never',
    expires: 'Expires',
    expired: 'Expired',
    endless: 'without end',
    own: 'you use it now',
    states: { endsSoon: 'ends soon', expired: 'expired' },
    rotate: 'Replace',
    rotateThis: (name: string) => `Replace the key “${name}”`,
    revoke: 'Revoke',
    revokeThis: (name: string) => `Revoke the key “${name}”`,
  },
  {
    created: 'Создан',
    used: 'Использован',
    never: 'ни разу',
    expires: 'Истекает',
    expired: 'Истёк',
    endless: 'бессрочный',
    own: 'ваш текущий',
    states: { endsSoon: 'скоро истечёт', expired: 'истёк' },
    rotate: 'Заменить',
    rotateThis: name => `Заменить ключ «${name}»`,
    revoke: 'Отозвать',
    revokeThis: name => `Отозвать ключ «${name}»`,
  },
);

interface KeyRowProps {
  readonly apiKey: Key;
  readonly names: Names;
  onRotate(): void;
  onRevoke(): void;
}

export function KeyRow({ apiKey, names, onRotate, onRevoke }: KeyRowProps) {
  const say = useWords(words);
  const sayRole = useWords(roleWords);
  const { session } = useSession();
  const whyNot = useWhyNot('keys:write');
  const state = keyState(apiKey, useNow());
  const companies = apiKey.companies.includes('*')
    ? sayRole.everyCompany
    : apiKey.companies.map(id => names.nameOf('company', id, id)).join(', ');
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <h2 className={styles.name}>
          {apiKey.name}
          {session.id === apiKey.id && <Badge>{say.own}</Badge>}
          {state !== 'valid' && (
            <Badge tone={state === 'expired' ? 'bad' : 'warn'}>{say.states[state]}</Badge>
          )}
        </h2>
        <p className={styles.access}>
          <code>{apiKey.prefix}…</code> · {sayRole.names[apiKey.role]}
          {apiKey.revealSecrets && `, ${sayRole.revealsSecrets}`} · {companies}
          {apiKey.expiresAt === null && ` · ${say.endless}`}
        </p>
        <dl className={styles.times}>
          <div>
            <dt>{say.created}</dt>{' '}
            <dd>
              <Ago at={apiKey.createdAt} />
            </dd>
          </div>
          <div>
            <dt>{say.used}</dt>{' '}
            <dd>{apiKey.lastUsedAt === null ? say.never : <Ago at={apiKey.lastUsedAt} />}</dd>
          </div>
          {apiKey.expiresAt !== null && (
            <div>
              <dt>{state === 'expired' ? say.expired : say.expires}</dt>{' '}
              <dd>
                <Ago at={apiKey.expiresAt} />
              </dd>
            </div>
          )}
        </dl>
      </div>
      <div className={styles.buttons}>
        <Button whyNot={whyNot} aria-label={say.rotateThis(apiKey.name)} onClick={onRotate}>
          {say.rotate}
        </Button>
        <Button kind="danger" whyNot={whyNot} aria-label={say.revokeThis(apiKey.name)} onClick={onRevoke}>
          {say.revoke}
        </Button>
      </div>
    </li>
  );
}
